// The trash of a project: deleted tasks and comments, who deleted them and when; who may look.
import { beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'

const { readTrash, deleteTask, restoreTask, createComment, deleteComment, bulkTasks, undo } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

it('S95 has deleted tasks, alone and in bulk, with who deleted them, the last first; restored ones leave it', async () => {
  const { manager, employee, team } = company
  const project = await aProject(manager, team.id)
  const [kept, first, second] = [await aTask(manager, project.id), await aTask(employee, project.id), await aTask(manager, project.id)]
  await employee.do(deleteTask, { params: { taskId: first.id } })
  await manager.do(bulkTasks, { body: { mode: 'atomic', operations: [{ op: 'delete', taskId: second.id }] } })
  const read = () => employee.do(readTrash, { params: { projectId: project.id } })
  const { tasks, comments, moreTasks, stream, offset } = await read()
  expect(tasks.map(({ task, deletedBy }) => [task.id, deletedBy?.membershipId])).toEqual([
    [second.id, manager.membership.id], [first.id, employee.membership.id],
  ])
  expect(tasks[0]!.deletedAt).toBe(tasks[0]!.task.deletedAt)
  expect([comments, moreTasks, stream]).toEqual([[], false, teamStream(team.id)])
  expect(offset).toBe((await eventsAfter(manager, stream, 0)).at(-1)!.offset)
  await manager.do(restoreTask, { params: { taskId: first.id } })
  expect((await read()).tasks.map(({ task }) => task.id)).toEqual([second.id])
  expect(kept.deletedAt).toBeNull()
})

it('has deleted comments once each, and undo brings them back as they were', async () => {
  const { manager, employee, team } = company
  const project = await aProject(manager, team.id)
  const task = await aTask(manager, project.id)
  const params = { taskId: task.id }
  const long = 'Long '.repeat(4000)
  const [one, two] = [await employee.do(createComment, { params, body: { body: 'One' } }), await employee.do(createComment, { params, body: { body: long } })]
  const read = async () => (await manager.do(readTrash, { params: { projectId: project.id } })).comments
  await manager.do(deleteComment, { params: { commentId: one.id } })
  const [deleted] = await read()
  expect(deleted).toMatchObject({ comment: one, taskId: task.id, key: task.key, title: task.title, deletedBy: { membershipId: manager.membership.id } })
  await manager.do(undo, { body: { eventIds: [deleted!.eventId] } })
  expect(await read()).toEqual([])
  await manager.do(deleteComment, { params: { commentId: one.id } })
  await manager.do(deleteComment, { params: { commentId: two.id } })
  const both = await read()
  expect(both.map(({ comment: { id } }) => id)).toEqual([two.id, one.id])
  expect([both[0]!.comment.body.length, long.startsWith(both[0]!.comment.body)]).toEqual([500, true])
  await manager.do(undo, { body: { eventIds: [both[0]!.eventId] } })
  expect((await manager.do(endpoints.readTaskDetail, { params })).comments).toEqual([two])
  await manager.do(deleteTask, { params })
  expect(await read()).toEqual([])
})

it('X11 nobody else reads it', async () => {
  const { stranger, foreigner, project } = company
  for (const by of [stranger, foreigner]) {
    const [answer, none] = [await by.call(readTrash, { params: { projectId: project.id } }), await by.call(readTrash, { params: { projectId: nobodysId() } })]
    expect([answer.status, comparable(answer.problem)]).toEqual([404, comparable(none.problem)])
  }
})
