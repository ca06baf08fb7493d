// Whose working hours the signed-in member may say: their own, and those of people in teams that they run.
import type { Stores } from '../../client.svelte.ts'
import type { Member } from '../../../shared/features/members.ts'

export function mayPlan({ session, organizations }: Stores, { id, kind }: Member): boolean {
  if (kind === 'bot') return false
  return session.can('member.plan_own', { createdById: id }) || session.can('member.plan')
    || organizations.teams.some((team) => team.memberIds.includes(id) && session.can('member.plan', { teamId: team.id }))
}
