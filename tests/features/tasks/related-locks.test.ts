// Tasks that keep counts of each other, changed at the same time: nobody waits in a ring, and the counts are those of the tasks.
import { describe, expect, it } from 'vitest'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { aCompany } from '../../support/factories.ts'
import { postgresUrl, useWorld } from '../../support/world.ts'

const { moveTask, updateTask, bulkTasks, deleteTask, restoreTask, createTaskLink, deleteTaskLink, updateStatus, createStatus, deleteStatus, createTask } = endpoints
const times = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Tasks whose row says something else than the tasks around it. */
const WRONG = `select t.title, t.subtask_done, t.subtask_total, t.open_blockers, t.blocks_count, n.* from tasks t, lateral (select
    (select count(*)::int from tasks c where c.parent_id = t.id and c.deleted_at is null) as total,
    (select count(*)::int from tasks c join statuses s on s.id = c.status_id and s.category in ('done', 'cancelled')
      where c.parent_id = t.id and c.deleted_at is null) as done,
    (select count(*)::int from task_links l join tasks b on b.id = l.from_task_id and b.deleted_at is null
      join projects p on p.id = b.project_id and p.deleted_at is null
      join statuses s on s.id = b.status_id and s.category not in ('done', 'cancelled')
      where l.to_task_id = t.id and l.kind = 'blocks') as open,
    (select count(*)::int from task_links l where l.from_task_id = t.id and l.kind = 'blocks') as blocks) n
  where (t.subtask_done, t.subtask_total, t.open_blockers, t.blocks_count) is distinct from (n.done, n.total, n.open, n.blocks)`

describe.skipIf(!postgresUrl)('tasks that hang together, on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  const world = useWorld({ backend: 'postgres' })

  async function aBoard() {
    const { manager, project, statuses } = await aCompany(world)
    const [todo, doing] = statuses.filter(({ category }) => category !== 'done' && category !== 'cancelled').map(({ id }) => id) as [string, string]
    const done = statuses.find(({ category }) => category === 'done')!.id
    const task = (parentId?: string) =>
      manager.do(createTask, { body: { projectId: project.id, title: 'One', statusId: todo, ...(parentId && { parentId }) } })
    const block = ({ id }: Task, blocked: Task) =>
      manager.do(createTaskLink, { params: { taskId: id }, body: { kind: 'blocks', otherTaskId: blocked.id } })
    const move = ({ id }: Task, statusId: string) =>
      manager.call(moveTask, { params: { taskId: id }, body: { statusId, afterTaskId: null, evenIfBlocked: true } })
    const { kernel } = world.server
    const ask = <Row>(sql: string, parameters: unknown[] = []) =>
      kernel.read(systemCaller(manager.organization.id), ({ em }) => query<Row>(em, sql, parameters))
    /** Locks a row until it is told to let go. */
    const hold = async (table: 'tasks' | 'statuses', id: string) => {
      const [held, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const over = kernel.transact(systemCaller(manager.organization.id), async ({ em }) => {
        await query(em, `select id from ${table} where id = $1::uuid for no key update`, [id])
        held.resolve()
        await gate.promise
      })
      await held.promise
      return async () => {
        gate.resolve()
        await over
      }
    }
    const waiting = (count: number) => expect.poll(async () => (await ask<{ count: number }>(
      `select count(distinct pid)::int as count from pg_locks
      where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`))[0]!.count, { interval: 10 }).toBe(count)
    const isFree = (table: 'tasks' | 'statuses', id: string) =>
      ask(`select id from ${table} where id = $1::uuid for no key update nowait`, [id]).then(() => true, () => false)
    return { manager, project, todo, doing, done, task, block, move, ask, hold, waiting, isFree }
  }

  it('whoever waits for a parent or for what a task blocks holds no status', async () => {
    const { todo, done, task, block, move, hold, waiting, isFree } = await aBoard()
    const [parent, blocked] = [await task(), await task()]
    const child = await task(parent.id)
    await block(child, blocked)
    for (const { id } of [parent, blocked]) {
      const release = await hold('tasks', id)
      const moved = move(child, done)
      await waiting(1)
      expect(await isFree('statuses', done)).toBe(true)
      await release()
      expect((await moved).status).toBe(200)
      await move(child, todo)
    }
  })

  it('a move that neither finishes nor reopens a task waits for nobody around it', async () => {
    const { manager, doing, todo, task, block, move, hold } = await aBoard()
    const [parent, blocked] = [await task(), await task()]
    const child = await task(parent.id)
    await block(child, blocked)
    const [release, releaseBlocked] = [await hold('tasks', parent.id), await hold('tasks', blocked.id)]
    expect((await move(child, doing)).status).toBe(200)
    expect((await manager.call(updateTask, { params: { taskId: child.id }, body: { statusId: todo } })).status).toBe(200)
    await release()
    await releaseBlocked()
  })

  it('a bulk change waits for them in the same order', async () => {
    const { manager, done, task, hold, waiting, isFree } = await aBoard()
    const parent = await task()
    const child = await task(parent.id)
    const release = await hold('tasks', parent.id)
    const changed = manager.call(bulkTasks, { body: { mode: 'atomic', operations: [{ op: 'move', taskId: child.id, statusId: done, afterTaskId: null }] } })
    await waiting(1)
    expect(await isFree('statuses', done)).toBe(true)
    await release()
    expect((await changed).status).toBe(200)
  })

  it('a link locks the task with the lower id first, whichever end it is', async () => {
    const { manager, task, hold, waiting, isFree } = await aBoard()
    const [lower, higher] = [await task(), await task()]
    const release = await hold('tasks', lower.id)
    const linked = manager.call(createTaskLink, { params: { taskId: higher.id }, body: { kind: 'blocks', otherTaskId: lower.id } })
    await waiting(1)
    expect(await isFree('tasks', higher.id)).toBe(true)
    await release()
    expect((await linked).status).toBe(201)
  })

  it('a task that leaves a status while that begins to mean done is counted where it stands', async () => {
    const { manager, todo, doing, task, move, ask, hold, waiting } = await aBoard()
    const parent = await task()
    const child = await task(parent.id)
    await move(parent, doing)
    const release = await hold('statuses', doing)
    const moved = move(child, doing)
    await waiting(1)
    const changed = manager.call(updateStatus, { params: { statusId: todo }, body: { category: 'done' } })
    await waiting(2)
    await release()
    expect([(await moved).status, (await changed).status]).toEqual([200, 200])
    expect(await ask(WRONG)).toEqual([])
  })

  it('many changes of all kinds at once are all done, and every count is right afterwards', async () => {
    const { manager, project, todo, doing, done, task, block, move, ask } = await aBoard()
    const parents = await Promise.all(times(4).map(() => task()))
    const children = await Promise.all(times(12).map((index) => task(parents[index % 4]!.id)))
    const all = [...parents, ...children]
    for (const index of times(12)) await block(children[index]!, parents[(index + 1) % 4]!).catch(() => undefined)
    const places = [todo, doing, done]
    const one = (index: number) => all[(index * 7 + Math.floor(index / 5)) % all.length]!
    const ways: ((index: number) => Promise<{ status: number }>)[] = [
      (index) => move(one(index), places[index % 3]!),
      (index) => move(one(index + 3), places[(index + 1) % 3]!),
      (index) => move(parents[index % 4]!, places[(index + 2) % 3]!),
      (index) => manager.call(updateTask, { params: { taskId: one(index).id }, body: { statusId: places[index % 3]!, evenIfBlocked: true } }),
      (index) => manager.call(updateTask, { params: { taskId: children[index % 12]!.id }, body: { parentId: index % 3 ? parents[index % 4]!.id : null } }),
      (index) => manager.call(deleteTask, { params: { taskId: one(index).id } }),
      (index) => manager.call(restoreTask, { params: { taskId: one(index).id } }),
      (index) => manager.call(updateStatus, { params: { statusId: doing }, body: { category: index % 2 ? 'done' : 'active' } }),
      (index) => manager.call(createTaskLink, { params: { taskId: children[(index * 5) % 12]!.id }, body: { kind: 'blocks', otherTaskId: parents[index % 4]!.id } }),
      async (index) => {
        const [link] = await ask<{ id: string }>('select id from task_links order by id offset $1::int limit 1', [index % 8])
        return link ? manager.call(deleteTaskLink, { params: { linkId: link.id } }) : { status: 404 }
      },
      (index) => manager.call(bulkTasks, { body: { mode: 'independent', operations: times(6).map((more) =>
        ({ op: 'move' as const, taskId: one(index + more).id, statusId: places[(index + more) % 3]!, afterTaskId: null, evenIfBlocked: true })) } }),
      async (index) => {
        const { id } = await manager.do(createStatus, { params: { projectId: project.id }, body: { name: `Extra ${index}`, category: 'done' } })
        await move(one(index), id)
        return manager.call(deleteStatus, { params: { statusId: id }, query: { moveTo: places[index % 2]! } })
      },
    ]
    const statuses = new Set<number>()
    await Promise.all(times(8).map(async (lane) => {
      for (const step of times(20)) {
        const index = lane * 20 + step
        // Too many at once is answered by 503 with nothing done, and repeated, as every client does.
        let status = 503
        for (let attempt = 0; status === 503 && attempt < 10; attempt += 1) status = (await ways[(index * 5 + lane) % ways.length]!(index)).status
        statuses.add(status)
      }
    }))
    expect([...statuses.difference(new Set([200, 201, 204, 404, 409, 422]))]).toEqual([])
    expect(await ask(WRONG)).toEqual([])
  })
})
