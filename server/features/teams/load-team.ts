// Loads a team for what belongs to it: what the actor may not see is not there.
import { LockMode } from '@mikro-orm/core'
import type { Permission } from '../../../shared/permissions.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Team } from './team.entity.ts'

/** The team, kept from being deleted until the transaction ends. Throws 404 when hidden, 403 when visible but not allowed. */
export async function loadTeam(work: Work, teamId: string, permission: Permission): Promise<Team> {
  const team = await work.em.findOne(Team, { id: teamId }, permission === 'team.read' ? {} : { lockMode: LockMode.PESSIMISTIC_READ })
  if (!team) throw notFound()
  authorize(work.actor, permission, { teamId })
  return team
}
