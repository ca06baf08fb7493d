// Attachments: links on tasks; who may.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
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
const { createAttachment, deleteAttachment, readTask } = endpoints
const screens = () => ({
  viewers: [company.admin, company.manager, company.employee],
  snapshots: [boardOf(company.project.id), detailOf(taskId)],
})

describe('attachments', () => {
  it('are added and removed on every screen, and counted on the task', async () => {
    const { manager, employee } = company
    const named = await verifyAction(screens(), () =>
      employee.do(createAttachment, {
        params: { taskId },
        body: { name: 'Plan', url: 'https://example.com/plan?a=1' },
      }),
    )
    expect(named).toMatchObject({
      taskId,
      kind: 'link',
      name: 'Plan',
      url: 'https://example.com/plan?a=1',
      createdById: employee.membership.id,
    })
    const plain = await manager.do(createAttachment, { params: { taskId }, body: { url: 'http://example.com/a/b/' } })
    expect(plain.name).toBe('example.com/a/b')
    expect(await manager.do(readTask, { params: { taskId } })).toMatchObject({ attachmentCount: 2, version: 1 })
    await verifyAction(screens(), () => employee.do(deleteAttachment, { params: { attachmentId: named.id } }))
    expect((await manager.do(readTask, { params: { taskId } })).attachmentCount).toBe(1)
    expect((await manager.call(deleteAttachment, { params: { attachmentId: named.id } })).status).toBe(404)
  })

  it('refuse addresses that are not safe to open', async () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://example.com',
      'example.com',
      '',
      `https://example.com/${'x'.repeat(4000)}`,
    ]) {
      const answer = await company.manager.call(createAttachment, { params: { taskId }, body: { url } })
      expect([answer.status, answer.problem.errors?.[0]?.pointer], url.slice(0, 40)).toEqual([422, '/url'])
    }
  })

  it('are removed by their author, the manager and admins only', async () => {
    const { admin, manager, employee } = company
    const add = async (by: typeof admin) =>
      (await by.do(createAttachment, { params: { taskId }, body: { url: 'https://example.com' } })).id
    const remove = async (by: typeof admin, attachmentId: string) =>
      (await by.call(deleteAttachment, { params: { attachmentId } })).status
    expect([
      await remove(employee, await add(manager)),
      await remove(manager, await add(employee)),
      await remove(admin, await add(employee)),
    ]).toEqual([403, 204, 204])
  })

  it('are hidden from whoever cannot see the task', async () => {
    const { manager, stranger, foreigner } = company
    const attachment = await manager.do(createAttachment, { params: { taskId }, body: { url: 'https://example.com' } })
    const none = comparable((await manager.call(deleteAttachment, { params: { attachmentId: nobodysId() } })).problem)
    for (const person of [stranger, foreigner]) {
      const answers = [
        await person.call(deleteAttachment, { params: { attachmentId: attachment.id } }),
        await person.call(createAttachment, { params: { taskId }, body: { url: 'https://example.com' } }),
      ]
      for (const answer of answers) expect([answer.status, comparable(answer.problem)]).toEqual([404, none])
    }
  })
})
