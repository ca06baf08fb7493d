// Nodes as processes: killed during load again and again, stopped gracefully, standing still (F03, F04, F18, F37).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { closeClients, connect, pause, until } from '../realtime/support/client.ts'
import { Balancer } from './support/balancer.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Load } from './support/load.ts'
import { roundsOf, spread, told } from './support/rounds.ts'
import { SlowRequest } from './support/slow-request.ts'

const DYING = `${import.meta.dirname}/preloads/die-after-commit.ts`
let cluster: Cluster
let folder: string

describe.skipIf(!hasPostgres || !hasRedis)('of two nodes', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lockstep-dying-'))
    cluster = await startCluster({ redisUrl: redisUrl!, settings: { DIES_WHILE: join(folder, 'flag') }, preloads: { 1: DYING } })
  })
  afterEach(closeClients)
  afterAll(async () => {
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('F03 one is killed during load: nothing is lost, nothing done twice', async () => {
    const load = await Load.begin({ ...cluster, loses: 0.1 })
    const rounds = roundsOf('F03')
    let between = 0
    writeFileSync(join(folder, 'flag'), '')
    for (let kill = 0; kill < rounds; kill += 1) {
      await pause(100 + Math.random() * 400)
      const node = cluster.nodes[kill % 2]!
      // Node 1 may have died by itself, between a commit and its bell.
      if (node.running) await node.end('SIGKILL')
      else between += 1
      await node.start()
    }
    rmSync(join(folder, 'flag'))
    for (const node of cluster.nodes) if (!node.running) await node.start()
    const { acknowledged, repeated, resumed, delays } = await load.settle()
    told('F03', rounds, `${between} of them between commit and bell; ${acknowledged} writes acknowledged, ${repeated} attempts repeated, ` +
      `${resumed} sockets resumed; events after the answer ${spread(delays)}`)
    expect(acknowledged).toBeGreaterThan(5 * rounds)
    expect(resumed).toBeGreaterThanOrEqual(rounds)
  }, 900_000)
})

describe.skipIf(!hasPostgres || !hasRedis)('of three nodes', () => {
  beforeAll(async () => {
    cluster = await startCluster({ count: 3, redisUrl: redisUrl! })
  })
  afterEach(closeClients)
  afterAll(async () => cluster?.stop())

  const token = () => cluster.company.manager.token

  it('F18 each is stopped by SIGTERM under load: it exits with 0, and nothing fails after a retry', async () => {
    const load = await Load.begin(cluster)
    const balancer = new Balancer(cluster.urls, token())
    balancer.begin()
    const rounds = roundsOf('F18')
    const took: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const node of cluster.nodes) {
        await pause(300)
        const at = performance.now()
        expect(await node.end('SIGTERM')).toEqual({ code: 0, signal: null })
        took.push(performance.now() - at)
        await node.start()
      }
    }
    await balancer.end()
    const { acknowledged, resumed } = await load.settle()
    told('F18', 3 * rounds, `stopped within ${spread(took)}; ${acknowledged} writes acknowledged, ${resumed} sockets resumed; ` +
      `a balancer by /readyz asked ${balancer.asked} times, ${balancer.retried} of them again at another node, ${balancer.failed.length} failed`)
    expect(balancer.failed).toEqual([])
    expect(balancer.asked).toBeGreaterThan(20)
    expect(Math.max(...took)).toBeLessThan(10_000)
    expect(acknowledged).toBeGreaterThan(20)
    expect(resumed).toBeGreaterThanOrEqual(4)
  }, 600_000)

  it('F18 SIGTERM lets requests that have begun end, and tells sockets to go', async () => {
    const [node] = cluster.nodes
    const socket = await connect(node!.url, token())
    const body = (title: string) => JSON.stringify({ projectId: cluster.company.project.id, title })
    const requests = await Promise.all(Array.from({ length: 6 }, (_, index) => SlowRequest.begin(node!.url, token(), endpoints.createTask, body(`Under way ${index}`))))
    const ended = node!.end('SIGTERM')
    await until('the socket is told', () => socket.disconnects.length === 1)
    const statuses = await Promise.all(requests.map((request) => request.finish()))
    expect(statuses).toEqual([201, 201, 201, 201, 201, 201])
    expect(await ended).toEqual({ code: 0, signal: null })
    await node!.start()
  }, 60_000)
})
