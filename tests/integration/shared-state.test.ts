// What two nodes must agree on: idempotency keys, refresh tokens, limits, presence (F25, F26, RT21).
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { teamStream } from '../../shared/streams.ts'
import { closeClients, connect, pause, until } from '../realtime/support/client.ts'
import { aCompany, anAdmin, PASSWORD, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import { roundsOf, told } from '../faults/support/rounds.ts'
import { nodesOverOneDatabase, type Nodes } from './support/nodes.ts'
import { hasPostgres, hasRedis, redisUrl } from './support/services.ts'

let nodes: Nodes
let [a, b]: World[] = []
let company: Awaited<ReturnType<typeof aCompany>>

/** `count` answers of one question, asked at both nodes at once. */
const atBoth = <T>(count: number, ask: (node: World) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => ask(index % 2 ? b! : a!)))

describe.skipIf(!hasPostgres || !hasRedis)('two nodes agree on', () => {
  beforeAll(async () => {
    nodes = await nodesOverOneDatabase()
    a = await nodes.start({ REDIS_URL: redisUrl! })
    b = await nodes.start({ REDIS_URL: redisUrl! })
    company = await aCompany(a)
    await until('both hear Redis', () => !a!.server.realtime.redisAway() && !b!.server.realtime.redisAway())
  })
  afterEach(closeClients)
  afterAll(async () => nodes?.stop())

  it('F26 one effect of a key that is sent ten times at once, and equal answers', async () => {
    const { manager, project } = company
    const head = async () => (await manager.do(endpoints.readBoard, { params: { projectId: project.id } })).offset
    const before = await head()
    const rounds = roundsOf('F26')
    for (let round = 0; round < rounds; round += 1) {
      const headers = { 'Idempotency-Key': randomUUID() }
      const body = { projectId: project.id, title: `Once ${round}` }
      const answers = await atBoth(10, ({ url }) => call(url, manager.token, endpoints.createTask, { body, headers }))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
      const said = answers.map(({ data, offsets }) => ({ data, offsets }))
      for (const one of said) expect(one).toEqual(said[0])
      expect(answers.filter((answer) => answer.headers.get('Idempotent-Replayed') === null)).toHaveLength(1)
    }
    expect(await head() - before).toBe(rounds)
    expect((await manager.do(endpoints.readBoard, { params: { projectId: project.id } })).tasks).toHaveLength(rounds)
    told('F26', 0, `${10 * rounds} requests, ${rounds} effects`)
  }, 300_000)

  it('F26 another body under the same key is refused by the other node', async () => {
    const headers = { 'Idempotency-Key': randomUUID() }
    const { manager, project } = company
    const send = ({ url }: World, title: string) =>
      call(url, manager.token, endpoints.createTask, { body: { projectId: project.id, title }, headers })
    expect((await send(a!, 'One')).status).toBe(201)
    expect((await send(b!, 'Other')).problem.code).toBe('idempotency_mismatch')
  })

  it('F25 one successor of a refresh token that five tabs exchange at once', async () => {
    let { refresh } = await anAdmin(a!)
    const rounds = roundsOf('F25')
    for (let round = 0; round < rounds; round += 1) {
      const answers = await atBoth(5, ({ url }) => call(url, null, endpoints.refresh, { body: { refresh } }))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
      expect(new Set(answers.map(({ data }) => data.refresh)).size).toBe(1)
      refresh = answers[0]!.data.refresh!
    }
    told('F25', 0, `${5 * rounds} exchanges, ${rounds} successors`)
  }, 300_000)

  it('RT21 who is where and who types', async () => {
    const { manager, employee, team, project } = company
    const [here, there] = [await connect(a!.url, manager.token), await connect(b!.url, employee.token)]
    for (const client of [here, there]) await client.ask('stream:subscribe', { stream: teamStream(team.id) })
    const told: unknown[] = []
    there.socket.on('presence:update', ({ entry, gone }) => told.push([entry.membershipId, gone]))
    there.socket.on('typing', ({ membershipId, typing }) => told.push([membershipId, 'types', typing]))
    const place = { teamId: team.id, projectId: project.id, taskId: null }
    await here.ask('presence:update', place)
    await until('it came', () => told.length === 1)
    const answer = await there.ask('presence:update', place)
    expect(answer.ok && answer.present.map(({ membershipId }) => membershipId).sort())
      .toEqual([manager.membership.id, employee.membership.id].sort())
    await here.ask('typing', { teamId: team.id, taskId: randomUUID(), typing: true })
    await until('it types', () => told.length === 2)
    here.close()
    await until('it went', () => told.length >= 3)
    const id = manager.membership.id
    expect([told[0], told[1], told.at(-1)]).toEqual([[id, false], [id, 'types', true], [id, true]])
  })
})

describe.skipIf(!hasPostgres || !hasRedis)('two nodes count together', () => {
  let [c, d]: World[] = []
  let limited: Nodes
  let person: Person

  beforeAll(async () => {
    limited = await nodesOverOneDatabase()
    c = await limited.start({ REDIS_URL: redisUrl!, LIMITS: 'on' })
    d = await limited.start({ REDIS_URL: redisUrl!, LIMITS: 'on' })
    person = await anAdmin(c)
    await pause(100)
  })
  afterAll(async () => limited?.stop())

  it('requests', async () => {
    const ask = ({ url }: World) => call(url, person.token, endpoints.listTeams)
    const left = async (node: World) => Number((await ask(node)).headers.get('RateLimit-Remaining'))
    const first = await left(c!)
    expect([await left(d!), await left(c!), await left(d!)]).toEqual([first - 1, first - 2, first - 3])
  })

  it('requests that are heavy: sixty a minute over both', async () => {
    const operation = { op: 'archive' as const, taskId: randomUUID(), archived: true }
    const body = { mode: 'independent' as const, dryRun: true, operations: [operation] }
    const ask = ({ url }: World) => call(url, person.token, endpoints.bulkTasks, { body })
    const statuses: number[] = []
    for (let count = 0; count < 30; count += 1) statuses.push((await ask(c!)).status, (await ask(d!)).status)
    expect(new Set(statuses)).toEqual(new Set([200]))
    for (const node of [c!, d!]) {
      const refused = await ask(node)
      expect([refused.status, refused.problem.code]).toEqual([429, 'rate_limited'])
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
    }
  })

  it('failed sign-ins: ten of an account, then also the right password waits', async () => {
    const login = ({ url }: World, password: string) =>
      call(url, null, endpoints.login, { body: { email: person.email, password } })
    for (let count = 0; count < 5; count += 1) {
      for (const node of [c!, d!]) expect((await login(node, 'not this one')).status).toBe(401)
    }
    for (const node of [c!, d!]) expect((await login(node, PASSWORD)).status).toBe(429)
  })
})
