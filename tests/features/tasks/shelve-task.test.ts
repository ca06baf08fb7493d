// Archive, trash and restore.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId, orderIn } from './company.ts'
import { boardOf, detailOf } from './snapshots.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const { archiveTask, deleteTask, restoreTask, readTask } = endpoints

describe('archiveTask', () => {
  it('takes a task off the board and back to its place', async () => {
    const { admin, manager, employee, project } = company
    const task = await aTask(manager, project.id)
    await aTask(manager, project.id)
    const order = await orderIn(manager, project.id, task.statusId)
    const viewers = { viewers: [admin, manager, employee], snapshots: [boardOf(project.id), detailOf(task.id)] }
    const archive = (archived: boolean) => manager.do(archiveTask, { params: { taskId: task.id }, body: { archived } })
    const gone = await verifyAction(viewers, () => archive(true))
    expect(gone).toMatchObject({ version: 2, archivedAt: gone.updatedAt })
    expect(await orderIn(manager, project.id, task.statusId)).not.toContain(task.id)
    expect(await verifyAction({ ...viewers, silent: true }, () => archive(true))).toEqual(gone)
    await archive(false)
    expect(await orderIn(manager, project.id, task.statusId)).toEqual(order)
  })

  it('is for the involved, and only where it can be seen', async () => {
    const { manager, employee, stranger, project } = company
    const task = await aTask(manager, project.id)
    const as = async (person: typeof manager, taskId = task.id) =>
      (await person.call(archiveTask, { params: { taskId }, body: { archived: true } })).status
    expect([await as(employee), await as(stranger), await as(manager, nobodysId())]).toEqual([403, 404, 404])
    const stale = await manager.call(archiveTask, {
      params: { taskId: task.id },
      body: { archived: true },
      headers: { 'If-Match': '"9"' },
    })
    expect(stale.status).toBe(412)
    const wrong = await manager.call(archiveTask, { params: { taskId: task.id }, raw: '{"archived": "yes"}' })
    expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '/archived'])
  })
})

describe('deleteTask and restoreTask', () => {
  it('put a task into the trash, where only reading and restoring find it', async () => {
    const { admin, manager, employee, project } = company
    const task = await aTask(manager, project.id)
    const viewers = { viewers: [admin, manager, employee], snapshots: [boardOf(project.id), detailOf(task.id)] }
    await verifyAction(viewers, () => manager.do(deleteTask, { params: { taskId: task.id } }))
    const deleted = await employee.do(readTask, { params: { taskId: task.id } })
    expect(deleted.deletedAt).not.toBeNull()
    const params = { taskId: task.id }
    for (const answer of [
      await manager.call(deleteTask, { params }),
      await manager.call(archiveTask, { params, body: { archived: true } }),
      await manager.call(endpoints.createComment, { params, body: { body: 'x' } }),
      await manager.call(endpoints.listComments, { params }),
      await manager.call(endpoints.createChecklist, { params, body: { title: 'x' } }),
      await manager.call(endpoints.createAttachment, { params, body: { url: 'https://example.com' } }),
    ])
      expect(answer.status).toBe(404)
    const back = await verifyAction({ ...viewers, snapshots: [detailOf(task.id)] }, () =>
      manager.do(restoreTask, { params }),
    )
    expect(back).toMatchObject({ deletedAt: null, rank: task.rank, version: 3 })
    expect(await verifyAction({ ...viewers, silent: true }, () => manager.do(restoreTask, { params }))).toEqual(back)
  })

  it('are for the involved, and only where it can be seen', async () => {
    const { manager, employee, stranger, project } = company
    const task = await aTask(manager, project.id)
    const params = { taskId: task.id }
    expect([
      (await employee.call(deleteTask, { params })).status,
      (await stranger.call(deleteTask, { params })).status,
    ]).toEqual([403, 404])
    expect((await manager.call(deleteTask, { params, headers: { 'If-Match': '"5"' } })).status).toBe(412)
    await manager.do(deleteTask, { params })
    expect([
      (await employee.call(restoreTask, { params })).status,
      (await stranger.call(restoreTask, { params })).status,
    ]).toEqual([403, 404])
  })

  it('hide the tasks of a deleted project', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    const task = await aTask(manager, project.id)
    await manager.do(endpoints.deleteProject, { params: { projectId: project.id } })
    expect((await manager.call(readTask, { params: { taskId: task.id } })).status).toBe(404)
    expect((await manager.call(endpoints.createTask, { body: { projectId: project.id, title: 'x' } })).status).toBe(404)
  })
})
