// Bulk changes: all operations, later ones see earlier ones, modes, dry run, events in parts.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany, nobodysId, orderIn } from './company.ts'
import { boardOf, detailOf } from './snapshots.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const { bulkTasks, readTask, readBoard } = endpoints
type Bulk = BodyInputOf<typeof bulkTasks>
type Operation = Bulk['operations'][number]

const run = (operations: Operation[], options: Partial<Bulk> = {}, by = company.manager) =>
  by.call(bulkTasks, { body: { mode: 'atomic', operations, ...options } })
const boardTasks = async (projectId = company.project.id) =>
  (await company.manager.do(readBoard, { params: { projectId } })).tasks

describe('bulkTasks', () => {
  it('does all five operations, on every screen', async () => {
    const { admin, manager, employee, project, statuses } = company
    const label = await aLabel(manager, project.id, 'Bulky')
    const [a, b, c, d] = [
      await aTask(manager, project.id),
      await aTask(manager, project.id),
      await aTask(manager, project.id),
      await aTask(manager, project.id),
    ]
    const id = randomUUID()
    const answer = await verifyAction(
      { viewers: [admin, manager, employee], snapshots: [boardOf(project.id), detailOf(a.id)] },
      () =>
        run([
          {
            op: 'create',
            id,
            ref: 'row 1',
            projectId: project.id,
            title: 'Made in bulk',
            labelIds: [label.id],
            assigneeIds: [employee.membership.id],
          },
          { op: 'move', taskId: id, statusId: statuses[2]!.id, afterTaskId: null },
          {
            op: 'update',
            taskId: a.id,
            title: 'Renamed',
            description: 'New',
            priority: 'low',
            labelIds: [label.id],
            assigneeIds: [manager.membership.id],
            dueAt: '2026-12-24T18:00:00Z',
          },
          { op: 'move', taskId: b.id, statusId: statuses[2]!.id, afterTaskId: id },
          { op: 'archive', taskId: c.id },
          { op: 'delete', taskId: d.id },
          { op: 'update', taskId: a.id, statusId: statuses[2]!.id, labelIds: [] },
        ]),
    )
    expect(answer.data).toMatchObject({ applied: true, dryRun: false, succeeded: 7, failed: 0 })
    expect(answer.data.results[0]).toMatchObject({
      index: 0,
      op: 'create',
      ref: 'row 1',
      ok: true,
      taskId: id,
      version: 1,
    })
    expect(answer.data.results[6]).toMatchObject({ taskId: a.id, version: 3, changes: { labelIds: [[label.id], []] } })
    expect(await orderIn(manager, project.id, statuses[2]!.id)).toEqual([id, b.id, a.id])
    expect(await manager.do(readTask, { params: { taskId: a.id } })).toMatchObject({
      title: 'Renamed',
      description: 'New',
      priority: 'low',
      labelIds: [],
      assigneeIds: [manager.membership.id],
      dueAt: '2026-12-24T18:00:00.000Z',
      version: 3,
    })
    expect((await manager.do(readTask, { params: { taskId: id } })).assigneeIds).toEqual([employee.membership.id])
  })

  it('takes tasks out of the trash again, to their places', async () => {
    const { manager, employee, team } = company
    const project = await aProject(manager, team.id)
    const [a, b, c] = [
      await aTask(manager, project.id),
      await aTask(manager, project.id),
      await aTask(manager, project.id),
    ]
    const order = [a.id, b.id, c.id]
    await run([a, b].map(({ id }): Operation => ({ op: 'delete', taskId: id })))
    const answer = await verifyAction({ viewers: [manager, employee], snapshots: [detailOf(a.id)] }, () =>
      run([
        { op: 'restore', taskId: a.id, expectedVersion: 2 },
        { op: 'restore', taskId: b.id },
        { op: 'move', taskId: c.id, statusId: c.statusId, afterTaskId: b.id },
        { op: 'restore', taskId: c.id },
      ]),
    )
    expect(answer.data.results.map(({ ok, version }) => [ok, version])).toEqual([
      [true, 3],
      [true, 3],
      [true, 1],
      [true, 1],
    ])
    expect(await orderIn(manager, project.id, a.statusId)).toEqual(order)
  })

  it('restores nothing that one may not delete, and nothing of others', async () => {
    const { manager, employee, project, foreignTask } = company
    const theirs = await aTask(manager, project.id)
    await manager.do(endpoints.deleteTask, { params: { taskId: theirs.id } })
    const operations = [theirs.id, foreignTask.id, nobodysId()].map((taskId): Operation => ({ op: 'restore', taskId }))
    const { data } = await run(operations, { mode: 'independent' }, employee)
    expect(data.results.map(({ error }) => error?.code)).toEqual(['forbidden', 'not_found', 'not_found'])
  })

  it('packs its events into parts with one correlation id', async () => {
    const { manager, team, project } = company
    const operations = Array.from({ length: 200 }, (_, index): Operation => ({
      op: 'create',
      projectId: project.id,
      title: `${index} ${'x'.repeat(400)}`,
    }))
    const answer = await run(operations)
    const stream = `team:${team.id}` as const
    const { items } = await manager.do(endpoints.listStreamEvents, {
      params: { stream },
      query: { after: 0, limit: 500 },
    })
    const parts = items.filter(({ correlationId }) => correlationId === answer.data.correlationId)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.map(({ type, data }) => [type, data.part, data.parts, data.total])).toEqual(
      parts.map((_, index) => ['batch.applied', index + 1, parts.length, 200]),
    )
    for (const { data } of parts) expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(64 * 1024)
    expect(parts.at(-1)!.offset).toBe(answer.offsets[stream])
    expect(parts.flatMap(({ data }) => data.events as object[])).toHaveLength(200)
  })

  it('works over several projects and teams, with events in each stream', async () => {
    const { admin, team, otherTeam, project, otherProject } = company
    const answer = await run(
      [project, otherProject].map(({ id }): Operation => ({ op: 'create', projectId: id, title: 'Both' })),
      {},
      admin,
    )
    expect(Object.keys(answer.offsets).sort()).toEqual([`team:${team.id}`, `team:${otherTeam.id}`].sort())
  })

  it('swaps places and gives no rank twice', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    const board = await manager.do(readBoard, { params: { projectId: project.id } })
    const [todo, done] = [board.statuses[0]!.id, board.statuses[1]!.id]
    const [a, b, c] = [
      await aTask(manager, project.id),
      await aTask(manager, project.id),
      await aTask(manager, project.id),
    ]
    const answer = await run([
      { op: 'move', taskId: b.id, statusId: done, afterTaskId: null },
      { op: 'move', taskId: c.id, statusId: todo, afterTaskId: a.id },
      { op: 'move', taskId: b.id, statusId: todo, afterTaskId: a.id },
      { op: 'move', taskId: a.id, statusId: todo, afterTaskId: c.id },
      { op: 'move', taskId: a.id, statusId: todo, afterTaskId: c.id },
    ])
    expect(answer.data.results.map(({ version }) => version)).toEqual([2, 1, 3, 2, 2])
    expect(await orderIn(manager, project.id, todo)).toEqual([b.id, c.id, a.id])
    expect(new Set((await boardTasks(project.id)).map(({ rank }) => rank)).size).toBe(3)
  })

  it('does nothing without a change: no event', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const answer = await verifyAction({ viewers: [manager], snapshots: [boardOf(project.id)], silent: true }, () =>
      run([
        { op: 'update', taskId: task.id, title: task.title },
        { op: 'archive', taskId: task.id, archived: false },
      ]),
    )
    expect(answer.data.results.map(({ ok, version, changes }) => [ok, version, changes])).toEqual([
      [true, 1, {}],
      [true, 1, {}],
    ])
  })
})

describe('bulkTasks that fails', () => {
  it('in atomic mode changes nothing and lists every failure', async () => {
    const { manager, project, foreignTask } = company
    const task = await aTask(manager, project.id)
    const before = await boardTasks()
    const answer = await verifyAction({ viewers: [manager], snapshots: [boardOf(project.id)], silent: true }, () =>
      run([
        { op: 'update', taskId: task.id, title: 'Never' },
        { op: 'update', taskId: nobodysId(), title: 'x' },
        { op: 'delete', taskId: foreignTask.id },
        { op: 'create', projectId: project.id, title: 'Never', assigneeIds: [nobodysId()] },
        { op: 'update', taskId: task.id, title: 'x', expectedVersion: 1 },
      ]),
    )
    expect([answer.status, answer.problem.code]).toEqual([422, 'bulk_failed'])
    expect(answer.problem.errors!.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/operations/1/taskId', 'not_found'],
      ['/operations/2/taskId', 'not_found'],
      ['/operations/3/assigneeIds/0', 'invalid_reference'],
      ['/operations/4', 'version_conflict'],
    ])
    const [none, foreign] = answer.problem.data!.results as { error: object }[]
    expect({ ...foreign!.error, pointer: '' }).toEqual({ ...none!.error, pointer: '' })
    expect(await boardTasks()).toEqual(before)
  })

  it('in independent mode applies the good ones', async () => {
    const { manager, employee, project, otherTask } = company
    const [own, theirs] = [await aTask(employee, project.id), await aTask(manager, project.id)]
    const { data, status } = await verifyAction(
      { viewers: [manager, employee], snapshots: [boardOf(project.id)] },
      () =>
        run(
          [
            { op: 'update', taskId: own.id, progress: 50 },
            { op: 'update', taskId: theirs.id, progress: 50 },
            { op: 'move', taskId: otherTask.id, statusId: own.statusId, afterTaskId: null },
            { op: 'move', taskId: own.id, statusId: otherTask.statusId, afterTaskId: null },
            { op: 'delete', taskId: own.id },
            { op: 'archive', taskId: own.id },
          ],
          { mode: 'independent' },
          employee,
        ),
    )
    expect([status, data.applied, data.succeeded, data.failed]).toEqual([200, true, 2, 4])
    expect(data.results.map(({ ok, error }) => (ok ? 'ok' : `${error!.status} ${error!.code}`))).toEqual([
      'ok',
      '403 forbidden',
      '404 not_found',
      '422 invalid_reference',
      'ok',
      '404 not_found',
    ])
    expect(await manager.do(readTask, { params: { taskId: own.id } })).toMatchObject({ progress: 50, version: 3 })
  })

  it('tells the task as it is where another version was expected, so that the sender can decide', async () => {
    const { manager, project } = company
    const [outrun, fresh] = [await aTask(manager, project.id), await aTask(manager, project.id)]
    const { version } = await manager.do(endpoints.updateTask, { params: { taskId: outrun.id }, body: { title: 'Newer' } })
    const { data } = await run(
      [
        { op: 'update', taskId: outrun.id, priority: 'high', expectedVersion: version - 1 },
        { op: 'move', taskId: fresh.id, statusId: fresh.statusId, afterTaskId: null, expectedVersion: 7 },
        { op: 'update', taskId: fresh.id, priority: 'high', expectedVersion: 1 },
      ],
      { mode: 'independent' },
    )
    expect(data.results.map(({ ok, error }) => [ok, error?.code, error?.current?.title, error?.current?.version])).toEqual([
      [false, 'version_conflict', 'Newer', version],
      [false, 'version_conflict', fresh.title, 1],
      [true, undefined, undefined, undefined],
    ])
  })

  it('refuses ids in use, also those of tasks made in the same request', async () => {
    const { manager, project, otherTask } = company
    const [deleted, id] = [await aTask(manager, project.id), randomUUID()]
    await manager.do(endpoints.deleteTask, { params: { taskId: deleted.id } })
    const make = (given: string): Operation => ({ op: 'create', id: given, projectId: project.id, title: 'Twice' })
    const { data } = await run([make(id), make(id), make(deleted.id), make(otherTask.id)], { mode: 'independent' })
    expect(data.results.map(({ ok, error }) => (ok ? 'ok' : error!.code))).toEqual([
      'ok',
      'conflict',
      'conflict',
      'conflict',
    ])
  })

  it('refuses wrong fields of any operation with their pointer', async () => {
    const { manager, project } = company
    for (const [operation, pointer] of [
      [{ op: 'create', projectId: project.id, title: '' }, '/operations/1/title'],
      [{ op: 'rename', taskId: nobodysId() }, '/operations/1/op'],
      [{ op: 'delete', taskId: nobodysId(), title: 'x' }, '/operations/1/title'],
    ] as const) {
      const body = {
        mode: 'independent',
        operations: [{ op: 'create', projectId: project.id, title: 'Good' }, operation],
      }
      const answer = await manager.call(bulkTasks, { raw: JSON.stringify(body) })
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
    expect((await run([])).status).toBe(422)
  })
})

describe('a dry run', () => {
  it('tells of tasks that would be put away how many open ones wait for them, as far as one may read those', async () => {
    const { manager, admin, employee, project, statuses, stranger, otherProject } = company
    const [blocker, second, ...others] = await Promise.all([1, 2, 3, 4, 5].map(() => aTask(manager, project.id)))
    const hidden = await aTask(stranger, otherProject.id)
    const done = statuses.find(({ category }) => category === 'done')!
    await manager.do(endpoints.updateTask, { params: { taskId: others[2]!.id }, body: { statusId: done.id } })
    for (const other of [second!, ...others, hidden]) await admin.do(endpoints.createTaskLink, { params: { taskId: blocker!.id }, body: { kind: 'blocks', otherTaskId: other.id } })
    const dependents = async (ids: string[], op: 'archive' | 'delete', by = manager) => {
      const operations = ids.map((taskId): Operation => (op === 'archive' ? { op, taskId, archived: true } : { op, taskId }))
      return (await run(operations, { mode: 'independent', dryRun: true }, by)).data.results.map((result) => result.dependents)
    }
    expect(await dependents([blocker!.id], 'archive')).toEqual([3])
    expect(await dependents([blocker!.id, second!.id], 'delete')).toEqual([2, 0])
    expect(await dependents([blocker!.id], 'delete', admin)).toEqual([4])
    expect(await dependents([blocker!.id], 'delete', employee), 'who may not learns nothing').toEqual([undefined])
    // As it is said to those who archive: what is archived goes on blocking until it is done or deleted.
    await run([{ op: 'archive', taskId: blocker!.id, archived: true }])
    expect((await manager.do(endpoints.readTask, { params: { taskId: second!.id } })).openBlockers).toBe(1)
    await run([{ op: 'delete', taskId: blocker!.id }])
    expect((await manager.do(endpoints.readTask, { params: { taskId: second!.id } })).openBlockers).toBe(0)
  })

  it('changes nothing and answers what the real run answers', async () => {
    const { manager, project, statuses } = company
    const [a, b] = [await aTask(manager, project.id), await aTask(manager, project.id)]
    const operations: Operation[] = [
      { op: 'create', id: randomUUID(), projectId: project.id, title: 'Planned' },
      { op: 'move', taskId: a.id, statusId: statuses[1]!.id, afterTaskId: null },
      { op: 'move', taskId: b.id, statusId: statuses[1]!.id, afterTaskId: a.id },
      { op: 'update', taskId: b.id, title: 'Then', expectedVersion: 2 },
      { op: 'delete', taskId: nobodysId() },
    ]
    const before = await boardTasks()
    const dry = await verifyAction({ viewers: [manager], snapshots: [boardOf(project.id)], silent: true }, () =>
      run(operations, { mode: 'independent', dryRun: true }),
    )
    expect(dry.data).toMatchObject({ applied: false, dryRun: true, succeeded: 4, failed: 1 })
    expect(dry.offsets).toEqual({})
    expect(await boardTasks()).toEqual(before)
    const real = await run(operations, { mode: 'independent' })
    expect(real.data.results).toEqual(dry.data.results.map(({ dependents: _, ...result }) => result))
    const failing = await run(operations, { dryRun: true })
    expect([failing.status, failing.problem.code]).toEqual([422, 'bulk_failed'])
  })
})
