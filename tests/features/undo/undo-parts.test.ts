// Undo of what hangs on tasks: links, also of two teams, attachments as long as the trash keeps them, logged time.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { purgeTrash } from '../../../server/features/trash/purge.jobs.ts'
import { readConfig } from '../../../server/config.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { aProgram, aTask, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { asOriginal, attached, textBytes } from '../attachments/uploading.ts'
import { aWiderCompany } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const DAY = 24 * 60 * 60 * 1000
const { undo, readTaskDetail, createTaskLink, deleteTaskLink, createAttachment, deleteAttachment, createTimeEntry, updateTimeEntry, deleteTimeEntry, approveTimeEntry } = endpoints

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  afterEach(() => setClock())

  const events = (by: Person, teamId = company.team.id) => eventsAfter(by, teamStream(teamId), 0)
  const eventOf = async (action: () => Promise<unknown>): Promise<StreamEvent> => {
    await action()
    return (await events(company.manager)).findLast(({ type }) => type !== 'task.recounted')!
  }
  const take = (eventId: string, by = company.manager) => by.do(undo, { body: { eventIds: [eventId] } })
  const refused = async (eventId: string, by = company.manager) => {
    const { status, problem } = await by.call(undo, { body: { eventIds: [eventId] } })
    return [status, problem.code, problem.errors?.[0]?.code]
  }
  const partsOf = async (taskId: string) => {
    const { links, attachments, time, task } = await company.manager.do(readTaskDetail, { params: { taskId } })
    return { links, attachments, time: time.map(({ version: _, ...entry }) => entry), counts: [task.attachmentCount, task.openBlockers] }
  }
  const screens = (...taskIds: string[]) => ({ viewers: [company.manager, company.employee], snapshots: [boardOf(company.project.id), ...taskIds.map(detailOf)] })

  /** Each change is taken back and done again, on every screen; the second time it is refused. */
  async function backAndForth(taskIds: [string, ...string[]], change: () => Promise<unknown>) {
    const before = await partsOf(taskIds[0])
    const event = await eventOf(change)
    const after = await partsOf(taskIds[0])
    const { correlationId } = await verifyAction(screens(...taskIds), () => take(event.id))
    expect(await partsOf(taskIds[0]), `${event.type} taken back`).toEqual(before)
    expect((await refused(event.id)).slice(0, 2), `${event.type} twice`).toEqual([409, 'undo_conflict'])
    await verifyAction(screens(...taskIds), () => company.manager.do(undo, { body: { correlationId } }))
    expect(await partsOf(taskIds[0]), `${event.type} done again`).toEqual(after)
  }

  it('S95 links, attachments and time: added, changed, removed', async () => {
    const { manager, project } = company
    const [task, other] = [await aTask(manager, project.id), await aTask(manager, project.id)]
    const params = { taskId: task.id }
    const link = () => manager.do(createTaskLink, { params, body: { kind: 'blocked_by', otherTaskId: other.id } })
    await backAndForth([task.id, other.id], link)
    const { id: linkId } = await link()
    await backAndForth([task.id, other.id], () => manager.do(deleteTaskLink, { params: { linkId } }))

    await backAndForth([task.id], () => manager.do(createAttachment, { params, body: { url: 'https://example.com' } }))
    await backAndForth([task.id], () => attached(manager, task.id, 'new.txt', textBytes('new')))
    const file = await attached(manager, task.id, 'kept.txt', textBytes('kept'))
    await backAndForth([task.id], () => manager.do(deleteAttachment, { params: { attachmentId: file.id } }))

    await backAndForth([task.id], () => manager.do(createTimeEntry, { params, body: { minutes: 30, note: 'One' } }))
    const { id: entryId } = await manager.do(createTimeEntry, { params, body: { minutes: 45, note: 'Two' } })
    await backAndForth([task.id], () => manager.do(updateTimeEntry, { params: { entryId }, body: { minutes: 50, note: 'Three' } }))
    await backAndForth([task.id], () => manager.do(approveTimeEntry, { params: { entryId }, body: { approved: true } }))
    await backAndForth([task.id], () => manager.do(approveTimeEntry, { params: { entryId }, body: { approved: false } }))
    await backAndForth([task.id], () => manager.do(deleteTimeEntry, { params: { entryId } }))
  })

  it('a link of tasks of two teams, told to both, is taken back once, by whoever sees both', async () => {
    const { admin, manager, project, otherTask, otherTeam, stranger } = company
    const task = await aTask(manager, project.id)
    const linked = await eventOf(() => admin.do(createTaskLink, { params: { taskId: task.id }, body: { kind: 'blocks', otherTaskId: otherTask.id } }))
    const ofBoth = await admin.do(undo, { body: { correlationId: linked.correlationId } })
    expect(ofBoth.undone).toHaveLength(1)
    const told = (await events(stranger, otherTeam.id)).at(-1)!
    expect([told.type, (told.data.events as { type: string }[])[0]!.type]).toEqual(['batch.applied', 'task_link.deleted'])
    expect(await refused((await events(manager)).at(-1)!.id), 'the other task is hidden').toEqual([409, 'undo_conflict', 'undo_conflict'])
    const since = linked.at
    const { undone } = await admin.do(undo, { body: { actorId: admin.membership.id, since, dryRun: true } })
    expect(undone.map(({ type }) => type)).toEqual(['task_link.deleted', 'task_link.created'])
    await admin.do(undo, { body: { correlationId: ofBoth.correlationId } })
    expect((await partsOf(task.id)).links).toHaveLength(1)
  })

  it('a link is refused where the tasks are linked anew, or would block each other in a ring', async () => {
    const { manager, project } = company
    const [a, b] = [await aTask(manager, project.id), await aTask(manager, project.id)]
    const link = (from: string, to: string) => manager.do(createTaskLink, { params: { taskId: from }, body: { kind: 'blocks', otherTaskId: to } })
    const first = await link(a.id, b.id)
    const removed = await eventOf(() => manager.do(deleteTaskLink, { params: { linkId: first.id } }))
    const again = await link(a.id, b.id)
    expect(await refused(removed.id)).toEqual([409, 'undo_conflict', 'conflict'])
    await manager.do(deleteTaskLink, { params: { linkId: again.id } })
    await link(b.id, a.id)
    expect(await refused(removed.id)).toEqual([409, 'undo_conflict', 'link_cycle'])
  })

  it('an attachment comes back as long as the trash keeps it, with the comment that it came with', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const file = await attached(manager, task.id, 'said.txt', textBytes('said'))
    const { id: commentId } = await manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'See', fileIds: [file.id] } })
    const remove = () => eventOf(() => manager.do(deleteAttachment, { params: { attachmentId: file.id } }))
    const removed = await remove()
    await take(removed.id)
    expect((await partsOf(task.id)).attachments).toEqual([{ ...file, commentId }])
    expect((await asOriginal(world, manager, file.id)).bytes).toEqual(textBytes('said'))
    const gone = await remove()
    // Its token outlives the month.
    const program = await aProgram(world, manager, ['tasks:write'])
    const began = Date.now()
    setClock(() => began + 31 * DAY)
    expect(await refused(gone.id, program)).toEqual([409, 'undo_conflict', 'undo_conflict'])
    await purgeTrash({ kernel: world.server.kernel, config: readConfig({}) })({})
    expect(await refused(gone.id, program)).toEqual([409, 'undo_conflict', 'undo_conflict'])
  })

  it('a file that a comment took is taken back with the comment, all of it what one person did', async () => {
    const { employee, project, manager } = company
    const since = new Date().toISOString()
    const task = await aTask(employee, project.id)
    const file = await attached(employee, task.id, 'mine.txt', textBytes('mine'))
    await employee.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'See', fileIds: [file.id] } })
    const before = await partsOf(task.id)
    const { correlationId, undone } = await verifyAction(screens(), () => manager.do(undo, { body: { actorId: employee.membership.id, since } }))
    expect(undone.map(({ type }) => type)).toEqual(['comment.created', 'attachment.created', 'task.created'])
    await manager.do(undo, { body: { correlationId } })
    expect(await partsOf(task.id)).toEqual(before)
  })

  it('time is taken back by whose it is: others are told what is left out, and why', async () => {
    const { manager, employee, project } = company
    const since = new Date().toISOString()
    const task = await aTask(employee, project.id)
    const logged = await eventOf(() => employee.do(createTimeEntry, { params: { taskId: task.id }, body: { minutes: 5 } }))
    expect(await refused(logged.id)).toEqual([403, 'forbidden', 'forbidden'])
    const { leftOut } = await manager.do(undo, { body: { actorId: employee.membership.id, since, dryRun: true } })
    expect(leftOut).toEqual([{ eventId: logged.id, type: 'time.logged' }])
    const { id: entryId } = (await partsOf(task.id)).time[0]!
    const approved = await eventOf(() => manager.do(approveTimeEntry, { params: { entryId }, body: { approved: true } }))
    expect(await refused(logged.id, employee), 'approved time is locked').toEqual([409, 'undo_conflict', 'time_approved'])
    await take(approved.id)
    const edited = await eventOf(() => employee.do(updateTimeEntry, { params: { entryId }, body: { minutes: 6 } }))
    expect(await refused(logged.id, employee), 'changed since').toEqual([409, 'undo_conflict', 'undo_conflict'])
    await employee.do(undo, { body: { eventIds: [logged.id, edited.id] } })
    expect((await partsOf(task.id)).time).toEqual([])
    const deletion = (await events(manager)).at(-1)!
    await employee.do(undo, { body: { eventIds: [deletion.id] } })
    expect((await partsOf(task.id)).time).toMatchObject([{ id: entryId, minutes: 6 }])
  })

  it('an approval comes back only for what was approved', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const { id: entryId } = await manager.do(createTimeEntry, { params: { taskId: task.id }, body: { minutes: 5 } })
    const approve = (approved: boolean) => eventOf(() => manager.do(approveTimeEntry, { params: { entryId }, body: { approved } }))
    await approve(true)
    const withdrawn = await approve(false)
    const edited = await eventOf(() => manager.do(updateTimeEntry, { params: { entryId }, body: { minutes: 500 } }))
    expect(await refused(withdrawn.id)).toEqual([409, 'undo_conflict', 'undo_conflict'])
    await manager.do(undo, { body: { eventIds: [withdrawn.id, edited.id] } })
    expect((await partsOf(task.id)).time).toMatchObject([{ minutes: 5, approvedById: manager.membership.id }])
  })

  it('time that was deleted again since does not come back as it was', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const { id: entryId } = await manager.do(createTimeEntry, { params: { taskId: task.id }, body: { minutes: 5 } })
    const drop = () => eventOf(() => manager.do(deleteTimeEntry, { params: { entryId } }))
    const first = await drop()
    await take(first.id)
    await manager.do(updateTimeEntry, { params: { entryId }, body: { minutes: 9 } })
    await drop()
    expect(await refused(first.id)).toEqual([409, 'undo_conflict', 'undo_conflict'])
  })

  it('a timer is stopped, not taken back; what it logged is, by its request', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    await manager.do(endpoints.startTimer, { body: { taskId: task.id } })
    const started = (await eventsAfter(manager, inboxStream(manager.membership.id), 0)).findLast(({ type }) => type === 'timer.started')!
    const answer = await manager.call(undo, { body: { eventIds: [started.id] } })
    expect([answer.status, answer.problem.code, answer.problem.errors?.[0]?.detail]).toEqual([422, 'not_undoable', 'A timer is stopped, not taken back.'])
    const { correlationId } = await eventOf(() => manager.do(endpoints.stopTimer))
    await verifyAction(screens(task.id), () => manager.do(undo, { body: { correlationId } }))
    expect((await partsOf(task.id)).time).toEqual([])
  })
})
