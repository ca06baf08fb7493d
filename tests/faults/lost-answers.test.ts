// The write is done, its answer never arrives: the client repeats it and nothing happens twice (F04).
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { allTasks } from '../integration/support/table.ts'
import { call } from '../support/http.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { Proxy } from './support/proxy.ts'
import { roundsOf, told } from './support/rounds.ts'

let cluster: Cluster
let proxy: Proxy

describe.skipIf(!hasPostgres || !hasRedis)('an answer that is lost on its way', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
    proxy = await Proxy.to([cluster.urls[0]!], () => ({ cutAfter: 1 + Math.floor(Math.random() * 250) }))
  })
  afterAll(async () => {
    await proxy?.close()
    await cluster?.stop()
  })

  it('F04 the repetition gets it, at any node, and has no second effect', async () => {
    const { company: { manager, project }, urls, nodes } = cluster
    const rounds = roundsOf('F04')
    let [replayed, killed] = [0, 0]
    for (let round = 0; round < rounds; round += 1) {
      const request = { body: { projectId: project.id, title: `Write ${round}` }, headers: { 'Idempotency-Key': randomUUID() } }
      await expect(call(proxy.url, manager.token, endpoints.createTask, request)).rejects.toThrow()
      const dies = round % 10 === 9
      if (dies) await nodes[0]!.end('SIGKILL')
      const again = await call(urls[dies ? 1 : round % 2]!, manager.token, endpoints.createTask, request)
      expect(again.status).toBe(201)
      if (again.headers.get('Idempotent-Replayed')) replayed += 1
      if (!dies) continue
      killed += 1
      await nodes[0]!.start()
    }
    const titles = (await allTasks(urls[1]!, manager.token, project.id)).map(({ title }) => title)
    expect(titles.toSorted()).toEqual(Array.from({ length: rounds }, (_, round) => `Write ${round}`).toSorted())
    expect(replayed).toBe(rounds)
    told('F04', rounds + killed, `${replayed} answers repeated, ${killed} of them by the other node after a kill`)
  }, 300_000)
})
