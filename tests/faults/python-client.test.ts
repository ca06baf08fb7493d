// An independent judge: Debian's python3-socketio follows a stream over a bad network, and its history is the table's (F39).
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { allEvents } from '../integration/support/table.ts'
import { closeClients, until } from '../realtime/support/client.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { FLAWLESS, judge, type Entry } from './support/history.ts'
import { Load } from './support/load.ts'
import { Proxy } from './support/proxy.ts'
import { roundsOf, told } from './support/rounds.ts'

const PYTHON = '/usr/bin/python3'
let cluster: Cluster
let proxy: Proxy
let folder: string

function hasPythonClient(): boolean {
  if (spawnSync(PYTHON, ['-c', 'import socketio, aiohttp']).status === 0) return true
  if (process.env.REQUIRE_SERVICES === '1') throw new Error('python3-socketio is missing, and REQUIRE_SERVICES=1 demands it')
  console.warn('\n*** SKIPPED: the independent client (F39), which needs Debian\'s python3-socketio and python3-aiohttp. ***\n')
  return false
}

describe.skipIf(!hasPythonClient() || !hasPostgres || !hasRedis)('a client in another language', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lockstep-python-'))
    cluster = await startCluster({ redisUrl: redisUrl! })
    proxy = await Proxy.to(cluster.urls, () => ({ cutAfter: 2000 + Math.floor(Math.random() * 150_000) }))
  })
  afterAll(async () => {
    closeClients()
    await proxy?.close()
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('F39 sees what the table holds, byte for byte', async () => {
    const { company: { manager }, urls, stream } = cluster
    const wanted = roundsOf('F39')
    const file = join(folder, 'history')
    const child = spawn(PYTHON, [join(import.meta.dirname, 'python_client.py'), proxy.url, manager.token, stream, String(wanted), file])
    const ended = once(child, 'exit') as Promise<[number | null]>
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
    // Its library complains of each connection that was cut.
    child.stderr.resume()
    const load = await Load.begin({ ...cluster, writers: 6, readers: 1 })
    await until('enough has happened', () => load.readers[0]!.last >= wanted, 500_000)
    await load.settle()
    // What it still lacks it gets at once; a client that hangs is ended, and fails.
    const patience = setTimeout(() => child.kill(), 60_000)
    const [code] = await ended
    clearTimeout(patience)
    expect([code, said]).toEqual([0, expect.stringContaining('"faults": []')])
    const history = readFileSync(file, 'utf8').split('\n').map((line): Entry => {
      const [of, offset, hash] = line.split(' ')
      return { stream: of!, offset: Number(offset), hash: hash! }
    })
    const table = (await allEvents(urls[0]!, manager.token, stream)).slice(0, history.length)
    expect(history.length).toBeGreaterThanOrEqual(wanted)
    expect(judge(history, table)).toEqual(FLAWLESS)
    told('F39', proxy.cuts, `${history.length} events, resumed ${(JSON.parse(said) as { resumed: number }).resumed} times, 0 differences`)
  }, 590_000)
})
