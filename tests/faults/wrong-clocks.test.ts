// Clocks of nodes that are twenty minutes apart: order comes from the table, never from a clock (F36).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { teamStream } from '../../shared/streams.ts'
import { NodeProcess } from '../integration/support/node-process.ts'
import { hasPostgres, hasRedis, redisUrl } from '../integration/support/services.ts'
import { closeClients, until } from '../realtime/support/client.ts'
import { aCompany } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { freshDatabase, type World } from '../support/world.ts'
import { Load } from './support/load.ts'
import { roundsOf, told } from './support/rounds.ts'

const MINUTES = 60_000
const CLOCK = `${import.meta.dirname}/preloads/wrong-clock.ts`
let place: Awaited<ReturnType<typeof freshDatabase>>
let nodes: NodeProcess[] = []

describe.skipIf(!hasPostgres || !hasRedis)('one node ten minutes fast, one ten minutes slow', () => {
  beforeAll(async () => {
    place = await freshDatabase()
    const settings = { DATABASE_URL: place.url, REDIS_URL: redisUrl! }
    for (const wrong of [10, -10]) nodes.push(await NodeProcess.create({ ...settings, WRONG_BY_MS: String(wrong * MINUTES) }, CLOCK))
    for (const node of nodes) await node.start()
  })
  afterAll(async () => {
    closeClients()
    for (const node of nodes) await node.remove()
    nodes = []
    await place?.drop()
  })

  it('F36 agree on order, on effects and on whose token is good', async () => {
    const urls = nodes.map(({ url }) => url)
    const [fast, slow] = urls as [string, string]
    const company = await aCompany({ url: fast } as World)
    const stream = teamStream(company.team.id)
    const load = await Load.begin({ urls, company, stream, loses: 0.1 })
    const writes = roundsOf('F36')
    await until('enough is written', () => load.acknowledged >= writes, 300_000)
    const { events, repeated } = await load.settle()
    const times = load.readers[0]!.applied.map(({ at }) => Date.parse(at))
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(15 * MINUTES)

    // What the fast node signs is good at both; what the slow one signs ended long ago by the fast one's clock.
    const { data: there } = await call(slow, null, endpoints.refresh, { body: { refresh: company.employee.refresh } })
    expect((await call(slow, there.access, endpoints.listTeams)).status).toBe(200)
    expect((await call(fast, there.access, endpoints.listTeams)).status).toBe(401)
    const { data: here } = await call(fast, null, endpoints.refresh, { body: { refresh: there.refresh! } })
    for (const url of urls) expect((await call(url, here.access, endpoints.listTeams)).status).toBe(200)
    told('F36', repeated, `${events} events whose times go back and forth by twenty minutes, in one order`)
  }, 400_000)
})
