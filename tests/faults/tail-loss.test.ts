// The last event of a burst never arrives, and no later one shows it: the heads do (RT12, F14).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { allEvents } from '../integration/support/table.ts'
import { closeClients, until } from '../realtime/support/client.ts'
import { aTask } from '../support/factories.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { FLAWLESS, judge } from './support/history.ts'
import { Proxy } from './support/proxy.ts'
import { Reader } from './support/reader.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

const LAST = 'The last one of the burst'
let cluster: Cluster
let proxy: Proxy
let dropped = 0

describe.skipIf(!hasPostgres || !hasRedis)('behind a proxy that drops a message', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
    proxy = await Proxy.to(cluster.urls, () => {
      let once = false
      return {
        drops: (text) => {
          if (once || !text.includes(LAST)) return false
          dropped += 1
          return (once = true)
        },
      }
    })
  })
  afterAll(async () => {
    closeClients()
    await proxy?.close()
    await cluster?.stop()
  })

  it('F14 every client finds the missing tail by the heads', async () => {
    const { company: { manager, project }, stream, urls } = cluster
    const rounds = roundsOf('F14')
    const readers = Array.from({ length: rounds }, () => new Reader(proxy.url, manager.token, stream))
    for (const reader of readers) await reader.begin()
    for (let count = 0; count < 5; count += 1) await aTask(manager, project.id)
    await aTask(manager, project.id, LAST)
    const at = performance.now()
    const table = await allEvents(urls[0]!, manager.token, stream)
    await until('all lost it', () => dropped === rounds)
    expect(readers.filter(({ last }) => last === table.length)).toEqual([])
    const found = new Map<Reader, number>()
    await until('all have found it', () => {
      for (const reader of readers) if (reader.last === table.length && !found.has(reader)) found.set(reader, performance.now() - at)
      return found.size === rounds
    }, 18_000)
    for (const { history, foundByHeads, resets, resumed } of readers) {
      expect(judge(history, table)).toEqual(FLAWLESS)
      expect([foundByHeads > 0, resets, resumed]).toEqual([true, [], 0])
    }
    told('F14', dropped, `found after ${spread([...found.values()])}`)
  }, 60_000)
})
