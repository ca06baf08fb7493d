// The machine of PostgreSQL is lost and a standby takes its place: nothing acknowledged is lost, no stream starts over, no node ends (S120, S122).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRedis, redisUrl } from '../integration/support/services.ts'
import { closeClients, pause, until } from '../realtime/support/client.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Load } from './support/load.ts'
import { hasPostgresPrograms, PostgresProcess } from './support/postgres-process.ts'
import { Proxy } from './support/proxy.ts'

let primary: PostgresProcess
let standby: PostgresProcess
/** The one address that `DATABASE_URL` names, as docs/operations.md advises. */
let address: Proxy
let cluster: Cluster

/** As the primary sees them: `sync` is one that each commit waits for. */
const stateOfStandbys = () => primary.asAdmin(async (client) =>
  (await client.query<{ state: string }>('select sync_state as state from pg_stat_replication')).rows.map(({ state }) => state))

describe.skipIf(!hasPostgresPrograms() || !hasRedis)('with a PostgreSQL that has a standby', () => {
  beforeAll(async () => {
    primary = await PostgresProcess.start()
    standby = await primary.addStandby()
    address = await Proxy.to([primary.url])
    const databaseUrl = new URL(primary.url)
    databaseUrl.port = new URL(address.url).port
    cluster = await startCluster({ databaseUrl: databaseUrl.href, redisUrl: redisUrl! })
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
    await address?.close()
    await standby?.remove()
    await primary?.remove()
  })

  it('S120 S122 the standby has all that was acknowledged, and clients go on where they were', async () => {
    expect(await stateOfStandbys()).toEqual(['sync'])
    const load = await Load.begin(cluster)
    await until('writes are at work', () => load.acknowledged > 40, 20_000)
    await primary.stop('immediate')
    await standby.promote()
    address.leadTo(standby.url)
    const before = load.acknowledged
    await until('writes are taken again', () => load.acknowledged > before, 15_000)
    await pause(500)
    // It compares every reader's history with the new server's table, and demands that no reader was told to start over.
    const { acknowledged } = await load.settle()
    expect(acknowledged).toBeGreaterThan(before)
    expect(cluster.nodes.map(({ running }) => running)).toEqual([true, true])
    expect(await standby.asAdmin(async (client) => (await client.query('select pg_is_in_recovery() as following')).rows)).toEqual([{ following: false }])
  }, 120_000)
})
