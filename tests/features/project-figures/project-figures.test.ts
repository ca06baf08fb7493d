// What is counted of many projects at once (S19, S73).
import { beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask, aTeam } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'

const { listProjectFigures, listProjects, readStatistics, updateTask, moveTask, archiveTask, deleteTask, archiveProject } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
let busy: Awaited<ReturnType<typeof aProject>>
beforeAll(async () => {
  company = await aWiderCompany(world)
  const { manager, team, employee } = company
  busy = await aProject(manager, team.id, 'Busy')
  const { statuses } = await manager.do(endpoints.readBoard, { params: { projectId: busy.id } })
  const over = statuses.find(({ category }) => category === 'done')!
  const off = await manager.do(endpoints.createStatus, { params: { projectId: busy.id }, body: { name: 'Dropped', category: 'cancelled' } })
  const [late, held, done, dropped, kept, thrown] = await Promise.all(['Late', 'Held', 'Done', 'Dropped', 'Kept', 'Thrown'].map((title) => aTask(manager, busy.id, title)))
  await manager.do(updateTask, { params: { taskId: late!.id }, body: { dueAt: '2020-01-01T00:00:00.000Z' } })
  await manager.do(updateTask, { params: { taskId: held!.id }, body: { assigneeIds: [employee.membership.id], dueAt: '2199-01-01T00:00:00.000Z' } })
  await manager.do(updateTask, { params: { taskId: done!.id }, body: { dueAt: '2020-01-01T00:00:00.000Z' } })
  await manager.do(moveTask, { params: { taskId: done!.id }, body: { statusId: over.id, afterTaskId: null } })
  await manager.do(moveTask, { params: { taskId: dropped!.id }, body: { statusId: off.id, afterTaskId: null } })
  await manager.do(archiveTask, { params: { taskId: kept!.id }, body: { archived: true } })
  await manager.do(deleteTask, { params: { taskId: thrown!.id } })
})

const figuresOf = async (by: typeof company.manager, query: object = {}) => {
  const { items, nextCursor } = await by.do(listProjectFigures, { query })
  return { of: (id: string) => items.find(({ projectId }) => projectId === id), ids: items.map(({ projectId }) => projectId), nextCursor }
}

it('S73 counts what is open, done, late and with nobody, as the statistics of each do', async () => {
  const { of } = await figuresOf(company.manager)
  expect(of(busy.id)).toEqual({ projectId: busy.id, open: 2, done: 1, overdue: 1, unassigned: 1 })
  const { tasks } = await company.manager.do(readStatistics, { params: { projectId: busy.id } })
  expect(of(busy.id)).toMatchObject({ open: tasks.open, done: tasks.done, overdue: tasks.overdue, unassigned: tasks.unassigned })
})

it('has noughts where there are no tasks, and the projects that the list has, in its order and pages', async () => {
  const { manager, team } = company
  const idle = await aProject(manager, team.id, 'Idle')
  const listed = await manager.do(listProjects, { query: { teamId: team.id } })
  const { of, ids } = await figuresOf(manager, { teamId: team.id })
  expect(of(idle.id)).toEqual({ projectId: idle.id, open: 0, done: 0, overdue: 0, unassigned: 0 })
  expect(ids).toEqual(listed.items.map(({ id }) => id))
  const first = await figuresOf(manager, { teamId: team.id, limit: 1 })
  expect((await figuresOf(manager, { teamId: team.id, limit: 1, cursor: first.nextCursor })).ids).toEqual([ids[1]])
  await manager.do(archiveProject, { params: { projectId: idle.id }, body: { archived: true } })
  expect((await figuresOf(manager, { teamId: team.id })).ids).not.toContain(idle.id)
  expect((await figuresOf(manager, { teamId: team.id, archived: 'true' })).ids).toEqual([idle.id])
})

it('S19 tells nobody of projects that they cannot see', async () => {
  const { admin, stranger, foreigner } = company
  const elsewhere = await aProject(admin, (await aTeam(admin)).id, 'Elsewhere')
  expect((await figuresOf(admin)).ids).toEqual(expect.arrayContaining([busy.id, elsewhere.id]))
  expect((await figuresOf(company.employee)).ids).not.toContain(elsewhere.id)
  for (const other of [stranger, foreigner]) expect((await figuresOf(other)).ids).not.toContain(busy.id)
})

it('refuses what it does not know, by name', async () => {
  const { status, problem } = await company.manager.call(listProjectFigures, { query: { health: 'at_risk' } as never })
  expect([status, problem?.errors?.[0]?.pointer]).toEqual([422, '?health'])
})
