// All connections to the database are held by transactions that wait: whoever comes is told to come again, and soon all is well (F09).
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { hasPostgres } from '../integration/support/services.ts'
import { pause, until } from '../realtime/support/client.ts'
import { aTask } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { freshDatabase, postgresUrl } from '../support/world.ts'
import { startCluster, type Cluster } from './support/cluster.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

let place: Awaited<ReturnType<typeof freshDatabase>>
let cluster: Cluster
let holder: Client

describe.skipIf(!hasPostgres)('a pool of ten connections', () => {
  beforeAll(async () => {
    place = await freshDatabase()
    cluster = await startCluster({ count: 1, databaseUrl: place.url, settings: { DATABASE_POOL: '10' } })
    const url = new URL(postgresUrl!)
    url.pathname = `/${place.name}`
    holder = new Client({ connectionString: url.toString() })
    await holder.connect()
  })
  afterAll(async () => {
    await holder?.end()
    await cluster?.stop()
    await place?.drop()
  })

  it('F09 held by 50 changes of a locked task: 503 with Retry-After, then all goes on', async () => {
    const { company: { manager, project }, urls: [url] } = cluster
    const task = await aTask(manager, project.id)
    const ask = async (what: () => Promise<{ status: number; headers: Headers }>) => {
      const at = performance.now()
      const { status, headers } = await what()
      return { status, again: headers.get('Retry-After'), took: performance.now() - at }
    }
    const rounds = roundsOf('F09')
    const took: number[] = []
    let refused = 0
    for (let round = 0; round < rounds; round += 1) {
      await holder.query('begin')
      await holder.query('select id from tasks where id = $1 for update', [task.id])
      const changes = Array.from({ length: 50 }, (_, index) => ask(() =>
        call(url!, manager.token, endpoints.updateTask, { params: { taskId: task.id }, body: { title: `Title ${index}` } })))
      await pause(200)
      const reads = Array.from({ length: 10 }, () => ask(() => call(url!, manager.token, endpoints.listTeams)))
      const answers = await Promise.all([...changes, ...reads])
      expect(new Set(answers.map(({ status }) => status))).toContain(503)
      for (const { status, again } of answers) if (status !== 200) expect([status, again]).toEqual([503, '1'])
      const late = answers.filter(({ status }) => status === 503)
      refused += late.length
      took.push(...late.map((answer) => answer.took))
      await holder.query('rollback')
      let status = 0
      for (let tries = 0; tries < 50 && status !== 200; tries += 1) {
        status = (await call(url!, manager.token, endpoints.updateTask, { params: { taskId: task.id }, body: { title: 'Goes on' } })).status
      }
      expect(status).toBe(200)
      expect((await call(url!, manager.token, endpoints.listTeams)).status).toBe(200)
      await until('it runs', () => cluster.nodes[0]!.running)
    }
    told('F09', rounds, `${refused} requests told to come again, after ${spread(took)}`)
  }, 300_000)
})
