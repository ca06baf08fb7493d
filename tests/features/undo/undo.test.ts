// Undo: takes back what events tell, all or nothing, by the rights and rules of the opposite change; told as events that can be undone.
import { beforeAll, describe, expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { aBot, aMember, aTask, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany, comparable, nobodysId, orderIn } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { undo, bulkTasks, updateTask, moveTask, archiveTask, deleteTask, restoreTask, readTask, readTaskDetail, createComment, updateComment, deleteComment } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

const stream = () => teamStream(company.team.id)
const newest = async () => (await eventsAfter(company.manager, stream(), 0)).at(-1)!
const read = (taskId: string, by: Person = company.manager) => by.do(readTask, { params: { taskId } })
/** Does something and answers its event, not what is only counted anew by it. */
const eventOf = async (action: () => Promise<unknown>) => {
  await action()
  return (await eventsAfter(company.manager, stream(), 0)).findLast(({ type }) => type !== 'task.recounted')!
}
const send = (body: BodyInputOf<typeof undo>, by: Person = company.manager) => by.call(undo, { body })
const take = (body: BodyInputOf<typeof undo>, by: Person = company.manager) => by.do(undo, { body })
const lasting = ({ version: _, updatedAt: __, ...task }: Task) => task
const screens = (...taskIds: string[]) => ({
  viewers: [company.manager, company.employee], snapshots: [boardOf(company.project.id), ...taskIds.map(detailOf)],
})

describe('each kind of change is taken back', () => {
  it('S95 fields, sets, place, archive, trash and creation, on every screen, and the undo is undone', async () => {
    const { manager, employee, project, statuses } = company
    const label = await aLabel(manager, project.id, `Label ${nobodysId()}`)
    const field = await manager.do(endpoints.createCustomField, { params: { projectId: project.id }, body: { name: 'Supplier', kind: 'text' } })
    const [above, task] = [await aTask(manager, project.id), await aTask(manager, project.id)]
    const params = { taskId: task.id }
    const changes = [
      () => manager.do(updateTask, { params, body: {
        title: 'Changed', description: 'Described', priority: 'high', assigneeIds: [employee.membership.id], labelIds: [label.id],
        dueAt: '2026-12-01T10:00:00.000Z', progress: 40, parentId: above.id, estimatePoints: 2.5, statusId: statuses[1]!.id, customFields: { [field.id]: 'Value' },
      } }),
      () => manager.do(moveTask, { params, body: { statusId: statuses[0]!.id, afterTaskId: null } }),
      () => manager.do(archiveTask, { params, body: { archived: true } }),
      () => manager.do(archiveTask, { params, body: { archived: false } }),
    ]
    for (const change of changes) {
      const before = lasting(await read(task.id))
      const event = await eventOf(change)
      const after = lasting(await read(task.id))
      // A task that comes back is fetched by boards that did not know it.
      const shown = event.type === 'task.archived' ? { ...screens(), snapshots: [detailOf(task.id), detailOf(above.id)] } : screens(task.id, above.id)
      const answer = await verifyAction(shown, () => take({ eventIds: [event.id] }))
      expect(answer).toMatchObject({ applied: true, undone: [{ eventId: event.id, type: event.type, taskId: task.id, key: task.key }], leftOut: [] })
      expect(lasting(await read(task.id))).toEqual(before)
      await verifyAction(shown, () => take({ correlationId: answer.correlationId }))
      expect(lasting(await read(task.id))).toEqual(after)
    }
    const deleted = await eventOf(() => manager.do(deleteTask, { params }))
    await verifyAction({ ...screens(), snapshots: [detailOf(above.id)] }, () => take({ eventIds: [deleted.id] }))
    const back = await newest()
    expect(back).toMatchObject({ type: 'batch.applied', data: { operation: 'undo', events: [
      { type: 'task.restored', undoOf: deleted.id, data: { taskId: task.id, changes: { deletedAt: [expect.any(String), null] } } }, { type: 'task.recounted' },
    ] } })
    await take({ eventIds: [back.id] })
    expect((await read(task.id)).deletedAt).not.toBeNull()
    const restored = await eventOf(() => manager.do(restoreTask, { params }))
    expect((await send({ eventIds: [deleted.id] })).problem.code).toBe('undo_conflict')
    const made = await eventOf(() => aTask(manager, project.id))
    await verifyAction(screens(), () => take({ eventIds: [made.id] }))
    expect((await read((made.data.task as Task).id)).deletedAt).not.toBeNull()
    expect(restored.type).toMatch(/task/)
  })

  it('values of fields whose order was another meanwhile, with the creation that gave them', async () => {
    const { manager, project } = company
    const [first, second] = [
      await manager.do(endpoints.createCustomField, { params: { projectId: project.id }, body: { name: 'First', kind: 'text' } }),
      await manager.do(endpoints.createCustomField, { params: { projectId: project.id }, body: { name: 'Second', kind: 'text' } }),
    ]
    const created = await eventOf(() => manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Both', customFields: { [first.id]: 'a', [second.id]: 'b' } } }))
    const { id } = (created.data as { task: Task }).task
    const changed = await eventOf(() => manager.do(updateTask, { params: { taskId: id }, body: { customFields: { [first.id]: null } } }))
    expect(await take({ eventIds: [created.id, changed.id] })).toMatchObject({ applied: true })
  })

  it('comments and checklists: written, edited, deleted, ticked, moved', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const params = { taskId: task.id }
    const parts = async () => {
      const { comments, checklists, task: { commentCount, checklistDone, checklistTotal } } = await manager.do(readTaskDetail, { params })
      return JSON.parse(JSON.stringify({ comments, checklists, commentCount, checklistDone, checklistTotal }, (name, value: unknown) =>
        (name === 'version' || name === 'updatedAt' ? undefined : value))) as unknown
    }
    const comment = await manager.do(createComment, { params, body: { body: 'First' } })
    const list = await manager.do(endpoints.createChecklist, { params, body: { title: 'List' } })
    const ofList = { params: { checklistId: list.id } }
    const item = await manager.do(endpoints.createChecklistItem, { ...ofList, body: { text: 'One', done: true } })
    const other = await manager.do(endpoints.createChecklistItem, { ...ofList, body: { text: 'Two' } })
    const ofItem = { params: { itemId: item.id } }
    const changes = [
      () => manager.do(createComment, { params, body: { body: 'Another' } }),
      () => manager.do(updateComment, { params: { commentId: comment.id }, body: { body: 'Edited' } }),
      () => manager.do(endpoints.createChecklist, { params, body: { title: 'New' } }),
      () => manager.do(endpoints.updateChecklist, { ...ofList, body: { title: 'Renamed' } }),
      () => manager.do(endpoints.createChecklistItem, { ...ofList, body: { text: 'Three', done: true } }),
      () => manager.do(endpoints.updateChecklistItem, { ...ofItem, body: { text: 'Reworded', done: false, afterItemId: other.id } }),
      () => manager.do(endpoints.deleteChecklistItem, ofItem),
      () => manager.do(endpoints.deleteChecklist, ofList),
      () => manager.do(deleteComment, { params: { commentId: comment.id } }),
    ]
    for (const change of changes) {
      const before = await parts()
      const event = await eventOf(change)
      const after = await parts()
      const { correlationId } = await verifyAction(screens(task.id), () => take({ eventIds: [event.id] }))
      expect(await parts(), `${event.type} taken back`).toEqual(before)
      expect((await send({ eventIds: [event.id] })).status, `${event.type} twice`).toBe(409)
      await verifyAction(screens(task.id), () => take({ correlationId }))
      expect(await parts(), `${event.type} done again`).toEqual(after)
      await take({ eventIds: [(await newest()).id] })
    }
  })

  it('texts that are too long for their events', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const params = { taskId: task.id }
    const [first, second] = ['One '.repeat(5000), 'Two '.repeat(5000)]
    const comment = await manager.do(createComment, { params, body: { body: first } })
    await manager.do(updateTask, { params, body: { description: first } })
    const events = [
      await eventOf(() => manager.do(updateTask, { params, body: { description: second } })),
      await eventOf(() => manager.do(updateComment, { params: { commentId: comment.id }, body: { body: second } })),
      await eventOf(() => manager.do(deleteComment, { params: { commentId: comment.id } })),
    ]
    await take({ eventIds: events.map(({ id }) => id) })
    const detail = await manager.do(readTaskDetail, { params })
    expect([detail.task.description, detail.comments.map(({ body }) => body)]).toEqual([first, [first]])
  })

  it('S95 a bulk change that reopened a task and what it blocks, in either order', async () => {
    const { manager, project, statuses } = company
    const done = statuses.find(({ category }) => category === 'done')!
    const [blocker, blocked] = [await aTask(manager, project.id), await aTask(manager, project.id)]
    await manager.do(endpoints.createTaskLink, { params: { taskId: blocker.id }, body: { kind: 'blocks', otherTaskId: blocked.id } })
    const move = (statusId: string, ...ids: string[]) => manager.do(bulkTasks, { body: { mode: 'atomic', operations: ids.map((taskId) => ({ op: 'move' as const, taskId, statusId, afterTaskId: null })) } })
    for (const order of [[blocker.id, blocked.id], [blocked.id, blocker.id]]) {
      await move(done.id, blocker.id, blocked.id)
      const { correlationId } = await move(statuses[0]!.id, ...order)
      await take({ correlationId })
      expect((await read(blocked.id)).statusId).toBe(done.id)
      await move(statuses[0]!.id, ...order)
    }
    await move(done.id, blocker.id, blocked.id)
    await move(statuses[0]!.id, blocked.id)
    const reopened = await newest()
    await move(statuses[0]!.id, blocker.id)
    const { problem } = await send({ eventIds: [reopened.id] })
    expect(problem.errors).toMatchObject([{ pointer: '/eventIds/0', code: 'task_blocked' }])
  })

  it('S95 an item that took a stand-in place when it came back, with what happened to it before', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const list = await manager.do(endpoints.createChecklist, { params: { taskId: task.id }, body: { title: 'List' } })
    const add = (text: string) => manager.do(endpoints.createChecklistItem, { params: { checklistId: list.id }, body: { text } })
    const [one, two] = [await add('One'), await add('Two')]
    const moved = await eventOf(() => manager.do(endpoints.updateChecklistItem, { params: { itemId: one.id }, body: { afterItemId: two.id } }))
    const dropped = await eventOf(() => manager.do(endpoints.deleteChecklistItem, { params: { itemId: one.id } }))
    await add('Takes its place')
    await take({ eventIds: [moved.id, dropped.id] })
    const { checklists } = await manager.do(readTaskDetail, { params: { taskId: task.id } })
    expect(checklists[0]!.items.map(({ text }) => text)).toEqual(['One', 'Two', 'Takes its place'])
  })

  it('a bulk change of several parts by its correlation id, a part of it by its event', async () => {
    const { manager, project, statuses } = company
    const tasks = await Promise.all(Array.from({ length: 3 }, () => aTask(manager, project.id)))
    const order = () => orderIn(manager, project.id, statuses[0]!.id)
    const before = await order()
    const { correlationId } = await manager.do(bulkTasks, { body: { mode: 'atomic', operations: [
      ...tasks.map(({ id }) => ({ op: 'update' as const, taskId: id, description: 'x'.repeat(7000), title: 'All' })),
      ...tasks.map(({ id }) => ({ op: 'move' as const, taskId: id, statusId: statuses[0]!.id, afterTaskId: null })),
      ...Array.from({ length: 12 }, () => ({ op: 'create' as const, projectId: project.id, title: 'New', description: 'x'.repeat(7000) })),
    ] } })
    expect((await newest()).data).toMatchObject({ parts: 2 })
    const { undone } = await verifyAction(screens(...tasks.map(({ id }) => id)), () => take({ correlationId }))
    expect(undone).toHaveLength(18)
    expect(await order()).toEqual(before)
    expect((await read(tasks[0]!.id)).title).toBe(tasks[0]!.title)
  })

  it('what a bot did since a moment, and tells what undo does not know', async () => {
    const { admin, manager, project, team, statuses } = company
    const bot = await aBot(world, admin, [team.id], 'manager')
    const task = await aTask(manager, project.id)
    const since = new Date().toISOString()
    await bot.do(updateTask, { params: { taskId: task.id }, body: { title: 'By a bot' } }).catch(() => undefined)
    const own = await aTask(bot, project.id)
    await bot.do(moveTask, { params: { taskId: own.id }, body: { statusId: statuses[1]!.id, afterTaskId: null } })
    await bot.do(createComment, { params: { taskId: own.id }, body: { body: 'Beep' } })
    const post = await bot.do(endpoints.createPost, { params: { teamId: team.id }, body: { body: 'Beep' } })
    await bot.do(endpoints.deletePost, { params: { postId: post.id } })
    await bot.do(endpoints.createLabel, { params: { projectId: project.id }, body: { name: `Label ${nobodysId()}` } })
    const actorId = bot.membership.id
    const dry = await take({ actorId, since, dryRun: true })
    expect([dry.applied, dry.undone.map(({ type }) => type).sort()]).toEqual([false, ['comment.created', 'label.created', 'task.created', 'task.moved']])
    expect((await read(own.id)).deletedAt).toBeNull()
    const { undone, leftOut } = await take({ actorId, since })
    expect([undone.length, leftOut.map(({ type }) => type)]).toEqual([4, ['post.deleted', 'post.created']])
    expect((await read(own.id)).deletedAt).not.toBeNull()
    expect(await take({ actorId, since: new Date(Date.now() + 60_000).toISOString() })).toMatchObject({ undone: [], leftOut: [] })
  })

  it('no more than a dry run showed, where somebody goes on', async () => {
    const { admin, manager, project } = company
    const [shown, later] = [await aTask(admin, project.id), await aTask(admin, project.id)]
    const rename = (task: Task) => eventOf(() => manager.do(updateTask, { params: { taskId: task.id }, body: { title: 'Another' } }))
    const first = await rename(shown)
    const asked = { actorId: manager.membership.id, since: first.at }
    const { until, undone } = await take({ ...asked, dryRun: true }, admin)
    expect([until, undone.map(({ eventId }) => eventId)]).toEqual([first.at, [first.id]])
    setClock(() => Date.parse(first.at) + 1000)
    await rename(later)
    setClock()
    expect((await take({ ...asked, until: until! }, admin)).undone).toEqual(undone)
    expect([(await read(shown.id)).title, (await read(later.id)).title]).toEqual([shown.title, 'Another'])
    expect(await take({ ...asked, until: new Date(Date.parse(first.at) - 1).toISOString() }, admin)).toMatchObject({ undone: [], until: null })
  })
})

describe('places', () => {
  const aColumn = async (count: number) => {
    const { manager, project } = company
    const status = await manager.do(endpoints.createStatus, { params: { projectId: project.id }, body: { name: `Status ${nobodysId()}`, category: 'todo' } })
    const tasks: Task[] = []
    for (let index = 0; index < count; index += 1) {
      tasks.push(await manager.do(endpoints.createTask, { body: { projectId: project.id, title: `Task ${index}`, statusId: status.id } }))
    }
    return { status, tasks, order: () => orderIn(manager, project.id, status.id) }
  }
  const put = (taskId: string, statusId: string, afterTaskId: string | null) =>
    eventOf(() => company.manager.do(moveTask, { params: { taskId }, body: { statusId, afterTaskId } }))

  it('a task gets the very rank back that it had', async () => {
    const { status, tasks: [a, b, c], order } = await aColumn(3)
    const moved = await put(b!.id, status.id, c!.id)
    await take({ eventIds: [moved.id] })
    expect([await order(), (await read(b!.id)).rank]).toEqual([[a!.id, b!.id, c!.id], b!.rank])
  })

  it('two tasks that took each other\'s places go back at once', async () => {
    const { status, tasks: [a, b, c], order } = await aColumn(3)
    const away = company.statuses[0]!.id
    const events = [await put(b!.id, away, null), await put(a!.id, status.id, c!.id), await put(b!.id, status.id, null), await put(c!.id, status.id, null)]
    await verifyAction(screens(), () => take({ eventIds: events.map(({ id }) => id) }))
    expect(await order()).toEqual([a!.id, b!.id, c!.id])
    expect(await Promise.all([a!, b!, c!].map(async ({ id }) => (await read(id)).rank))).toEqual([a!.rank, b!.rank, c!.rank])
  })

  it('where another has the rank meanwhile, it stands right after it, between its old neighbours', async () => {
    const { status, tasks: [a, b, c], order } = await aColumn(3)
    const moved = await put(b!.id, company.statuses[0]!.id, null)
    const { manager, project } = company
    const taker = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Taker', statusId: status.id, afterTaskId: a!.id } })
    await take({ eventIds: [moved.id] })
    expect(await order()).toEqual([a!.id, ...(taker.rank <= b!.rank ? [taker.id, b!.id] : [b!.id, taker.id]), c!.id])
  })
})

describe('undo is refused, and nothing changes', () => {
  const refused = async (body: BodyInputOf<typeof undo>, status: number, code: string, pointers: string[], by?: Person) => {
    const before = await newest()
    const { status: answered, problem } = await send(body, by)
    expect([answered, problem.code, problem.errors?.map(({ pointer }) => pointer) ?? []]).toEqual([status, code, pointers])
    expect((await newest()).id).toBe(before.id)
    return problem
  }

  it('where later changes stand in the way, each named with its reason', async () => {
    const { manager, employee, project } = company
    const [one, two, three] = [await aTask(manager, project.id), await aTask(manager, project.id), await aTask(manager, project.id)]
    const rename = (taskId: string, title: string) => eventOf(() => manager.do(updateTask, { params: { taskId }, body: { title, priority: 'low' } }))
    const [first, second, third] = [await rename(one.id, 'One'), await rename(two.id, 'Two'), await rename(three.id, 'Three')]
    await rename(one.id, 'Later')
    await manager.do(deleteTask, { params: { taskId: two.id } })
    const problem = await refused({ eventIds: [first.id, second.id, third.id] }, 409, 'undo_conflict', ['/eventIds/1', '/eventIds/0'])
    expect(problem.data).toEqual({ refused: [
      { eventId: second.id, type: 'task.updated', taskId: two.id, key: two.key, code: 'undo_conflict', detail: `${two.key} is in the trash.` },
      { eventId: first.id, type: 'task.updated', taskId: one.id, key: one.key, code: 'undo_conflict', detail: `${one.key} was changed since.`, fields: ['title'] },
    ] })
    const made = await eventOf(() => aTask(manager, project.id))
    const params = { taskId: (made.data.task as Task).id }
    await employee.do(createComment, { params, body: { body: 'Mine' } })
    await refused({ eventIds: [made.id] }, 409, 'undo_conflict', ['/eventIds/0'])
    expect((await send({ eventIds: [third.id], dryRun: true })).status).toBe(200)
  })

  it('S95 where what was deleted was deleted again since, in whatever way: its old text does not come back', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const params = { taskId: task.id }
    const comment = await manager.do(createComment, { params, body: { body: 'Old' } })
    const ofComment = { params: { commentId: comment.id } }
    const remove = () => eventOf(() => manager.do(deleteComment, ofComment))
    const first = await remove()
    await take({ eventIds: [first.id] })
    await manager.do(updateComment, { ...ofComment, body: { body: 'New' } })
    const second = await remove()
    await refused({ eventIds: [first.id] }, 409, 'undo_conflict', ['/eventIds/0'])
    await take({ eventIds: [second.id] })
    expect((await manager.do(readTaskDetail, { params })).comments.map(({ body }) => body)).toEqual(['New'])
    await take({ eventIds: [(await newest()).id] })
    await refused({ eventIds: [second.id] }, 409, 'undo_conflict', ['/eventIds/0'])
    const list = await manager.do(endpoints.createChecklist, { params, body: { title: 'List' } })
    const drop = () => eventOf(() => manager.do(endpoints.deleteChecklist, { params: { checklistId: list.id } }))
    const dropped = await drop()
    await take({ eventIds: [dropped.id] })
    await drop()
    await refused({ eventIds: [dropped.id] }, 409, 'undo_conflict', ['/eventIds/0'])
  })

  it('S95 a creation, where others logged time, linked the task or made a subtask that stays', async () => {
    const { manager, project } = company
    const made = async () => {
      const event = await eventOf(() => aTask(manager, project.id))
      return { event, id: (event.data.task as Task).id }
    }
    const [timed, linked, parent, other] = [await made(), await made(), await made(), await made()]
    await company.admin.do(endpoints.createTimeEntry, { params: { taskId: timed.id }, body: { minutes: 5 } })
    await company.admin.do(endpoints.createTaskLink, { params: { taskId: linked.id }, body: { kind: 'relates', otherTaskId: other.id } })
    const child = await eventOf(() => manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Child', parentId: parent.id } }))
    for (const { event } of [timed, linked, parent]) await refused({ eventIds: [event.id] }, 409, 'undo_conflict', ['/eventIds/0'])
    await take({ eventIds: [parent.event.id, child.id] })
  })

  it('people and labels are merged: only what was added or taken off must be as it was', async () => {
    const { manager, project, employee } = company
    const task = await aTask(manager, project.id)
    const assign = (assigneeIds: string[]) => eventOf(() => manager.do(updateTask, { params: { taskId: task.id }, body: { assigneeIds } }))
    const added = await assign([manager.membership.id])
    await assign([manager.membership.id, employee.membership.id])
    await take({ eventIds: [added.id] })
    expect((await read(task.id)).assigneeIds).toEqual([employee.membership.id])
    await refused({ eventIds: [added.id] }, 409, 'undo_conflict', ['/eventIds/0'])
  })

  it('where the rules of the board refuse the way back: full, blocked', async () => {
    const { manager, project, statuses } = company
    const status = await manager.do(endpoints.createStatus, { params: { projectId: project.id }, body: { name: `Status ${nobodysId()}`, category: 'todo', limit: 1 } })
    const task = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'First', statusId: status.id } })
    const moved = await eventOf(() => manager.do(moveTask, { params: { taskId: task.id }, body: { statusId: statuses[0]!.id, afterTaskId: null } }))
    await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Second', statusId: status.id } })
    const problem = await refused({ eventIds: [moved.id] }, 409, 'undo_conflict', ['/eventIds/0'])
    expect(problem.errors?.[0]?.code).toBe('wip_limit_reached')
  })

  it('X12 to whoever may not make the opposite change: others\' changes, others\' comments', async () => {
    const { admin, manager, employee, project, team } = company
    const theirs = await aTask(employee, project.id)
    const edited = await eventOf(() => manager.do(updateTask, { params: { taskId: theirs.id }, body: { title: 'By the manager' } }))
    await refused({ eventIds: [edited.id] }, 403, 'forbidden', ['/eventIds/0'], employee)
    await refused({ actorId: manager.membership.id, since: edited.at }, 403, 'forbidden', [], employee)
    const commented = await eventOf(() => employee.do(createComment, { params: { taskId: theirs.id }, body: { body: 'Mine' } }))
    const rewritten = await eventOf(() => employee.do(updateComment, { params: { commentId: (commented.data.comment as { id: string }).id }, body: { body: 'Better' } }))
    await refused({ eventIds: [rewritten.id] }, 403, 'forbidden', ['/eventIds/0'], admin)
    expect(await take({ actorId: employee.membership.id, since: rewritten.at, dryRun: true }, employee)).toMatchObject({ leftOut: [] })
    const others = await take({ actorId: employee.membership.id, since: rewritten.at, dryRun: true }, admin)
    expect(others.leftOut).toContainEqual({ eventId: rewritten.id, type: 'comment.updated' })
    await take({ eventIds: [rewritten.id] }, employee)
    await take({ eventIds: [commented.id] }, admin)
    const other = await aMember(world, admin, 'employee', [team.id])
    const own = await eventOf(() => aTask(other, project.id))
    await take({ eventIds: [own.id] }, other)
    await take({ eventIds: [edited.id] }, manager)
  })

  it('X11 to strangers and foreigners as if there were nothing', async () => {
    const { admin, manager, stranger, foreigner, project } = company
    const made = await eventOf(() => aTask(manager, project.id))
    for (const by of [stranger, foreigner]) {
      for (const [mine, nobodys] of [
        [{ eventIds: [made.id] }, { eventIds: [nobodysId()] }],
        [{ correlationId: made.correlationId }, { correlationId: nobodysId() }],
      ]) {
        const [answer, none] = [await send(mine!, by), await send(nobodys!, by)]
        expect([answer.status, comparable(answer.problem)]).toEqual([404, comparable(none.problem)])
      }
    }
    const since = made.at
    for (const [actorId, by] of [[manager.membership.id, foreigner], [manager.membership.id, stranger], [nobodysId(), admin]] as const) {
      expect(await take({ actorId, since }, by)).toMatchObject({ undone: [], leftOut: [] })
    }
  })

  it('where the request says too little, too much, or what undo does not know', async () => {
    const { manager, employee, project, team } = company
    const since = new Date().toISOString()
    await refused({}, 422, 'validation_failed', ['/eventIds'])
    await refused({ eventIds: [nobodysId()], correlationId: nobodysId() }, 422, 'validation_failed', ['/correlationId'])
    await refused({ actorId: nobodysId() }, 422, 'validation_failed', ['/since'])
    await refused({ correlationId: nobodysId(), since }, 422, 'validation_failed', ['/since'])
    await refused({ correlationId: nobodysId(), until: since }, 422, 'validation_failed', ['/until'])
    await refused({ eventIds: Array.from({ length: 5001 }, nobodysId) }, 422, 'validation_failed', ['/eventIds'])
    const task = await eventOf(() => aTask(manager, project.id))
    const titled = await eventOf(() => manager.do(endpoints.updateTeamMember, { params: { teamId: team.id, memberId: employee.membership.id }, body: { title: 'Painter' } }))
    const problem = await refused({ eventIds: [task.id, titled.id] }, 422, 'not_undoable', ['/eventIds/1'])
    expect(problem.detail).toContain('team.member_updated')
    await refused({ correlationId: titled.correlationId }, 422, 'not_undoable', ['/correlationId'])
  })
})
