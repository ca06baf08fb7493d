// PostgreSQL itself goes and comes back under load: no acknowledged write is lost, and no node ends (F08).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRedis, redisUrl } from '../integration/support/services.ts'
import { closeClients, pause, until } from '../realtime/support/client.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Load } from './support/load.ts'
import { hasPostgresPrograms, PostgresProcess } from './support/postgres-process.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

let postgres: PostgresProcess
let cluster: Cluster

describe.skipIf(!hasPostgresPrograms() || !hasRedis)('with a PostgreSQL that restarts', () => {
  beforeAll(async () => {
    postgres = await PostgresProcess.start()
    cluster = await startCluster({ databaseUrl: postgres.url, redisUrl: redisUrl! })
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
    await postgres?.remove()
  })

  it('F08 nothing acknowledged is lost, and writes go on by themselves', async () => {
    const load = await Load.begin(cluster)
    const back: number[] = []
    const rounds = roundsOf('F08')
    for (let round = 0; round < rounds; round += 1) {
      const before = load.acknowledged
      await until('writes go on', () => load.acknowledged > before + 20, 20_000)
      await pause(Math.random() * 200)
      await postgres.stop(round % 2 ? 'immediate' : 'fast')
      await pause(Math.random() * 300)
      await postgres.start()
      const [at, count] = [performance.now(), load.acknowledged]
      await until('writes are taken again', () => load.acknowledged > count, 5000)
      back.push(performance.now() - at)
    }
    const { acknowledged, repeated, events } = await load.settle()
    expect(cluster.nodes.map(({ running }) => running)).toEqual([true, true])
    told('F08', rounds, `${acknowledged} writes acknowledged, ${events} events, ${repeated} attempts repeated; taken again after ${spread(back)}`)
  }, 600_000)
})
