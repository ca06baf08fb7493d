// A member who is gone for good belongs to no team any more.
import { LockMode } from '@mikro-orm/core'
import { events } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import type { Membership } from '../members/membership.entity.ts'
import { Team, TeamMember } from './team.entity.ts'
import { touch } from './team-membership.ts'

/** The caller holds the exclusive lock on rights, and has handed over what they managed. */
export async function leaveTeams(work: Work, { id: memberId }: Membership): Promise<void> {
  const places = await work.em.find(TeamMember, { membership: { id: memberId } }, { orderBy: { team: 'asc' } })
  for (const place of places) {
    const team = await work.em.findOneOrFail(Team, { id: place.team.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    work.em.remove(place)
    touch(work, team)
    await work.em.flush()
    work.append(teamStream(team.id), events.teamMemberRemoved, { teamId: team.id, memberId, version: team.version })
  }
}
