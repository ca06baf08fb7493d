// Teams whose manager can no longer manage them pass to an admin, so that no team is without one.
import { LockMode } from '@mikro-orm/core'
import type { Actor } from '../../kernel/actor.ts'
import type { Work } from '../../kernel/work.ts'
import { mayManageTeams } from '../../policy/policy.ts'
import { Team } from '../teams/team.entity.ts'
import { isActive } from '../teams/team-inboxes.ts'
import { appoint } from '../teams/team-membership.ts'
import { findActiveAdmins } from './members.queries.ts'
import type { Membership } from './membership.entity.ts'

/** Gives the teams of a member to the acting admin; to the earliest other admin when the actor is that member. */
export async function handOverTeams(work: Work, actor: Actor, member: Membership): Promise<void> {
  if (isActive(member) && mayManageTeams(member.role)) return
  const teams = await work.em.find(
    Team, { manager: { id: member.id } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  const admins = (await findActiveAdmins(work.em)).filter(({ id }) => id !== member.id)
  const successor = admins.find(({ id }) => id === actor.membershipId) ?? admins[0]
  if (!successor) return
  for (const team of teams) await appoint(work, team, successor)
}
