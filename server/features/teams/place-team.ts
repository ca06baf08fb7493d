// Which department a team belongs to: who may say so, and what it changes.
import { events } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import type { Actor } from '../../kernel/actor.ts'
import { invalidReference } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Department } from '../departments/department.entity.ts'
import { departmentReference } from '../departments/department-references.ts'
import type { Team } from './team.entity.ts'
import { touch } from './team-membership.ts'

/** Throws 422 when this is no department, 403 unless the actor may place teams there. */
export async function checkDepartment(work: Work, actor: Actor, departmentId: string | null): Promise<void> {
  if (departmentId === null) return
  const department = await work.em.findOne(Department, { id: departmentId })
  if (!department) throw invalidReference('/departmentId', 'This is not a department of the organization.')
  authorize(actor, 'team.place', { departmentId })
}

/** Puts a locked team into a department or, with null, into none. The caller tells the heads (`tellingHeads`). */
export function moveTeam(work: Work, team: Team, departmentId: string | null): void {
  const before = team.department?.id ?? null
  team.department = departmentReference(work, departmentId)
  touch(work, team)
  work.append(teamStream(team.id), events.teamUpdated, {
    teamId: team.id, version: team.version, changes: { departmentId: [before, departmentId] },
  })
}
