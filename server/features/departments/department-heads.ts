// Heads of departments and the teams that they run by it: what a change of them opens and closes (RT1, RT19).
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { mayManageTeams } from '../../policy/policy.ts'
import { changeAccess } from '../members/access-changes.ts'
import { findMembers } from '../members/members.queries.ts'
import type { Membership } from '../members/membership.entity.ts'
import { dependsOnTeam, isActive } from '../teams/team-inboxes.ts'
import { teamIdsOf } from '../teams/teams.queries.ts'
import { Department } from './department.entity.ts'
import { readHeadings } from './headings.queries.ts'

/** Runs a change of departments, and tells every head of the teams that they lost and gained by it. `teamId`: only this team moves. */
export async function tellingHeads<T>(work: Work, change: () => Promise<T>, teamId: string | null = null): Promise<T> {
  const before = await readHeadings(work.em, work.organizationId, teamId)
  const result = await change()
  await work.em.flush()
  const after = await readHeadings(work.em, work.organizationId, teamId)
  const people = await findMembers(work.em, [...before.keys(), ...after.keys()])
  for (const member of people.values()) await tellHead(work, member, before.get(member.id), after.get(member.id))
  return result
}

/** Whoever belongs to a team reads it anyway, and so does who sees every team. */
async function tellHead(work: Work, member: Membership, before: Set<string> = new Set(), after: Set<string> = new Set()): Promise<void> {
  if (before.symmetricDifference(after).size === 0 || !dependsOnTeam(member)) return
  const own = new Set(await teamIdsOf(work.em, member.id))
  await changeAccess(work, member, before.difference(own), after.difference(own))
}

/** Gives a department another head, or none. */
export function setHead(work: Work, department: Department, head: Department['head']): void {
  const before = department.head?.id ?? null
  work.em.assign(department, { head, version: department.version + 1, updatedAt: work.at })
  work.append(organizationStream(work.organizationId), events.departmentUpdated, {
    departmentId: department.id, version: department.version, changes: { headId: [before, head?.id ?? null] },
  })
}

/** Departments whose head can no longer manage teams are without one until an admin appoints another. */
export async function leaveHeadships(work: Work, member: Membership): Promise<void> {
  if (isActive(member) && mayManageTeams(member.role)) return
  const headed = await work.em.find(Department, { head: { id: member.id } }, { orderBy: { id: 'asc' } })
  for (const department of headed) setHead(work, department, null)
  await work.em.flush()
}
