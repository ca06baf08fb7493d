// How many hours a member works in a usual week: what allocations and planned work are held against.
import { LockMode } from '@mikro-orm/core'
import type { Member } from '../../../shared/features/members.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, can } from '../../policy/policy.ts'
import { TeamMember } from '../teams/team.entity.ts'
import { presentMember } from './member.presenter.ts'
import { Membership } from './membership.entity.ts'

/** Said by oneself, by whoever runs a team that the member belongs to, or by an admin. */
export async function setWorkingHours(work: Work, memberId: string, hoursPerWeek: number): Promise<Member> {
  const member = await work.em.findOne(Membership, { id: memberId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!member) throw notFound()
  await authorizePlanning(work, memberId)
  if (member.kind === 'bot') throw conflict('conflict', 'A bot has no working hours.')
  const before = member.hoursPerWeek
  if (before === hoursPerWeek) return presentMember(member)
  work.em.assign(member, { hoursPerWeek, version: member.version + 1, updatedAt: work.at })
  work.append(organizationStream(work.organizationId), events.memberUpdated, { memberId, version: member.version, changes: { hoursPerWeek: [before, hoursPerWeek] } })
  return presentMember(member)
}

async function authorizePlanning(work: Work, memberId: string): Promise<void> {
  if (can(work.actor, 'member.plan_own', { createdById: memberId })) return
  const places = await work.em.find(TeamMember, { membership: { id: memberId } })
  if (places.some(({ team }) => can(work.actor, 'member.plan', { teamId: team.id }))) return
  authorize(work.actor, 'member.plan')
}
