// A client that was away for long: it catches up, or starts over once and knows it (RT16, F11, F12).
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { hasPostgres } from '../integration/support/services.ts'
import { allEvents } from '../integration/support/table.ts'
import { closeClients, connect, pause, until } from '../realtime/support/client.ts'
import { aTask } from '../support/factories.ts'
import { freshDatabase, postgresUrl } from '../support/world.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { FLAWLESS, judge } from './support/history.ts'
import { Reader } from './support/reader.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

let place: Awaited<ReturnType<typeof freshDatabase>>
let cluster: Cluster

describe.skipIf(!hasPostgres)('a client that was away', () => {
  beforeAll(async () => {
    place = await freshDatabase()
    cluster = await startCluster({ count: 1, databaseUrl: place.url })
    await aTask(cluster.company.manager, cluster.company.project.id)
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
    await place?.drop()
  })

  const head = async () => (await cluster.company.manager.do(endpoints.readBoard, { params: { projectId: cluster.company.project.id } })).offset

  /** A day's work, put into the table at once: copies of its last event. */
  async function passes(count: number): Promise<void> {
    const url = new URL(postgresUrl!)
    url.pathname = `/${place.name}`
    const client = new Client({ connectionString: url.toString() })
    await client.connect()
    await client.query('begin')
    await client.query(`insert into events (organization_id, stream, "offset", id, type, schema, actor_id, actor_name, correlation_id, data, occurred_at)
      select organization_id, stream, "offset" + step, gen_random_uuid(), type, schema, actor_id, actor_name, correlation_id, data, occurred_at
      from events, generate_series(1, $2::int) step
      where stream = $1 and "offset" = (select last_offset from streams where name = $1)`, [cluster.stream, count])
    await client.query('update streams set last_offset = last_offset + $2 where name = $1', [cluster.stream, count])
    await client.query('commit')
    await client.end()
  }

  it('F11 while 500 events happened catches up without a reset', async () => {
    const { company: { manager }, urls: [url], stream } = cluster
    const took: number[] = []
    const rounds = roundsOf('F11')
    for (let round = 0; round < rounds; round += 1) {
      const from = await head()
      await passes(500)
      const reader = new Reader(url!, manager.token, stream, from)
      const at = performance.now()
      await reader.begin()
      await until('it has caught up', () => reader.last >= from + 500, 5000)
      took.push(performance.now() - at)
      const table = (await allEvents(url!, manager.token, stream))
      expect([judge(reader.history, table, from), reader.resets]).toEqual([FLAWLESS, []])
      reader.end()
    }
    told('F11', rounds, `500 events each, caught up after ${spread(took)}`)
  }, 300_000)

  it('F12 for 4,900 events is given them all, for more than 10,000 exactly one reset', async () => {
    const { company: { manager }, urls: [url], stream } = cluster
    const took: number[] = []
    const rounds = roundsOf('F12')
    for (let round = 0; round < rounds; round += 1) {
      const from = await head()
      await passes(4900)
      const reader = new Reader(url!, manager.token, stream, from)
      const at = performance.now()
      await reader.begin()
      await until('it has caught up', () => reader.last >= from + 4900, 15_000)
      took.push(performance.now() - at)
      expect(reader.resets).toEqual([])
      expect(reader.applied.map(({ offset }) => offset)).toEqual(Array.from({ length: 4900 }, (_, index) => from + 1 + index))
      reader.end()

      const before = await head()
      await passes(10_001)
      const client = await connect(url!, manager.token)
      await client.ask('stream:subscribe', { stream, after: before })
      await until('the reset', () => client.resets.length === 1)
      await pause(100)
      expect(client.resets).toMatchObject([{ reason: 'too_far_behind', offset: before + 10_001 }])
      expect(client.events).toEqual([])
      client.close()
    }
    told('F12', 2 * rounds, `4,900 events replayed in ${spread(took)}`)
  }, 300_000)
})
