// Activity of a task and a project, told from the events.
import { beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aTask } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'

const { listTaskActivity, listProjectActivity, moveTask, createComment, bulkTasks } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

it('S34 S95 tells what happened to a task, by whom, newest first', async () => {
  const { manager, employee, project, statuses } = company
  const task = await aTask(employee, project.id)
  await aTask(manager, project.id)
  await employee.do(moveTask, { params: { taskId: task.id }, body: { statusId: statuses[2]!.id, afterTaskId: null } })
  await manager.do(createComment, { params: { taskId: task.id }, body: { body: 'Good' } })
  const { items } = await employee.do(listTaskActivity, { params: { taskId: task.id } })
  expect(items.map(({ type, actor }) => [type, actor.membershipId])).toEqual([
    ['comment.created', manager.membership.id], ['task.moved', employee.membership.id], ['task.created', employee.membership.id],
  ])
  expect(items[1]!.data).toMatchObject({ changes: { statusId: [statuses[0]!.id, statuses[2]!.id] } })
})

it('S95 pages, and shows of a bulk change only what concerns the task', async () => {
  const { manager, project } = company
  const one = await aTask(manager, project.id)
  const two = await aTask(manager, project.id)
  const update = (taskId: string) => ({ op: 'update' as const, taskId, title: 'Both' })
  await manager.do(bulkTasks, { body: { mode: 'atomic', operations: [update(one.id), update(two.id)] } })
  const first = await manager.do(listTaskActivity, { params: { taskId: one.id }, query: { limit: 1 } })
  expect(first.items[0]).toMatchObject({ type: 'batch.applied', data: { operation: 'bulk', events: [{ type: 'task.updated', data: { taskId: one.id } }] } })
  const second = await manager.do(listTaskActivity, { params: { taskId: one.id }, query: { limit: 1, cursor: first.nextCursor! } })
  expect(second.items.map(({ type }) => type)).toEqual(['task.created'])
  expect(second.nextCursor).toBeNull()
})

it('of a project has all of its tasks, and nobody else reads it', async () => {
  const { manager, stranger, foreigner, project } = company
  const { items } = await manager.do(listProjectActivity, { params: { projectId: project.id }, query: { limit: 200 } })
  expect(items.at(-1)?.type).toBe('project.created')
  expect(new Set(items.map(({ type }) => type))).toContain('task.moved')
  for (const person of [stranger, foreigner]) {
    expect((await person.call(listProjectActivity, { params: { projectId: project.id } })).status).toBe(404)
  }
})
