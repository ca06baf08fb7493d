// Estimates: in minutes and in points, set, changed, removed, on every screen and in bulk; what is no estimate.
import { beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany } from './company.ts'
import { boardOf, detailOf } from './snapshots.ts'

const { createTask, updateTask, bulkTasks, readTask } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const screens = (taskId: string) => ({
  viewers: [company.manager, company.employee], snapshots: [boardOf(company.project.id), detailOf(taskId)],
})

it('are given with a new task, changed and removed', async () => {
  const { manager, project } = company
  const task = await manager.do(createTask, { body: { projectId: project.id, title: 'Big', estimateMinutes: 150, estimatePoints: 2.5 } })
  expect(task).toMatchObject({ estimateMinutes: 150, estimatePoints: 2.5 })
  const change = (body: object, silent = false) =>
    verifyAction({ ...screens(task.id), silent }, () => manager.do(updateTask, { params: { taskId: task.id }, body }))
  expect(await change({ estimatePoints: 8 })).toMatchObject({ estimateMinutes: 150, estimatePoints: 8, version: 2 })
  await change({ estimatePoints: 8 }, true)
  expect(await change({ estimateMinutes: null, estimatePoints: 0 })).toMatchObject({ estimateMinutes: null, estimatePoints: 0 })
})

it('change in bulk', async () => {
  const { manager, project } = company
  const tasks = [await aTask(manager, project.id), await aTask(manager, project.id)]
  await verifyAction(screens(tasks[0]!.id), () => manager.do(bulkTasks, { body: { mode: 'atomic', operations: tasks.map(({ id }) =>
    ({ op: 'update' as const, taskId: id, estimatePoints: 0.5, estimateMinutes: 45 })) } }))
  for (const { id } of tasks)
    expect(await manager.do(readTask, { params: { taskId: id } })).toMatchObject({ estimatePoints: 0.5, estimateMinutes: 45 })
})

it('are whole minutes and half points of a sensible size', async () => {
  const { manager, project } = company
  const { id: taskId } = await aTask(manager, project.id)
  for (const body of [{ estimateMinutes: -1 }, { estimateMinutes: 1.5 }, { estimateMinutes: 600_001 }, { estimateMinutes: '2h' },
    { estimatePoints: -0.5 }, { estimatePoints: 0.3 }, { estimatePoints: 1000.5 }, { estimatePoints: '3' }]) {
    const answer = await manager.call(updateTask, { params: { taskId }, body: body as never })
    expect([answer.status, answer.problem.errors?.[0]?.pointer], JSON.stringify(body)).toEqual([422, `/${Object.keys(body)[0]}`])
  }
})
