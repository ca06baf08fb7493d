// A restore to an earlier time, after which new events take the offsets of lost ones: every client is told to start over (RT5, F34).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { closeClients, connect, pause, until } from '../realtime/support/client.ts'
import { aTask } from '../support/factories.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { hasPostgresPrograms, PostgresProcess } from './support/postgres-process.ts'

let postgres: PostgresProcess
let cluster: Cluster

describe.skipIf(!hasPostgresPrograms())('a PostgreSQL that is restored', () => {
  beforeAll(async () => {
    postgres = await PostgresProcess.start()
    cluster = await startCluster({ databaseUrl: postgres.url })
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
    await postgres?.remove()
  })

  it('F34 resets who knows what is gone, though the offset exists again', async () => {
    const { nodes, urls, company: { manager, project }, stream } = cluster
    const write = async (count: number) => {
      for (let index = 0; index < count; index += 1) await aTask(manager, project.id)
    }
    const position = async () => manager.do(endpoints.readBoard, { params: { projectId: project.id } })
    await write(5)
    const kept = await position()
    await postgres.dump()
    await write(5)
    const known = await position()

    for (const node of nodes) await node.end('SIGTERM')
    await postgres.restore()
    await nodes[0]!.start('--restored')
    await nodes[1]!.start()
    const back = await position()
    expect([back.offset, back.tasks.length]).toEqual([kept.offset, 5])
    await write(8)
    expect((await position()).offset).toBeGreaterThan(known.offset)

    for (const url of urls) {
      for (const { offset: after, epoch } of [known, kept]) {
        const client = await connect(url, manager.token)
        await client.ask('stream:subscribe', { stream, after, epoch })
        await until('the reset', () => client.resets.length === 1)
        await pause(50)
        expect([client.resets[0]!.reason, client.events]).toEqual(['epoch', []])
      }
      const fresh = await connect(url, manager.token)
      await fresh.ask('stream:subscribe', { stream, after: back.offset, epoch: back.epoch })
      await until('the events since', () => fresh.events.length === 8)
      expect(fresh.resets).toEqual([])
    }
  }, 120_000)
})
