// Redis is a bell: killed, restarted empty, half cut or frozen, no event is lost and nothing stands still (F05 to F07).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { teamStream, type StreamEvent, type StreamName } from '../../shared/streams.ts'
import { allFrom, closeClients, connect, pause, until, type Client } from '../realtime/support/client.ts'
import { aCompany } from '../support/factories.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import { nodesOverOneDatabase, type Nodes } from '../integration/support/nodes.ts'
import { RedisProcess } from '../integration/support/redis-process.ts'
import { hasPostgres, needsRedisBinary } from '../integration/support/services.ts'
import type { CaseId } from './cases.ts'
import { roundsOf, spread, told } from './support/rounds.ts'

const there = needsRedisBinary() && hasPostgres
const rejections: unknown[] = []
const note = (reason: unknown) => void rejections.push(reason)
let redis: RedisProcess
let nodes: Nodes
let [a, b]: World[] = []
let company: Awaited<ReturnType<typeof aCompany>>
let stream: StreamName
let sockets: Client[]
let load: Load

/** About fifty writes a second over both nodes, each measured until its event is at the other node's socket. */
class Load {
  readonly took: number[] = []
  readonly delays: number[] = []
  readonly #answered = new Map<number, number>()
  #running: Promise<void>[] = []
  #stopped = false
  last = 0

  begin(): void {
    this.#running = [0, 1].map((index) => this.#write([a!, b!][index]!, sockets[1 - index]!))
  }

  async end(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#running)
  }

  async #write({ url }: World, other: Client): Promise<void> {
    const seen = ({ offset }: StreamEvent) => {
      const at = this.#answered.get(offset)
      if (at !== undefined) this.delays.push(performance.now() - at)
    }
    other.socket.on('stream:event', seen)
    while (!this.#stopped) {
      const begun = performance.now()
      const body = { projectId: company.project.id, title: 'Under load' }
      const { status, offsets } = await call(url, company.manager.token, endpoints.createTask, { body })
      if (status !== 201) throw new Error(`refused with ${status}`)
      this.took.push(performance.now() - begun)
      this.#answered.set(offsets[stream]!, performance.now())
      this.last = Math.max(this.last, offsets[stream]!)
      await pause(Math.max(0, 40 - (performance.now() - begun)))
    }
  }
}

describe.skipIf(!there)('with a Redis that comes and goes', () => {
  beforeAll(async () => {
    process.on('unhandledRejection', note)
    redis = await RedisProcess.start()
    nodes = await nodesOverOneDatabase()
    a = await nodes.start({ REDIS_URL: redis.url, LIMITS: 'on' })
    b = await nodes.start({ REDIS_URL: redis.url, LIMITS: 'on' })
    company = await aCompany(a)
    stream = teamStream(company.team.id)
  })
  afterAll(async () => {
    redis?.thaw()
    await nodes?.stop()
    await redis?.kill()
    process.off('unhandledRejection', note)
  })

  const away = (node: World) => node.server.realtime.redisAway()
  const allHear = () => until('both hear Redis', () => !away(a!) && !away(b!))

  beforeEach(async () => {
    await allHear()
    sockets = []
    for (const { url } of [a!, b!]) {
      const client = await connect(url, company.manager.token)
      await client.ask('stream:subscribe', { stream })
      sockets.push(client)
    }
    load = new Load()
    load.begin()
    await pause(200)
  })
  afterEach(closeClients)

  async function nothingIsLost(id: CaseId, faults: number): Promise<void> {
    await load.end()
    for (const client of sockets) {
      await until('all', () => client.offsets(stream).at(-1) === load.last)
      expect(client.offsets(stream)).toEqual(allFrom(client.offsets(stream)[0]!, load.last))
      expect([client.resets, client.disconnects]).toEqual([[], []])
    }
    expect(rejections).toEqual([])
    told(id, faults, `${load.took.length} writes, answered in ${spread(load.took)}, at the other node's socket ${spread(load.delays)} later`)
  }

  it('F05 killed and restarted empty', async () => {
    const rounds = roundsOf('F05')
    for (let round = 0; round < rounds; round += 1) {
      await redis.kill()
      await until('it is away', () => away(a!) && away(b!))
      await pause(700 + Math.random() * 500)
      await redis.start()
      await allHear()
      await pause(200)
    }
    await nothingIsLost('F05', rounds)
  }, 300_000)

  it.each(['pubsub', 'normal'] as const)('F06 whose %s connections alone are cut again and again', async (which) => {
    const rounds = roundsOf('F06')
    for (let round = 0; round < rounds; round += 1) {
      await redis.cut(which)
      await pause(150 + Math.random() * 250)
    }
    await allHear()
    await nothingIsLost('F06', rounds)
  }, 300_000)

  it('F07 frozen: requests go on', async () => {
    const rounds = roundsOf('F07')
    const during: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      redis.freeze()
      await pause(1500)
      const before = load.took.length
      await pause(2500)
      during.push(...load.took.slice(before))
      redis.thaw()
      await allHear()
    }
    expect(during.length).toBeGreaterThan(20 * rounds)
    console.log(`frozen, after the first 1.5 s: answers ${spread(during)}`)
    await nothingIsLost('F07', rounds)
  }, 300_000)

  it('F05 away: limits count per node and sockets still end (RT19), and who signed out is refused (X08)', async () => {
    await redis.kill()
    await until('it is away', () => away(b!))
    const body = { email: company.employee.email, password: 'not this one' }
    const refused = await call(b!.url, null, endpoints.login, { body })
    expect(refused.status).toBe(401)
    const client = await connect(b!.url, company.employee.token)
    await call(a!.url, null, endpoints.logout, { body: { refresh: company.employee.refresh } })
    await until('the end', () => client.disconnects.length === 1, 2000)
    for (const { url } of [a!, b!]) expect((await call(url, company.employee.token, endpoints.readOrganization)).status).toBe(401)
    await redis.start()
    await nothingIsLost('F05', 1)
  })
})
