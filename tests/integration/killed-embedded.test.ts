// The embedded database in a folder: killed during writes again and again, it opens, and what was acknowledged is there (F32).
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { teamStream } from '../../shared/streams.ts'
import { allFrom, pause, until } from '../realtime/support/client.ts'
import { aCompany } from '../support/factories.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import { NodeProcess } from './support/node-process.ts'
import { allEvents, allTasks } from './support/table.ts'
import { Writer } from './support/writer.ts'

const KILLS = 8
let node: NodeProcess

beforeAll(async () => {
  node = await NodeProcess.create()
  await node.start()
})
afterAll(async () => node?.remove())

it(`killed ${KILLS} times during writes (F32)`, async () => {
  const { manager, team, project } = await aCompany({ url: node.url } as World)
  const stream = teamStream(team.id)
  const writers = [0, 1, 2].map(() => new Writer({ urls: [node.url], token: manager.token, projectId: project.id, stream }))
  const count = () => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
  for (const writer of writers) writer.begin()
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = count()
    await until('some more writes', () => count() >= before + 5, 20_000)
    await pause(Math.random() * 300)
    await node.end('SIGKILL')
    await node.start()
  }
  for (const writer of writers) await writer.end()

  const events = await allEvents(node.url, manager.token, stream)
  expect(events.map(({ offset }) => offset)).toEqual(allFrom(1, events.length))
  const tasks = await allTasks(node.url, manager.token, project.id)
  const acknowledged = writers.flatMap((writer) => writer.acknowledged)
  const byId = new Map(tasks.map((task) => [task.id, task]))
  expect(acknowledged.filter(({ id, title, number }) => byId.get(id)?.title !== title || byId.get(id)?.number !== number)).toEqual([])
  for (const values of [tasks.map(({ number }) => number), tasks.map(({ title }) => title), tasks.map(({ rank }) => rank)]) {
    expect(new Set(values).size).toBe(tasks.length)
  }
  expect(tasks).toHaveLength(acknowledged.length)
  expect(writers.flatMap(({ refused }) => refused)).toEqual([])
  expect(acknowledged.length).toBeGreaterThanOrEqual(5 * KILLS)
  const repeated = writers.reduce((sum, writer) => sum + writer.repeated, 0)
  console.log(`${KILLS} kills: ${acknowledged.length} writes acknowledged, all there; ${repeated} attempts were repeated`)
  expect((await call(node.url, manager.token, endpoints.createTask, { body: { projectId: project.id, title: 'Goes on' } })).status).toBe(201)
}, 120_000)
