// A node whose event loop stands still for two seconds: the others do not feel it, and its clients catch up (F37).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { allEvents } from '../integration/support/table.ts'
import { closeClients, pause, until } from '../realtime/support/client.ts'
import { call } from '../support/http.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { FLAWLESS, judge } from './support/history.ts'
import { Reader } from './support/reader.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

let cluster: Cluster

describe.skipIf(!hasPostgres || !hasRedis)('one of two nodes stands still', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
  })
  afterAll(async () => {
    closeClients()
    cluster?.nodes[1]!.thaw()
    await cluster?.stop()
  })

  it('F37 the other goes on, and nobody misses anything', async () => {
    const [here, there] = cluster.urls as [string, string]
    const { manager, project } = cluster.company
    const readers = [new Reader(here, manager.token, cluster.stream), new Reader(there, manager.token, cluster.stream)]
    for (const reader of readers) await reader.begin()
    const rounds = roundsOf('F37')
    const took: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      cluster.nodes[1]!.freeze()
      const end = performance.now() + 2000
      while (performance.now() < end) {
        const at = performance.now()
        const { status } = await call(here, manager.token, endpoints.createTask, { body: { projectId: project.id, title: 'Goes on' } })
        expect(status).toBe(201)
        took.push(performance.now() - at)
        await pause(15)
      }
      cluster.nodes[1]!.thaw()
      await until('the frozen node\'s reader has caught up', () => readers[1]!.last >= readers[0]!.last)
    }
    const table = await allEvents(here, manager.token, cluster.stream)
    await until('both have all', () => readers.every(({ last }) => last === table.length))
    for (const { history, resets } of readers) expect([judge(history, table), resets]).toEqual([FLAWLESS, []])
    told('F37', rounds, `${took.length} writes at the other node, answered in ${spread(took)}`)
  }, 600_000)
})
