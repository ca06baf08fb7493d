// The teams of a member that the actor may read, with what they do there.
import type { MemberPlace } from '../../../shared/features/teams.ts'
import type { Work } from '../../kernel/work.ts'
import { ofTeamsReadableBy } from '../../policy/scopes.ts'
import { readMember } from '../members/members.queries.ts'
import { TeamMember } from './team.entity.ts'
import { presentMemberPlace } from './team.presenter.ts'

/** In the order in which they joined. Throws 404 when there is no such member. */
export async function listMemberPlaces(work: Work, memberId: string): Promise<{ items: MemberPlace[] }> {
  await readMember(work, memberId)
  const rows = await work.em.find(
    TeamMember, { $and: [{ membership: { id: memberId } }, ofTeamsReadableBy(work.actor)] }, { orderBy: { createdAt: 'asc', team: { id: 'asc' } } },
  )
  return { items: rows.map(presentMemberPlace) }
}
