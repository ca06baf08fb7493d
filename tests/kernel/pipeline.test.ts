// PostgreSQL in fewer round trips: what fails without being waited for is still told, and nobody else's transaction suffers.
import { CompiledQuery, Kysely, type Transaction } from 'kysely'
import { Client, Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PipeliningDialect } from '../../server/kernel/pipeline.ts'
import { pause } from '../realtime/support/client.ts'
import { freshDatabase, postgresUrl } from '../support/world.ts'

type Db = Record<never, never>
const run = <Row = unknown>(on: Kysely<Db>, sql: string, parameters: unknown[] = []) =>
  on.executeQuery<Row>(CompiledQuery.raw(sql, parameters)).then(({ rows }) => rows)

describe.skipIf(!postgresUrl)('a pipelining pool of two connections (needs TEST_DATABASE_URL)', () => {
  let place: Awaited<ReturnType<typeof freshDatabase>>
  let pool: Pool
  let db: Kysely<Db>
  beforeEach(async () => {
    place = await freshDatabase()
    pool = new Pool({ connectionString: place.url, max: 2, pipeline: true, connectionTimeoutMillis: 2000 })
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
    db = new Kysely<Db>({ dialect: new PipeliningDialect(pool) })
    await run(db, 'create table notes (id int primary key, text text)')
  })
  afterEach(async () => {
    await db.destroy()
    await place.drop()
  })

  const notes = () => run<{ id: number }>(db, 'select id from notes order by id').then((rows) => rows.map(({ id }) => id))
  const add = (on: Kysely<Db>, id: number) => run(on, 'insert into notes values ($1, $2)', [id, 'text'])
  /** Statements that are sent without waiting, as the kernel sends a transaction's last ones. */
  const sender = async (transaction: Transaction<Db>) => {
    const connection = await transaction.getExecutor().provideConnection(async (own) => own)
    return (sql: string, parameters: unknown[]) => connection.executeQuery(CompiledQuery.raw(sql, parameters))
  }
  const pids = () => run<{ pid: number }>(db, 'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')

  it('commits what it was given, and rolls back what failed', async () => {
    await db.transaction().execute((transaction) => add(transaction, 1))
    await expect(db.transaction().execute(async (transaction) => {
      await add(transaction, 2)
      await add(transaction, 1)
    })).rejects.toMatchObject({ code: '23505' })
    expect(await notes()).toEqual([1])
  })

  it('refuses to call committed what failed on the way to the commit', async () => {
    const failure = db.transaction().execute(async (transaction) => {
      await add(transaction, 1)
      const send = await sender(transaction)
      send('insert into notes values ($1, $2)', [1, 'twice']).catch(() => {})
    })
    await expect(failure).rejects.toThrow('rolled back')
    expect(await notes()).toEqual([])
  })

  it('tells why settings failed though nobody waited for them, and the connection is good afterwards', async () => {
    for (let round = 0; round < 5; round += 1) {
      await expect(db.transaction().execute(async (transaction) => {
        await run(transaction, `select set_config('role', 'nobody_of_this_name', true)`)
        await add(transaction, 7)
      })).rejects.toMatchObject({ code: '22023' })
      await expect(db.transaction().execute(async (transaction) => {
        await run(transaction, `select set_config('role', 'nobody_of_this_name', true)`)
      })).rejects.toMatchObject({ code: '22023' })
    }
    await db.transaction().execute((transaction) => add(transaction, 1))
    expect(await notes()).toEqual([1])
  })

  it('tells that a transaction could not begin, even where the statement after it ran on its own', async () => {
    await db.connection().execute(async (own) => {
      await run(own, 'begin isolation level of_this_name')
      await expect(run(own, 'select $1::int', [1])).rejects.toMatchObject({ code: '42601' })
      expect(await run(own, 'select $1::int as n', [1])).toEqual([{ n: 1 }])
    })
  })

  it('keeps the settings of a transaction out of the next one on the same connection', async () => {
    const seen: unknown[] = []
    for (const name of ['one', '', 'two']) {
      await db.transaction().execute(async (transaction) => {
        if (name) await run(transaction, `select set_config('app.organization', '${name}', true)`)
        seen.push(...await run(transaction, `select current_setting('app.organization', true) as name, $1::int as turn`, [1]))
      })
    }
    expect(seen.map((row) => (row as { name: string | null }).name || null)).toEqual(['one', null, 'two'])
  })

  it('answers each of many statements of one turn with its own rows', async () => {
    await db.transaction().execute(async (transaction) => {
      const send = await sender(transaction)
      const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => send('select $1::int as n', [n])))
      expect(answers.map(({ rows }) => (rows[0] as { n: number }).n)).toEqual(Array.from({ length: 200 }, (_, n) => n))
    })
  })

  it('gives the places of lost connections back, again and again', async () => {
    for (let round = 0; round < 4; round += 1) {
      const lost = [1, 2].map((id) => db.transaction().execute(async (transaction) => {
        await add(transaction, 100 + id)
        await run(transaction, 'select pg_sleep($1)', [20])
      }))
      const settled = Promise.allSettled(lost)
      const admin = new Client({ connectionString: place.url })
      await admin.connect()
      const asleep = () => admin.query(`select pid from pg_stat_activity where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`)
      while ((await asleep()).rows.length < 2) await pause(20)
      await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
      expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      await admin.end()
      expect(await notes()).toEqual([])
      expect((await pids()).length).toBeLessThan(3)
    }
    await Promise.all([1, 2, 3, 4].map((id) => db.transaction().execute((transaction) => add(transaction, id))))
    expect(await notes()).toEqual([1, 2, 3, 4])
  }, 30_000)
})
