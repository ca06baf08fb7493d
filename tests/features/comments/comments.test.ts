// Comments: writing, editing, deleting, listing; who may.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { commentsFetched, reduceAll, taskDetailState } from '../../../client/features/tasks/task-detail.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import { aTask } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
let taskId: string
beforeAll(async () => {
  company = await aWiderCompany(world)
  taskId = (await aTask(company.manager, company.project.id)).id
})
const { createComment, updateComment, deleteComment, listComments, readTask, readTaskDetail } = endpoints
const screens = () => ({
  viewers: [company.admin, company.manager, company.employee],
  snapshots: [boardOf(company.project.id), detailOf(taskId)],
})

describe('comments', () => {
  it('are written, edited and deleted on every screen, and counted on the task', async () => {
    const { manager, employee } = company
    const comment = await verifyAction(screens(), () =>
      employee.do(createComment, { params: { taskId }, body: { body: 'Hello **all**' } }),
    )
    expect(comment).toMatchObject({
      taskId,
      authorId: employee.membership.id,
      importedAuthor: null,
      body: 'Hello **all**',
      version: 1,
    })
    const edited = await verifyAction(screens(), () =>
      employee.do(updateComment, { params: { commentId: comment.id }, body: { body: 'Better' } }),
    )
    expect(edited).toMatchObject({ id: comment.id, body: 'Better', version: 2 })
    const same = await verifyAction({ ...screens(), silent: true }, () =>
      employee.do(updateComment, { params: { commentId: comment.id }, body: { body: 'Better' } }),
    )
    expect(same).toEqual(edited)
    expect(await manager.do(readTask, { params: { taskId } })).toMatchObject({ commentCount: 1, version: 1 })
    await verifyAction(screens(), () => employee.do(deleteComment, { params: { commentId: comment.id } }))
    expect((await manager.do(readTask, { params: { taskId } })).commentCount).toBe(0)
  })

  it('come with their task as far as the newest 50, those before page by page, and events fit both', async () => {
    const { manager, employee, project } = company
    const params = { taskId: (await aTask(manager, project.id)).id }
    const made: string[] = []
    for (let index = 0; index < 53; index += 1)
      made.push((await employee.do(createComment, { params, body: { body: `Comment ${index}` } })).id)
    const ids = (comments: readonly { id: string }[]) => comments.map(({ id }) => id)
    const snapshot = taskDetailState(await manager.do(readTaskDetail, { params }))
    expect([ids(snapshot.comments), typeof snapshot.olderComments]).toEqual([made.slice(3), 'string'])
    const edit = (index: number, body: string) => employee.do(updateComment, { params: { commentId: made[index]! }, body: { body } })
    await edit(0, 'Edited before it was read')
    const older = await manager.do(listComments, { params, query: { cursor: snapshot.olderComments!, sort: '-createdAt' } })
    expect([ids(older.items), older.nextCursor]).toEqual([made.slice(0, 3).reverse(), null])
    await edit(1, 'Edited after that')
    await employee.do(deleteComment, { params: { commentId: made[2]! } })
    await employee.do(createComment, { params, body: { body: 'One more' } })
    const whole = commentsFetched(snapshot, older.items, older.nextCursor)
    const { state } = reduceAll(whole, await eventsAfter(manager, snapshot.stream, snapshot.offset))
    const { items } = await manager.do(listComments, { params, query: { limit: 200 } })
    expect([state.comments, state.olderComments, state.task.commentCount]).toEqual([items, null, 53])
    expect((await manager.do(readTaskDetail, { params })).comments).toEqual(items.slice(-50))
  })

  it('take an id once', async () => {
    const { employee, project } = company
    const id = randomUUID()
    const task = await aTask(employee, project.id)
    const write = () => employee.call(createComment, { params: { taskId: task.id }, body: { id, body: 'Mine' } })
    expect((await write()).data.id).toBe(id)
    const again = await write()
    expect([again.status, again.problem.code]).toEqual([409, 'conflict'])
    expect((await employee.do(readTask, { params: { taskId: task.id } })).commentCount).toBe(1)
  })

  it('leave their events when long, behind a reference', async () => {
    const { employee, team, project } = company
    const task = await aTask(employee, project.id)
    const body = 'ä'.repeat(99_000)
    const answer = await employee.call(createComment, { params: { taskId: task.id }, body: { body } })
    const stream = `team:${team.id}` as const
    const { items } = await employee.do(endpoints.listStreamEvents, {
      params: { stream },
      query: { after: answer.offsets[stream]! - 1 },
    })
    const { $text } = (items[0]!.data as { comment: { body: { $text: string } } }).comment.body
    expect((await employee.do(endpoints.readStreamText, { params: { stream, textId: $text } })).text).toBe(body)
  })

  it('are listed oldest first, in pages', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    for (const body of ['1', '2', '3']) await manager.do(createComment, { params: { taskId: task.id }, body: { body } })
    const first = await manager.do(listComments, { params: { taskId: task.id }, query: { limit: 2 } })
    const second = await manager.do(listComments, {
      params: { taskId: task.id },
      query: { limit: 2, cursor: first.nextCursor! },
    })
    expect([...first.items, ...second.items].map(({ body }) => body)).toEqual(['1', '2', '3'])
    expect(second.nextCursor).toBeNull()
    expect(
      (await manager.call(listComments, { params: { taskId: task.id }, query: { cursor: 'WyJ4IiwieSJd' } })).status,
    ).toBe(422)
  })
})

describe('comments refuse', () => {
  it('empty and overlong texts and unknown fields', async () => {
    const { manager } = company
    for (const [body, pointer] of [
      [{ body: ' ' }, '/body'],
      [{ body: 'x'.repeat(100_001) }, '/body'],
      [{}, '/body'],
      [{ body: 'x', authorId: nobodysId() }, '/authorId'],
    ] as const) {
      const answer = await manager.call(createComment, { params: { taskId }, body: body as { body: string } })
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
  })

  it('edits by anybody but the author, deletion by anybody but author, manager and admin', async () => {
    const { admin, manager, employee, project } = company
    const task = await aTask(manager, project.id)
    const write = async (by: typeof admin) =>
      (await by.do(createComment, { params: { taskId: task.id }, body: { body: 'Words' } })).id
    const edit = async (by: typeof admin, commentId: string) =>
      (await by.call(updateComment, { params: { commentId }, body: { body: 'Changed' } })).status
    const remove = async (by: typeof admin, commentId: string) =>
      (await by.call(deleteComment, { params: { commentId } })).status
    const [byAdmin, byManager, byEmployee, another] = [
      await write(admin),
      await write(manager),
      await write(employee),
      await write(employee),
    ]
    expect([await edit(admin, byEmployee), await edit(manager, byEmployee), await edit(employee, byManager)]).toEqual([
      403, 403, 403,
    ])
    expect([await edit(admin, byAdmin), await edit(manager, byManager), await edit(employee, byEmployee)]).toEqual([
      200, 200, 200,
    ])
    expect([
      await remove(employee, byManager),
      await remove(manager, byEmployee),
      await remove(admin, another),
    ]).toEqual([403, 204, 204])
    expect(await remove(manager, byEmployee)).toBe(404)
  })

  it('whoever cannot see the task, as if there were none', async () => {
    const { manager, stranger, foreigner, employee, otherTask } = company
    const comment = await manager.do(createComment, { params: { taskId }, body: { body: 'Ours' } })
    const none = comparable((await stranger.call(deleteComment, { params: { commentId: nobodysId() } })).problem)
    for (const person of [stranger, foreigner]) {
      for (const answer of [
        await person.call(updateComment, { params: { commentId: comment.id }, body: { body: 'x' } }),
        await person.call(deleteComment, { params: { commentId: comment.id } }),
        await person.call(createComment, { params: { taskId }, body: { body: 'x' } }),
        await person.call(listComments, { params: { taskId } }),
      ])
        expect([answer.status, comparable(answer.problem)]).toEqual([404, none])
    }
    expect((await employee.call(createComment, { params: { taskId: otherTask.id }, body: { body: 'x' } })).status).toBe(
      404,
    )
  })
})
