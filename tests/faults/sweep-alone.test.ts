// No bell at all: what one node writes reaches the other's sockets by the sweep alone (RT11, F40).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres } from '../integration/support/services.ts'
import { closeClients, pause } from '../realtime/support/client.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Load } from './support/load.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

let cluster: Cluster

describe.skipIf(!hasPostgres)('two nodes without Redis', () => {
  beforeAll(async () => {
    cluster = await startCluster({})
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
  })

  it('F40 find everything by the sweep', async () => {
    const load = await Load.begin({ ...cluster, writers: 2, readers: 4 })
    await pause(1000 * roundsOf('F40'))
    const { acknowledged, delays } = await load.settle()
    expect(acknowledged).toBeGreaterThan(10)
    told('F40', 0, `${acknowledged} writes, at the sockets of both nodes ${spread(delays.map((delay) => Math.max(0, delay)))} after the answer`)
  }, 600_000)
})
