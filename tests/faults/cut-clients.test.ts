// Clients on a bad network, cut at any byte of handshakes and frames: each ends with what a fresh client sees (F10).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { boardSnapshot, boardState } from '../../client/features/board/board.state.ts'
import { reduceAll } from '../../client/features/board/board.reducer.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { closeClients, until } from '../realtime/support/client.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Load } from './support/load.ts'
import { Proxy, type Plan } from './support/proxy.ts'
import { roundsOf, told } from './support/rounds.ts'

const READERS = 12
let cluster: Cluster
let proxy: Proxy

/** Handshakes send about 900 bytes and get 500 back; an event has about 1,000. */
const somewhere = (): Plan => Math.random() < 0.2
  ? { cutAfterSent: 1 + Math.floor(Math.random() * 800) }
  : { cutAfter: 1 + Math.floor(Math.random() ** 2 * 12_000), ...(Math.random() < 0.2 && { delayMs: 5 }), ...(Math.random() < 0.2 && { bytesPerSecond: 40_000 }) }

describe.skipIf(!hasPostgres || !hasRedis)('clients behind a proxy', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
    proxy = await Proxy.to(cluster.urls)
  })
  afterAll(async () => {
    closeClients()
    await proxy?.close()
    await cluster?.stop()
  })

  it('F10 whatever is cut where, all end with the same board', async () => {
    const { manager, project } = cluster.company
    const params = { projectId: project.id }
    const start = boardState(await manager.do(endpoints.readBoard, { params }))
    proxy.plan = somewhere
    const cuts = roundsOf('F10')
    const load = await Load.begin({ ...cluster, writers: 2, readers: READERS, readAt: proxy.url })
    await until('cut often enough', () => proxy.cuts >= cuts, 400_000)
    proxy.plan = () => ({})
    proxy.cutAll()
    const { events, resumed } = await load.settle()
    const fresh = boardSnapshot(boardState(await manager.do(endpoints.readBoard, { params })))
    for (const { applied } of load.readers) {
      const later = applied.filter(({ offset }) => offset > start.position.offset)
      expect(boardSnapshot(reduceAll(start, later).state)).toEqual(fresh)
    }
    told('F10', proxy.cuts, `${READERS} clients resumed ${resumed} times over ${events} events`)
  }, 500_000)
})
