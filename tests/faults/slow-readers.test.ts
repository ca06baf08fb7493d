// Readers behind a line of 1 KiB a second among fast ones: what they cost, what the fast ones feel, and that all have all in the end (F15).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { hasPostgres } from '../integration/support/services.ts'
import { allEvents } from '../integration/support/table.ts'
import { closeClients, pause, until } from '../realtime/support/client.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { FLAWLESS, judge } from './support/history.ts'
import { Proxy } from './support/proxy.ts'
import { Reader } from './support/reader.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

const MEBIBYTE = 1024 ** 2
/** Ten times what a slow line takes. */
const EVENT_BYTES = 5000
const EVERY_MS = 500
let cluster: Cluster
let proxy: Proxy

describe.skipIf(!hasPostgres)('slow readers among fast ones', () => {
  beforeAll(async () => {
    cluster = await startCluster({ count: 1 })
    proxy = await Proxy.to(cluster.urls, () => ({ bytesPerSecond: 1024 }))
  })
  afterAll(async () => {
    closeClients()
    await proxy?.close()
    await cluster?.stop()
  })

  async function memory(): Promise<number> {
    const text = await (await fetch(`${cluster.urls[0]}/metrics`)).text()
    return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)![1])
  }

  /** Writes for so long; how long after it was sent each reader saw each event. */
  async function write(seconds: number, fast: Reader[]): Promise<number[]> {
    const { manager, project } = cluster.company
    const delays: number[] = []
    for (const end = performance.now() + 1000 * seconds; performance.now() < end;) {
      const at = performance.now()
      await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Large', description: 'x'.repeat(EVENT_BYTES) } })
      await pause(EVERY_MS)
      const now = performance.now()
      delays.push(...fast.map(({ seenAt }) => (seenAt.at(-1)! > at ? seenAt.at(-1)! : now) - at))
    }
    return delays
  }

  it('F15 cost a bounded window each, and get all of it in the end', async () => {
    const seconds = roundsOf('F15')
    const [fastCount, slowCount] = seconds < 60 ? [18, 2] : [450, 50]
    const { urls: [url], company: { manager }, stream } = cluster
    const readers = (count: number, where: string) => Array.from({ length: count }, () => new Reader(where, manager.token, stream))
    const fast = readers(fastCount, url!)
    for (const reader of fast) await reader.begin()
    const alone = await write(Math.ceil(seconds / 4), fast)
    const slow = readers(slowCount, proxy.url)
    await Promise.all(slow.map((reader) => reader.begin()))
    const before = await memory()
    const together = await write(seconds, fast)
    const perSlow = (await memory() - before) / slowCount / MEBIBYTE
    const behind = slow.map(({ last }) => fast[0]!.last - last)

    proxy.plan = () => ({})
    proxy.cutAll()
    const table = await allEvents(url!, manager.token, stream)
    await until('all have all', () => [...fast, ...slow].every(({ last }) => last === table.length), 60_000)
    for (const { history, resets, unordered } of [...fast, ...slow]) expect([judge(history, table), resets, unordered]).toEqual([FLAWLESS, [], []])
    expect(fast.map(({ resumed }) => resumed)).toEqual(fast.map(() => 0))
    expect(Math.min(...behind)).toBeGreaterThan(0)
    if (slowCount >= 50) expect(perSlow).toBeLessThan(2)
    told('F15', slowCount, `${slowCount} slow among ${fastCount} fast, ${Math.min(...behind)} to ${Math.max(...behind)} of ${table.length} events behind; ` +
      `memory of the node by ${perSlow.toFixed(2)} MiB for each slow one; fast ones ${spread(together)} after the request, without slow ones ${spread(alone)}`)
    for (const reader of [...fast, ...slow]) reader.end()
  }, 900_000)
})
