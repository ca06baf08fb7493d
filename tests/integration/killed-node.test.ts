// Nodes as processes: killed during load again and again, and stopped gracefully (F03, F04, F18).
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { teamStream, type StreamName } from '../../shared/streams.ts'
import { allFrom, closeClients, connect, pause, until } from '../realtime/support/client.ts'
import { aCompany } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { freshDatabase, type World } from '../support/world.ts'
import { Follower } from './support/follower.ts'
import { NodeProcess } from './support/node-process.ts'
import { hasPostgres, hasRedis, redisUrl } from './support/services.ts'
import { allEvents, allTasks } from './support/table.ts'
import { Writer } from './support/writer.ts'

const KILLS = 15
let place: Awaited<ReturnType<typeof freshDatabase>>
let nodes: NodeProcess[]
let urls: string[]
let company: Awaited<ReturnType<typeof aCompany>>
let stream: StreamName

describe.skipIf(!hasPostgres || !hasRedis)('of two nodes', () => {
  beforeAll(async () => {
    place = await freshDatabase()
    const settings = { DATABASE_URL: place.url, REDIS_URL: redisUrl! }
    nodes = [await NodeProcess.create(settings), await NodeProcess.create(settings)]
    await Promise.all(nodes.map((node) => node.start()))
    urls = nodes.map(({ url }) => url)
    company = await aCompany({ url: urls[0]! } as World)
    stream = teamStream(company.team.id)
  })
  afterEach(closeClients)
  afterAll(async () => {
    for (const node of nodes ?? []) await node.remove()
    await place?.drop()
  })

  const token = () => company.manager.token
  const aWriter = (node: number, loses = 0) =>
    new Writer({ urls, token: token(), projectId: company.project.id, stream, loses }, node)

  async function aLoad() {
    const writers = [aWriter(0), aWriter(1), aWriter(0, 0.1), aWriter(1, 0.1)]
    const followers = [0, 1, 0, 1].map((node) => new Follower(urls, token(), stream, node))
    for (const follower of followers) await follower.begin()
    for (const writer of writers) writer.begin()
    return { writers, followers }
  }

  /** Every acknowledged write is there once, nothing is there twice, and every follower holds what the table holds. */
  async function allIsThere({ writers, followers }: Awaited<ReturnType<typeof aLoad>>) {
    for (const writer of writers) await writer.end()
    const table = await allEvents(urls[1]!, token(), stream)
    for (const follower of followers) await until('all events', () => follower.last >= table.length)
    for (const follower of followers) follower.end()
    expect(table.map(({ offset }) => offset)).toEqual(allFrom(1, table.length))
    for (const { applied, faults } of followers) {
      expect(faults).toEqual([])
      expect(applied).toEqual(table)
    }
    const titles = (await allTasks(urls[0]!, token(), company.project.id)).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    const created = table.filter(({ type }) => type === 'task.created')
      .map(({ data }) => data.task as { title: string })
    expect(created.map(({ title }) => title).toSorted()).toEqual(titles.toSorted())
    const acknowledged = writers.flatMap((writer) => writer.acknowledged)
    const byTitle = new Set(titles)
    expect(acknowledged.filter(({ title }) => !byTitle.has(title))).toEqual([])
    expect(writers.flatMap(({ refused }) => refused)).toEqual([])
    const delays = acknowledged.flatMap(({ offset, at }) => followers.map(({ seenAt }) => seenAt[offset - 1]! - at))
      .toSorted((x, y) => x - y)
    return {
      acknowledged: acknowledged.length,
      repeated: writers.reduce((sum, { repeated }) => sum + repeated, 0),
      resumed: followers.reduce((sum, { resumed }) => sum + resumed, 0),
      p99: Math.round(delays[Math.floor(delays.length * 0.99)]!),
    }
  }

  it(`one is killed ${KILLS} times during load: nothing is lost, nothing done twice (F03, F04)`, async () => {
    const load = await aLoad()
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(100 + Math.random() * 400)
      const node = nodes[kill % 2]!
      await node.end('SIGKILL')
      await node.start()
    }
    const { acknowledged, repeated, resumed, p99 } = await allIsThere(load)
    console.log(`${KILLS} kills: ${acknowledged} writes acknowledged, ${repeated} attempts repeated, ` +
      `${resumed} sockets resumed, events p99 ${p99} ms after the answer`)
    expect(acknowledged).toBeGreaterThan(200)
    expect(resumed).toBeGreaterThanOrEqual(KILLS)
  }, 300_000)

  it('each is stopped by SIGTERM under load: it exits with 0, and nothing fails after a retry (F18)', async () => {
    const load = await aLoad()
    for (const node of nodes) {
      await pause(300)
      const at = performance.now()
      expect(await node.end('SIGTERM')).toEqual({ code: 0, signal: null })
      console.log(`stopped within ${Math.round(performance.now() - at)} ms`)
      expect(performance.now() - at).toBeLessThan(10_000)
      await node.start()
    }
    const { acknowledged, resumed } = await allIsThere(load)
    expect(acknowledged).toBeGreaterThan(20)
    expect(resumed).toBeGreaterThanOrEqual(4)
  }, 60_000)

  it('SIGTERM lets requests that have begun end, and tells sockets to go', async () => {
    const [node] = nodes
    const socket = await connect(node!.url, token())
    const create = { op: 'create' as const, projectId: company.project.id, title: 'Under way' }
    const body = { mode: 'atomic' as const, operations: Array.from({ length: 300 }, () => create) }
    const requests = Array.from({ length: 6 }, () => call(node!.url, token(), endpoints.bulkTasks, { body }))
    await pause(60)
    const ended = node!.end('SIGTERM')
    const statuses = (await Promise.all(requests)).map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200])
    expect(await ended).toEqual({ code: 0, signal: null })
    await until('the socket is told', () => socket.disconnects.length === 1)
    await node!.start()
  }, 60_000)
})
