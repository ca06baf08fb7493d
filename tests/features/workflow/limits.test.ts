// Limits of statuses: whatever brings a task into a full one is refused, whatever leaves it is not (S124).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aProject } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'
import { furtherWaysIn } from './further-ways-in.ts'
import { fill, waysIn, type Operation } from './ways-in.ts'

const { updateStatus, updateProject, moveTask, updateTask, createTask, archiveTask, bulkTasks, readBoard, readProject } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

/** A project whose second status takes `limit` tasks. */
async function aTightProject(limit: number) {
  const { manager: by, team } = company
  const { id: projectId } = await aProject(by, team.id)
  const { statuses } = await by.do(readBoard, { params: { projectId } })
  const [fromId, statusId, otherId] = statuses.map(({ id }) => id) as [string, string, string]
  const setLimit = (to: number | null) => by.do(updateStatus, { params: { statusId }, body: { limit: to } })
  await setLimit(limit)
  const standing = async () => (await by.do(readBoard, { params: { projectId } })).tasks.filter((task) => task.statusId === statusId)
  return { by, projectId, fromId, statusId, otherId, setLimit, standing }
}
const silent = (projectId: string) => ({ viewers: [company.manager], snapshots: [boardOf(projectId)], silent: true })

describe.each([...waysIn, ...furtherWaysIn])('$name', ({ prepare }) => {
  it('is refused by a full status, and works once there is room, or limits are only shown', async () => {
    const place = await aTightProject(2)
    const [refused, shown, roomy] = [await prepare(place), await prepare(place), await prepare(place)]
    await fill(place, place.statusId, 2 - (await place.standing()).length)
    expect(await verifyAction(silent(place.projectId), refused)).toBe('wip_limit_reached')
    expect(await place.standing()).toHaveLength(2)

    const params = { projectId: place.projectId }
    await place.by.do(updateProject, { params, body: { limits: 'warn' } })
    expect(await shown()).toBe('ok')
    await place.by.do(updateProject, { params, body: { limits: 'enforce' } })
    expect(await refused()).toBe('wip_limit_reached')
    for (const { id } of (await place.standing()).slice(0, 2)) {
      await place.by.do(moveTask, { params: { taskId: id }, body: { statusId: place.otherId, afterTaskId: null } })
    }
    expect(await roomy()).toBe('ok')
    expect(await place.standing()).toHaveLength(2)
    expect(await refused()).toBe('wip_limit_reached')
  })
})

describe('a full status', () => {
  it('says in the refusal which one it is and what its limit is', async () => {
    const place = await aTightProject(1)
    await fill(place, place.statusId, 1)
    const { status, problem } = await place.by.call(createTask, { body: { projectId: place.projectId, title: 'Too much', statusId: place.statusId } })
    expect([status, problem.code]).toEqual([409, 'wip_limit_reached'])
    expect(problem.data).toEqual({ status: { id: place.statusId, name: 'To do' }, limit: 1 })
    expect(problem.detail).toMatch(/^The limit of "To do" is 1, and 1 task stands there\./)
  })

  it('lets its tasks move about inside, change, and leave, also when it stands over its limit', async () => {
    const place = await aTightProject(3)
    const [a, b, c] = await fill(place, place.statusId, 3) as [string, string, string]
    await place.setLimit(1)
    const { by, statusId } = place
    expect((await by.call(moveTask, { params: { taskId: c }, body: { statusId, afterTaskId: null } })).status).toBe(200)
    expect((await by.call(updateTask, { params: { taskId: a }, body: { title: 'Renamed', statusId } })).status).toBe(200)
    expect((await by.call(moveTask, { params: { taskId: b }, body: { statusId: place.otherId, afterTaskId: null } })).status).toBe(200)
    expect((await by.call(moveTask, { params: { taskId: b }, body: { statusId, afterTaskId: null } })).problem.code).toBe('wip_limit_reached')
  })

  it('does not count archived and deleted tasks, and lets archived ones in', async () => {
    const place = await aTightProject(1)
    const { by, statusId, projectId } = place
    const [archived, deleted] = await fill(place, place.fromId, 2) as [string, string]
    await by.do(archiveTask, { params: { taskId: archived }, body: { archived: true } })
    await by.do(moveTask, { params: { taskId: deleted }, body: { statusId, afterTaskId: null } })
    await by.do(endpoints.deleteTask, { params: { taskId: deleted } })
    await fill(place, statusId, 1)
    expect((await by.call(moveTask, { params: { taskId: archived }, body: { statusId, afterTaskId: null } })).status).toBe(200)
    expect((await by.call(archiveTask, { params: { taskId: archived }, body: { archived: false } })).problem.code).toBe('wip_limit_reached')
    expect((await by.call(endpoints.restoreTask, { params: { taskId: deleted } })).problem.code).toBe('wip_limit_reached')
    expect((await by.do(readBoard, { params: { projectId } })).tasks.filter((task) => task.statusId === statusId)).toHaveLength(1)
  })

  it('that says cancelled takes in duplicates all the same: merged, they are archived there and take no room', async () => {
    const { by, projectId, fromId } = await aTightProject(9)
    const dropped = await by.do(endpoints.createStatus, { params: { projectId }, body: { name: 'Dropped', category: 'cancelled', limit: 1 } })
    const merge = async () => {
      const [kept, duplicate] = await fill({ by, projectId }, fromId, 2) as [string, string]
      await by.do(endpoints.mergeTasks, { params: { taskId: kept }, body: { taskIds: [duplicate] } })
      return by.do(endpoints.readTask, { params: { taskId: duplicate } })
    }
    await fill({ by, projectId }, dropped.id, 1)
    for (const merged of [await merge(), await merge()]) expect(merged).toMatchObject({ statusId: dropped.id, archivedAt: expect.any(String) as string })
    // Where no way leads there, a duplicate is archived where it stands.
    await by.do(updateStatus, { params: { statusId: fromId }, body: { nextStatusIds: [] } })
    expect(await merge()).toMatchObject({ statusId: fromId, archivedAt: expect.any(String) as string })
  })

  it('is the first status of a project too: a new task without a status is refused', async () => {
    const place = await aTightProject(1)
    await place.by.do(updateStatus, { params: { statusId: place.fromId }, body: { limit: 1 } })
    const { projectId } = place
    await place.by.do(createTask, { body: { projectId, title: 'First' } })
    expect((await place.by.call(createTask, { body: { projectId, title: 'Second' } })).problem.code).toBe('wip_limit_reached')
    const { results } = await place.by.do(bulkTasks, { body: { mode: 'independent', operations: [{ op: 'create', projectId, title: 'Third' }] } })
    expect(results[0]!.error).toMatchObject({ status: 409, code: 'wip_limit_reached' })
  })
})

describe('many at once', () => {
  it('count along: what leaves makes room for what comes after it in the same request, not before', async () => {
    const place = await aTightProject(2)
    const inside = await fill(place, place.statusId, 2)
    const outside = await fill(place, place.fromId, 3)
    const into = (taskId: string): Operation => ({ op: 'move', taskId, statusId: place.statusId, afterTaskId: null })
    const out = (taskId: string): Operation => ({ op: 'move', taskId, statusId: place.fromId, afterTaskId: null })
    const operations = [into(outside[0]!), out(inside[0]!), into(outside[0]!), into(outside[1]!), { op: 'delete', taskId: inside[1]! } as Operation,
      { op: 'create', projectId: place.projectId, title: 'New', statusId: place.statusId } as Operation, { op: 'restore', taskId: inside[1]! } as Operation]
    const { results } = await verifyAction({ viewers: [place.by], snapshots: [boardOf(place.projectId)] }, () =>
      place.by.do(bulkTasks, { body: { mode: 'independent', operations } }))
    expect(results.map(({ error }) => error?.code ?? 'ok')).toEqual(
      ['wip_limit_reached', 'ok', 'ok', 'wip_limit_reached', 'ok', 'ok', 'wip_limit_reached'])
    expect(await place.standing()).toHaveLength(2)
  })

  it('are refused whole where one does not fit and all or nothing is asked for', async () => {
    const place = await aTightProject(2)
    const outside = await fill(place, place.fromId, 3)
    const operations = outside.map((taskId): Operation => ({ op: 'update', taskId, statusId: place.statusId }))
    const answer = await verifyAction(silent(place.projectId), () => place.by.call(bulkTasks, { body: { mode: 'atomic', operations } }))
    expect([answer.status, answer.problem.code]).toEqual([422, 'bulk_failed'])
    expect(answer.problem.errors?.map(({ code, pointer }) => [code, pointer])).toEqual([['wip_limit_reached', '/operations/2']])
    expect(await place.standing()).toHaveLength(0)
  })
})

it('what limits do is set by who may change the project, told in an event, and kept by a replacement', async () => {
  const { manager, employee, stranger, team } = company
  const { id: projectId, limits } = await aProject(manager, team.id)
  expect(limits).toBe('enforce')
  const change = { params: { projectId }, body: { limits: 'warn' as const } }
  expect((await employee.call(updateProject, change)).status).toBe(403)
  expect((await stranger.call(updateProject, change)).status).toBe(404)
  const wrong = await manager.call(updateProject, { params: { projectId }, raw: JSON.stringify({ limits: 'off' }) })
  expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '/limits'])
  await verifyAction({ viewers: [manager, employee], snapshots: [boardOf(projectId)] }, () => manager.do(updateProject, change))
  await manager.do(endpoints.replaceProject, { params: { projectId }, body: { name: 'New', description: '', status: 'active', priority: 'none' } })
  expect(await manager.do(readProject, { params: { projectId } })).toMatchObject({ limits: 'warn', name: 'New' })
})
