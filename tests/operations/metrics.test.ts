// What is seen from outside: the numbers of /metrics move with real work, their labels stay few, and /readyz tells the truth.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Client } from 'pg'
import { health } from '../../server/http/health.ts'
import { exposeByLabel, metrics } from '../../server/http/metrics.ts'
import { query } from '../../server/kernel/database.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import { endpoints } from '../../shared/index.ts'
import { teamStream } from '../../shared/streams.ts'
import { RedisProcess } from '../integration/support/redis-process.ts'
import { needsRedisBinary } from '../integration/support/services.ts'
import { closeClients, connect, pause, until } from '../realtime/support/client.ts'
import { aCompany, anAdmin, aTask } from '../support/factories.ts'
import { postgresUrl, startWorld, useWorld, type World } from '../support/world.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aCompany>>
beforeAll(async () => {
  company = await aCompany(world)
})
afterEach(closeClients)

const scrape = async ({ url }: World = world) => (await fetch(`${url}/metrics`)).text()
/** The sum of all series whose name and labels match. */
function valueOf(text: string, series: RegExp): number {
  const values = text.split('\n').filter((line) => series.test(line)).map((line) => Number(line.split(' ').at(-1)))
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : Number.NaN
}
const readyOf = async ({ url }: World) => {
  const answer = await fetch(`${url}/readyz`)
  return [answer.status, await answer.json() as unknown]
}

describe('/metrics', () => {
  it('counts requests by the pattern of their route, and whatever else is asked as one', async () => {
    const of = (text: string, route: string, status: string) =>
      valueOf(text, new RegExp(`^lockstep_http_request_seconds_count\\{method="GET",route="${route}",status="${status}"`)) || 0
    const before = await scrape()
    for (let count = 0; count < 3; count += 1) await company.admin.do(endpoints.readProject, { params: { projectId: company.project.id } })
    await company.admin.call(endpoints.readProject, { params: { projectId: crypto.randomUUID() } })
    for (let count = 0; count < 4; count += 1) await fetch(`${world.url}/api/nothing/${crypto.randomUUID()}`)
    const after = await scrape()
    const moved = (route: string, status: string) => of(after, route, status) - of(before, route, status)
    expect([moved('/api/projects/{projectId}', '2xx'), moved('/api/projects/{projectId}', '4xx'), moved('none', '4xx')]).toEqual([3, 1, 4])
  })

  it('measures how long events take to the sockets, and counts sockets, streams, heads and reads', async () => {
    const before = await scrape()
    const stream = teamStream(company.team.id)
    const client = await connect(world.url, company.employee.token)
    await client.ask('stream:subscribe', { stream, after: 0 })
    await until('the past has come', () => client.offsets(stream).length > 0)
    const present = client.offsets(stream).length
    for (let count = 0; count < 5; count += 1) await aTask(company.manager, company.project.id)
    await until('all have come', () => client.offsets(stream).length === present + 5)
    const after = await scrape()
    const moved = (name: string) => valueOf(after, new RegExp(`^${name} `)) - valueOf(before, new RegExp(`^${name} `))
    expect(moved('lockstep_event_delay_seconds_count')).toBe(5)
    expect(moved('lockstep_event_delay_seconds_sum')).toBeGreaterThan(0)
    expect(moved('lockstep_events_appended_total')).toBe(5)
    expect([moved('lockstep_realtime_connections'), moved('lockstep_realtime_subscriptions')]).toEqual([1, 1])
    expect(moved('lockstep_realtime_heads')).toBeGreaterThanOrEqual(present + 5)
    expect(moved('lockstep_realtime_table_reads')).toBeGreaterThan(0)
    expect(valueOf(after, /^lockstep_realtime_lag /)).toBe(0)
  })

  it('tells how many jobs wait', async () => {
    const waiting = (text: string) => valueOf(text, /^lockstep_jobs\{queue="profile\.spread created"\} /)
    expect(waiting(await scrape())).toBe(0)
    // Of a node of its own, whose numbers nobody has asked for yet: they are kept for some seconds.
    const { world: own, stop } = await startWorld()
    try {
      const { organization } = await anAdmin(own)
      const nobody = { userId: crypto.randomUUID(), exceptOrganizationId: organization.id }
      await own.server.kernel.transact(systemCaller(organization.id), async (work) => {
        for (let count = 0; count < 40; count += 1) await work.enqueue('profile.spread', nobody)
      })
      expect(waiting(await scrape(own))).toBeGreaterThan(0)
    } finally {
      await stop()
    }
  })

  it('does not wait for a database that does not answer, and asks it once for many who ask', async () => {
    let asked = 0
    exposeByLabel('lockstep_unanswered', 'Asked for, never told', 'state', () => {
      asked += 1
      return new Promise(() => {})
    })
    try {
      for (const text of await Promise.all([scrape(), scrape()])) expect(valueOf(text, /^process_resident_memory_bytes /)).toBeGreaterThan(0)
      expect(await scrape()).not.toContain('lockstep_unanswered{')
      expect(asked).toBe(1)
    } finally {
      metrics.removeSingleMetric('lockstep_unanswered')
    }
  })

  it('has process numbers, and few series: no id and no text of a request becomes a label', async () => {
    const text = await scrape()
    expect(valueOf(text, /^process_resident_memory_bytes /)).toBeGreaterThan(1e7)
    expect(valueOf(text, /^nodejs_eventloop_lag_seconds /)).toBeGreaterThanOrEqual(0)
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    const routes = new Set([...text.matchAll(/route="([^"]+)"/g)].map(([, route]) => route!))
    const known = new Set(['none', ...Object.values(endpoints).map(({ path }) => path as string)])
    expect([...routes].filter((route) => !known.has(route))).toEqual([])
  })
})

describe('/readyz', () => {
  it('is 503 from the moment a node stops', async () => {
    const state = { stopping: false }
    const app = health({ stopping: () => state.stopping, database: async () => {} })
    expect((await app.request('/readyz')).status).toBe(200)
    state.stopping = true
    const answer = await app.request('/readyz')
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'stopping' }])
    expect((await app.request('/healthz')).status).toBe(200)
  })

  it.skipIf(!postgresUrl)('is 503 while the database lets nobody in, and 200 again after; the pool is told (needs TEST_DATABASE_URL)', async () => {
    const { world: own, stop } = await startWorld({ backend: 'postgres' })
    const [{ name }] = await own.server.kernel.system((em) => query<{ name: string }>(em, 'select current_database() as name')) as [{ name: string }]
    const admin = new Client({ connectionString: postgresUrl })
    await admin.connect()
    try {
      expect(await readyOf(own)).toEqual([200, { status: 'ready' }])
      expect(valueOf(await scrape(own), /^lockstep_database_connections\{state="(idle|busy)"\}/)).toBeGreaterThan(0)
      await admin.query(`alter database ${name} allow_connections false`)
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
      expect(await readyOf(own)).toEqual([503, { status: 'database unavailable' }])
      expect((await fetch(`${own.url}/healthz`)).status).toBe(200)
      expect(await scrape(own)).toContain('lockstep_http_request_seconds')
      await admin.query(`alter database ${name} allow_connections true`)
      expect(await readyOf(own)).toEqual([200, { status: 'ready' }])
    } finally {
      await admin.query(`alter database ${name} allow_connections true`)
      await admin.end()
      await stop()
    }
  }, 60_000)

  it.skipIf(!needsRedisBinary() || !postgresUrl)('stays 200 without Redis, and says that it is away (needs TEST_DATABASE_URL)', async () => {
    const redis = await RedisProcess.start()
    const { world: own, stop } = await startWorld({ backend: 'postgres', settings: { REDIS_URL: redis.url } })
    try {
      const told = async (what: string) => {
        for (let tries = 0; tries < 100; tries += 1) {
          const ready = await readyOf(own)
          if (JSON.stringify(ready) === JSON.stringify([200, { status: 'ready', redis: what }])) return true
          await pause(50)
        }
        return false
      }
      expect(await told('there')).toBe(true)
      await redis.kill()
      expect(await told('away')).toBe(true)
    } finally {
      await stop()
      await redis.kill().catch(() => {})
    }
  }, 60_000)
})
