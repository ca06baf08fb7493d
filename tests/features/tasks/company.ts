// A company with what tests of tasks need beside it: another team that its people cannot see, and another organization.
import { randomUUID } from 'node:crypto'
import { endpoints } from '../../../shared/index.ts'
import type { Label } from '../../../shared/features/labels.ts'
import { aCompany, aMember, anAdmin, aProject, aTask, aTeam, type Person } from '../../support/factories.ts'
import type { World } from '../../support/world.ts'

/**
 * `stranger` is a manager of the same organization in another team with a project and task of its own; `foreigner` is
 * of another organization.
 */
export async function aWiderCompany(world: World) {
  const company = await aCompany(world)
  const stranger = await aMember(world, company.admin, 'manager', [], 'Sten')
  const otherTeam = await aTeam(stranger)
  const otherProject = await aProject(stranger, otherTeam.id)
  const otherTask = await aTask(stranger, otherProject.id)
  const foreigner = await anAdmin(world, 'Fia')
  const foreignTeam = await aTeam(foreigner)
  const foreignProject = await aProject(foreigner, foreignTeam.id)
  const foreignTask = await aTask(foreigner, foreignProject.id)
  return { ...company, stranger, otherTeam, otherProject, otherTask, foreigner, foreignProject, foreignTask }
}

export const nobodysId = () => randomUUID()

export function aLabel(by: Person, projectId: string, name: string): Promise<Label> {
  return by.do(endpoints.createLabel, { params: { projectId }, body: { name } })
}

/** Ids of a status's tasks in their order, as the board shows them. */
export async function orderIn(person: Person, projectId: string, statusId: string): Promise<string[]> {
  const { tasks } = await person.do(endpoints.readBoard, { params: { projectId } })
  return tasks
    .filter((task) => task.statusId === statusId)
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ id }) => id)
}

/** Problem answers without what differs from request to request. */
export function comparable({ traceId: _, ...problem }: { traceId: string }): object {
  return problem
}
