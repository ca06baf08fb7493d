// A node with many sockets restarts: all are back soon at the other one, and nobody missed anything (F17).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { closeClients, pause, until } from '../realtime/support/client.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Load } from './support/load.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

let cluster: Cluster

describe.skipIf(!hasPostgres || !hasRedis)('a node with many sockets', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
  })

  it('F17 restarts, and all are back', async () => {
    const sockets = roundsOf('F17')
    const load = await Load.begin({ ...cluster, writers: 1, readers: sockets })
    await pause(300)
    const before = load.readers.map(({ resumed }) => resumed)
    const at = performance.now()
    expect((await cluster.nodes[0]!.end('SIGTERM')).code).toBe(0)
    await cluster.nodes[0]!.start()
    const moved = load.readers.filter(({ resumed }, index) => resumed > before[index]!)
    const heads = Math.max(...load.readers.map(({ last }) => last))
    const back: number[] = []
    await until('all are back', () => {
      const there = moved.filter(({ last }) => last >= heads).length
      while (back.length < there) back.push(performance.now() - at)
      return there === moved.length
    }, 15_000)
    expect(moved.length).toBeGreaterThanOrEqual(sockets / 2)
    const { acknowledged } = await load.settle()
    told('F17', moved.length, `${moved.length} of ${sockets} sockets moved, back after ${spread(back)}; ${acknowledged} writes meanwhile`)
  }, 300_000)
})
