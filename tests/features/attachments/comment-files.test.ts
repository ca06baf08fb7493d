// Files that come with a comment: the task's all the same, gone to the trash with the comment and back with it.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aTask, type Person } from '../../support/factories.ts'
import { pngOf } from '../../support/png.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'
import { asOriginal, attached, linksOf, opened, textBytes } from './uploading.ts'

const { createComment, deleteComment, readTaskDetail, undo, deleteTask, restoreTask } = endpoints

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let taskId: string
  beforeAll(async () => {
    company = await aWiderCompany(world)
    taskId = (await aTask(company.manager, company.project.id)).id
  })
  const screens = () => ({ viewers: [company.admin, company.manager, company.employee], snapshots: [boardOf(company.project.id), detailOf(taskId)] })
  const detail = () => company.manager.do(readTaskDetail, { params: { taskId } })
  const aFile = (by: Person, name = 'a.txt') => attached(by, taskId, name, textBytes(name))
  const comment = (by: Person, fileIds: string[], body = 'See') => by.do(createComment, { params: { taskId }, body: { body, fileIds } })
  const lastDeletion = async () => (await eventsAfter(company.manager, teamStream(company.team.id), 0)).filter(({ type }) => type === 'comment.deleted').at(-1)!

  it('X33 belong to task and comment, go with it, their addresses too, and come back, on every screen', async () => {
    const { manager, employee } = company
    const [picture, text, other] = [await attached(employee, taskId, 'p.png', pngOf(300, 200)), await aFile(employee), await aFile(manager, 'other.txt')]
    const written = await verifyAction(screens(), () => comment(employee, [picture.id, text.id], ''))
    expect([written.body, (await detail()).attachments.map(({ id, commentId }) => [id, commentId])])
      .toEqual(['', [[picture.id, written.id], [text.id, written.id], [other.id, null]]])
    const { thumbnail } = await linksOf(manager, taskId, picture.id)

    await verifyAction(screens(), () => employee.do(deleteComment, { params: { commentId: written.id } }))
    const gone = await detail()
    expect([gone.attachments.map(({ id }) => id), gone.task.attachmentCount, gone.task.commentCount]).toEqual([[other.id], 1, 0])
    expect([(await asOriginal(world, manager, text.id)).status, (await opened(world, thumbnail!)).status]).toEqual([404, 404])
    expect((await manager.call(endpoints.deleteAttachment, { params: { attachmentId: text.id } })).status).toBe(404)

    const { id: eventId } = await lastDeletion()
    await verifyAction(screens(), () => manager.do(undo, { body: { eventIds: [eventId] } }))
    const back = await detail()
    expect([back.attachments.map(({ id, commentId }) => [id, commentId]), back.task.attachmentCount])
      .toEqual([[[picture.id, written.id], [text.id, written.id], [other.id, null]], 3])
    expect((await asOriginal(world, manager, text.id)).bytes).toEqual(textBytes('a.txt'))
  })

  it('are taken along when the writing of the comment is undone', async () => {
    const { employee, manager } = company
    const file = await aFile(employee, 'undone.txt')
    const { id } = await comment(employee, [file.id])
    const event = (await eventsAfter(manager, teamStream(company.team.id), 0)).findLast(({ type, data }) => type === 'comment.created' && (data.comment as { id: string }).id === id)!
    await verifyAction(screens(), () => employee.do(undo, { body: { eventIds: [event.id] } }))
    expect((await asOriginal(world, manager, file.id)).status).toBe(404)
  })

  it('come back without their comment where a merge took that to another task', async () => {
    const { employee, manager, project } = company
    const [kept, twice] = [await aTask(manager, project.id), await aTask(manager, project.id)]
    const params = { taskId: twice.id }
    const file = await attached(employee, twice.id, 'a', textBytes('a'))
    await employee.do(createComment, { params, body: { body: 'See', fileIds: [file.id] } })
    await employee.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } })
    const event = (await eventsAfter(manager, teamStream(company.team.id), 0)).findLast(({ type }) => type === 'attachment.deleted')!
    await manager.do(endpoints.mergeTasks, { params: { taskId: kept.id }, body: { taskIds: [twice.id] } })
    await employee.do(undo, { body: { eventIds: [event.id] } })
    expect((await manager.do(readTaskDetail, { params })).attachments.map(({ id, commentId }) => [id, commentId])).toEqual([[file.id, null]])
  })

  it('stay with a task that goes to the trash and comes back', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const file = await attached(manager, task.id, 'a', textBytes('a'))
    const { id: commentId } = await manager.do(createComment, { params: { taskId: task.id }, body: { body: 'See', fileIds: [file.id] } })
    await manager.do(deleteTask, { params: { taskId: task.id } })
    expect((await asOriginal(world, manager, file.id)).status).toBe(404)
    await manager.do(restoreTask, { params: { taskId: task.id } })
    expect((await manager.do(readTaskDetail, { params: { taskId: task.id } })).attachments).toEqual([{ ...file, commentId }])
  })

  it('are one\'s own files of that task, which no comment has: others are refused by their place, and nothing is written', async () => {
    const { manager, employee, project, foreigner } = company
    const taken = await aFile(employee, 'taken.txt')
    await comment(employee, [taken.id])
    const elsewhere = await attached(employee, (await aTask(manager, project.id)).id, 'x', textBytes('x'))
    const link = await employee.do(endpoints.createAttachment, { params: { taskId }, body: { url: 'https://example.com' } })
    const [mine, theirs] = [await aFile(employee, 'mine.txt'), await aFile(manager, 'theirs.txt')]
    const before = await detail()
    for (const odd of [taken.id, elsewhere.id, link.id, theirs.id, crypto.randomUUID()]) {
      const { status, problem } = await employee.call(createComment, { params: { taskId }, body: { body: 'See', fileIds: [mine.id, odd] } })
      expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([422, 'invalid_reference', '/fileIds/1'])
    }
    const many = await employee.call(createComment, { params: { taskId }, body: { body: 'See', fileIds: Array.from({ length: 11 }, () => mine.id) } })
    expect([many.status, many.problem.errors?.[0]?.pointer]).toEqual([422, '/fileIds'])
    const empty = await employee.call(createComment, { params: { taskId }, body: { body: ' ' } })
    expect([empty.status, empty.problem.errors?.[0]?.pointer]).toEqual([422, '/body'])
    expect((await foreigner.call(createComment, { params: { taskId }, body: { body: 'See', fileIds: [mine.id] } })).status).toBe(404)
    expect((await detail()).attachments).toEqual(before.attachments)
  })
})
