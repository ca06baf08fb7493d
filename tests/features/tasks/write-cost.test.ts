// What a change of one task reads of the database, counted by PostgreSQL in pages: as much in an organization with very many tasks as in a
// new one, also where nobody has counted the rows yet, and the planner guesses.
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aProject, aTask, type Person } from '../../support/factories.ts'
import { postgresUrl, useWorld } from '../../support/world.ts'

const { createTask, moveTask, updateTask, createComment, createTaskLink, deleteTaskLink, deleteTask, restoreTask } = endpoints
const MANY = 20_000
const ROUNDS = 5

describe.skipIf(!postgresUrl)('what a change of a task reads (needs TEST_DATABASE_URL)', () => {
  const world = useWorld({ backend: 'postgres' })
  let admin: Client

  beforeAll(async () => {
    admin = new Client({ connectionString: postgresUrl })
    await admin.connect()
  })
  afterAll(() => admin.end())

  it('S123 is the same beside 20,000 other tasks, uncounted ones too', async () => {
    const { manager, team, project, statuses } = await aCompany(world)
    const [{ name }] = await world.server.kernel.read(systemCaller(manager.organization.id), ({ em }) =>
      query<{ name: string }>(em, 'select current_database() as name')) as [{ name: string }]
    const inside = await connect(name)
    const changes = await changesOf(manager, project.id, statuses.map(({ id }) => id))
    const costs = async () => {
      const all: Record<string, number> = {}
      for (const [what, change] of Object.entries(changes)) {
        await change()
        const before = await pagesRead(inside, name)
        for (let round = 0; round < ROUNDS; round += 1) await change()
        all[what] = (await pagesRead(inside, name) - before) / ROUNDS
      }
      return all
    }
    try {
      const few = await costs()
      const other = await aProject(manager, team.id)
      await fill(inside, (await aTask(manager, other.id)).id)
      const many = await costs()
      for (const [what, pages] of Object.entries(many)) expect(pages, `${what}: ${JSON.stringify({ few, many })}`).toBeLessThan(1.5 * few[what]! + 100)
    } finally {
      await inside.end()
    }
  }, 120_000)

  async function connect(database: string): Promise<Client> {
    const client = new Client({ connectionString: Object.assign(new URL(postgresUrl!), { pathname: `/${database}` }).toString() })
    await client.connect()
    return client
  }

  /** All pages of tables and indexes that were asked for in this database. Connections tell what they read when they end. */
  async function pagesRead(client: Client, database: string): Promise<number> {
    const { rows: ended } = await client.query<{ pid: number }>(`select pid from pg_stat_activity a, pg_terminate_backend(a.pid)
      where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'`, [database])
    const still = async () => (await client.query(`select from pg_stat_activity where pid = any($1::int[])`, [ended.map(({ pid }) => pid)])).rows.length
    while (await still() > 0) await sleep(10)
    await client.query('select pg_stat_clear_snapshot()')
    const { rows: [row] } = await client.query<{ pages: number }>(`select (sum(heap_blks_hit + heap_blks_read) + sum(coalesce(idx_blks_hit + idx_blks_read, 0)))::int as pages
      from pg_statio_user_tables`)
    return row!.pages
  }
})

/** Copies of a task in its project, which nobody counts: no vacuum comes to the table. */
async function fill(client: Client, taskId: string): Promise<void> {
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  await client.query('alter table tasks set (autovacuum_enabled = false)')
  await client.query(`insert into tasks select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'number', 1000 + n, 'rank', 'a' || n))).*
    from tasks t, generate_series(1, $2::int) n where t.id = $1`, [taskId, MANY])
  await client.query('commit')
}

/** Changes that a board makes all day, each of which can be made again and again. */
async function changesOf(person: Person, projectId: string, statusIds: readonly string[]): Promise<Record<string, () => Promise<unknown>>> {
  const task = () => aTask(person, projectId)
  const [moved, parent, blocked, other] = [await task(), await task(), await task(), await task()]
  const child = await person.do(createTask, { body: { projectId, title: 'Below', parentId: parent.id } })
  await person.do(createTaskLink, { params: { taskId: child.id }, body: { kind: 'blocks', otherTaskId: blocked.id } })
  let turn = 0
  const move = (taskId: string) => person.do(moveTask, { params: { taskId }, body: { statusId: statusIds[(turn += 1) % statusIds.length]!, afterTaskId: null } })
  return {
    'a new task': task,
    'a move': () => move(moved.id),
    'a move of a subtask that blocks another': () => move(child.id),
    'a new title': () => person.do(updateTask, { params: { taskId: moved.id }, body: { title: `Title ${(turn += 1)}` } }),
    'a comment': () => person.do(createComment, { params: { taskId: moved.id }, body: { body: 'Done by noon' } }),
    'a link': async () => {
      const { id } = await person.do(createTaskLink, { params: { taskId: moved.id }, body: { kind: 'relates', otherTaskId: other.id } })
      await person.do(deleteTaskLink, { params: { linkId: id } })
    },
    'into the trash and back': async () => {
      await person.do(deleteTask, { params: { taskId: other.id } })
      await person.do(restoreTask, { params: { taskId: other.id } })
    },
  }
}
