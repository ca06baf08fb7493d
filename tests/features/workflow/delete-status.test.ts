// Deleting a status: where its tasks go, as one change, seen live; what keeps it.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aProject } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId, orderIn } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'
import { fill } from './ways-in.ts'

const { deleteStatus, updateStatus, readBoard, readTask, archiveTask, deleteTask, restoreTask, bulkTasks } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

async function aFilledProject(inFirst: number, inSecond = 0) {
  const { manager: by, team } = company
  const { id: projectId } = await aProject(by, team.id)
  const { statuses, offset } = await by.do(readBoard, { params: { projectId } })
  const [goneId, targetId, thirdId] = statuses.map(({ id }) => id) as [string, string, string]
  const place = { by, projectId }
  const tasks = await fill(place, goneId, inFirst)
  const there = await fill(place, targetId, inSecond)
  return { ...place, goneId, targetId, thirdId, tasks, there, offset }
}
const screens = (projectId: string) => ({ viewers: [company.manager, company.employee], snapshots: [boardOf(projectId)] })

describe('deleteStatus with moveTo', () => {
  it('puts all tasks at the end of the other status in their order, archived and deleted ones too', async () => {
    const { by, projectId, goneId, targetId, tasks, there } = await aFilledProject(4, 2)
    const [a, archived, deleted, d] = tasks as [string, string, string, string]
    await by.do(archiveTask, { params: { taskId: archived }, body: { archived: true } })
    await by.do(deleteTask, { params: { taskId: deleted } })
    await verifyAction({ viewers: [by, company.employee], snapshots: [boardOf(projectId), detailOf(a)] }, () =>
      by.call(deleteStatus, { params: { statusId: goneId }, query: { moveTo: targetId } }))
    const { statuses } = await by.do(readBoard, { params: { projectId } })
    expect(statuses.map(({ id }) => id)).not.toContain(goneId)
    await by.do(archiveTask, { params: { taskId: archived }, body: { archived: false } })
    await by.do(restoreTask, { params: { taskId: deleted } })
    expect(await orderIn(by, projectId, targetId)).toEqual([...there, a, archived, deleted, d])
    expect(await by.do(readTask, { params: { taskId: d } })).toMatchObject({ statusId: targetId, version: 2 })
  })

  it('tells it as one change in parts of at most 64 KiB', async () => {
    const { by, projectId, goneId, targetId } = await aFilledProject(0)
    const operations = Array.from({ length: 300 }, (_, index) => ({ op: 'create' as const, projectId, statusId: goneId, title: `${index} ${'x'.repeat(300)}` }))
    await by.do(bulkTasks, { body: { mode: 'atomic', operations } })
    const { offset, stream } = await by.do(readBoard, { params: { projectId } })
    await verifyAction(screens(projectId), () => by.call(deleteStatus, { params: { statusId: goneId }, query: { moveTo: targetId } }))
    const events = await eventsAfter(by, stream, offset)
    const parts = events.filter(({ type }) => type === 'batch.applied')
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.flatMap(({ data }) => data.events as { type: string }[]).map(({ type }) => type)).toEqual(Array(300).fill('task.moved'))
    for (const { data } of parts) expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(64 * 1024)
    expect(events.at(-1)!.type).toBe('status.deleted')
    expect(new Set(events.map(({ correlationId }) => correlationId)).size).toBe(1)
  })

  it('minds the limit of the other status, not the ways to it, and counts only what can be seen', async () => {
    const { by, projectId, goneId, targetId, thirdId, tasks } = await aFilledProject(2, 1)
    await by.do(updateStatus, { params: { statusId: goneId }, body: { nextStatusIds: [thirdId] } })
    await by.do(updateStatus, { params: { statusId: targetId }, body: { limit: 2 } })
    const remove = { params: { statusId: goneId }, query: { moveTo: targetId } }
    const refused = await verifyAction({ ...screens(projectId), silent: true }, () => by.call(deleteStatus, remove))
    expect([refused.status, refused.problem.code, refused.problem.data?.limit]).toEqual([409, 'wip_limit_reached', 2])
    await by.do(archiveTask, { params: { taskId: tasks[0]! }, body: { archived: true } })
    expect((await by.call(deleteStatus, remove)).status).toBe(204)
  })

  it('takes the status out of the ways of others; one that led only there leads anywhere', async () => {
    const { by, projectId, goneId, targetId, thirdId } = await aFilledProject(1)
    await by.do(updateStatus, { params: { statusId: targetId }, body: { nextStatusIds: [goneId] } })
    await by.do(updateStatus, { params: { statusId: thirdId }, body: { nextStatusIds: [goneId, targetId] } })
    await verifyAction(screens(projectId), () => by.call(deleteStatus, { params: { statusId: goneId }, query: { moveTo: targetId } }))
    const { statuses } = await by.do(readBoard, { params: { projectId } })
    const ways = (id: string) => statuses.find((status) => status.id === id)!.nextStatusIds
    expect([ways(targetId), ways(thirdId)]).toEqual([null, [targetId]])
  })

  it('wants another open status of the project (422)', async () => {
    const { by, goneId, thirdId } = await aFilledProject(1)
    await by.do(updateStatus, { params: { statusId: thirdId }, body: { archived: true } })
    for (const moveTo of [goneId, thirdId, nobodysId(), company.otherTask.statusId, company.foreignTask.statusId]) {
      const { status, problem } = await by.call(deleteStatus, { params: { statusId: goneId }, query: { moveTo } })
      expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([422, 'invalid_reference', '?moveTo'])
    }
  })

  it('is for who may change the workflow', async () => {
    const { goneId, targetId } = await aFilledProject(1)
    const remove = { params: { statusId: goneId }, query: { moveTo: targetId } }
    for (const [person, status] of [[company.employee, 403], [company.stranger, 404], [company.foreigner, 404]] as const) {
      expect((await person.call(deleteStatus, remove)).status).toBe(status)
    }
  })
})

describe('deleteStatus without moveTo', () => {
  it('keeps a status with tasks, also when they are archived or in the trash', async () => {
    const { by, goneId, tasks } = await aFilledProject(2)
    await by.do(archiveTask, { params: { taskId: tasks[0]! }, body: { archived: true } })
    await by.do(deleteTask, { params: { taskId: tasks[1]! } })
    const { status, problem } = await by.call(deleteStatus, { params: { statusId: goneId } })
    expect([status, problem.code]).toEqual([409, 'status_not_empty'])
    expect(problem.detail).toMatch(/^2 tasks stand in "Backlog", archived and deleted ones included\./)
  })

  it('keeps the last status of a project', async () => {
    const { by, projectId } = await aFilledProject(0)
    const { statuses } = await by.do(readBoard, { params: { projectId } })
    for (const { id } of statuses.slice(1)) await by.do(deleteStatus, { params: { statusId: id } })
    expect((await by.call(deleteStatus, { params: { statusId: statuses[0]!.id } })).status).toBe(409)
  })
})
