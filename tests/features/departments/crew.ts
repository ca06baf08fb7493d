// An organization with departments for tests: a head of the whole, a head of a part, and a team in that part.
import { endpoints } from '../../../shared/index.ts'
import type { Department } from '../../../shared/features/departments.ts'
import { aMember, anAdmin, aProject, aTeam, type Person } from '../../support/factories.ts'
import type { World } from '../../support/world.ts'

export async function aDepartment(by: Person, body: { name?: string; parentId?: string | null; headId?: string | null } = {}): Promise<Department> {
  return by.do(endpoints.createDepartment, { body: { name: 'Department', ...body } })
}

export const ofDepartment = ({ id }: { id: string }) => ({ params: { departmentId: id } })
export const ofTeam = ({ id }: { id: string }) => ({ params: { teamId: id } })

/** `chief` heads the top department, `head` the one inside it, whose team is run by `manager` and worked in by `employee`. */
export async function aHierarchy(world: World) {
  const admin = await anAdmin(world)
  const chief = await aMember(world, admin, 'manager', [], 'Chief')
  const head = await aMember(world, admin, 'manager', [], 'Head')
  const manager = await aMember(world, admin, 'manager', [], 'Manager')
  const top = await aDepartment(admin, { name: 'Top', headId: chief.membership.id })
  const inside = await aDepartment(admin, { name: 'Inside', parentId: top.id, headId: head.membership.id })
  const made = await aTeam(manager)
  const team = await admin.do(endpoints.updateTeam, { ...ofTeam(made), body: { departmentId: inside.id } })
  const employee = await aMember(world, admin, 'employee', [team.id], 'Employee')
  const project = await aProject(manager, team.id)
  return { admin, chief, head, manager, employee, top, inside, team, project }
}
