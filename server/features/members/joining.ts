// A new membership becomes known: to the organization, to its teams, and to itself.
import { events } from '../../../shared/index.ts'
import { inboxStream, organizationStream } from '../../../shared/streams.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { seesEveryTeam } from '../../policy/policy.ts'
import { Team } from '../teams/team.entity.ts'
import { putInTeam } from '../teams/team-membership.ts'
import { allTeamIds } from '../teams/teams.queries.ts'
import { presentMember } from './member.presenter.ts'
import type { Membership } from './membership.entity.ts'

/**
 * Tells of a new active member and adds them to teams. The caller holds the exclusive lock on rights (`lockRights`) and
 * has checked the teams; those that are gone are passed over when `skipGone` is set, else it throws 404.
 */
export async function welcomeMember(
  work: Work, member: Membership, teamIds: string[], options: { skipGone?: boolean } = {},
): Promise<void> {
  await work.em.flush()
  work.append(organizationStream(work.organizationId), events.memberJoined, { member: presentMember(member) })
  for (const teamId of [...new Set(teamIds)].sort()) {
    const team = await work.em.findOne(Team, { id: teamId })
    if (team) await putInTeam(work, team, member)
    else if (!options.skipGone) throw notFound()
  }
  await work.em.flush()
  if (!seesEveryTeam(member.role)) return
  for (const teamId of await allTeamIds(work.em)) work.append(inboxStream(member.id), events.teamOpened, { teamId })
}
