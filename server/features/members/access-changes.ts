// What a change of role or status does to the teams that a member may read (RT1, RT19).
import { events } from '../../../shared/index.ts'
import { inboxStream, teamStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { placesOf } from '../../policy/access.ts'
import { seesEveryTeam } from '../../policy/policy.ts'
import { isActive } from '../teams/team-inboxes.ts'
import { allTeamIds } from '../teams/teams.queries.ts'
import { dropTimers } from '../time/drop-timers.ts'
import type { Membership } from './membership.entity.ts'

/** The teams that the member may read as they are now. */
export async function readableTeamIds(work: Work, member: Membership): Promise<Set<string>> {
  if (!isActive(member)) return new Set()
  return new Set(seesEveryTeam(member.role) ? await allTeamIds(work.em) : await placesOf(work.em, member))
}

/** Tells each team that was lost, so that sockets leave at that offset, and the member of what they lost and gained. Their timer there ends. */
export async function changeAccess(
  work: Work, { id: memberId }: Membership, before: Set<string>, after: Set<string>,
): Promise<void> {
  const lost = before.difference(after)
  await dropTimers(work, [memberId], lost)
  for (const teamId of lost) {
    work.append(teamStream(teamId), events.teamAccessChanged, { teamId, memberId })
    work.append(inboxStream(memberId), events.teamClosed, { teamId })
  }
  for (const teamId of after.difference(before)) work.append(inboxStream(memberId), events.teamOpened, { teamId })
}
