// The embedded database, killed during writes again and again: it opens with all that was acknowledged (F32).
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { teamStream } from '../../shared/streams.ts'
import { allFrom, pause, until } from '../realtime/support/client.ts'
import { aCompany } from '../support/factories.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import { NodeProcess } from '../integration/support/node-process.ts'
import { allEvents, allTasks } from '../integration/support/table.ts'
import { Writer } from '../integration/support/writer.ts'
import { roundsOf, told } from './support/rounds.ts'

let node: NodeProcess

beforeAll(async () => {
  node = await NodeProcess.create()
  await node.start()
})
afterAll(async () => node?.remove())

it('F32 killed during writes', async () => {
  const kills = roundsOf('F32')
  const { manager, team, project } = await aCompany({ url: node.url } as World)
  const stream = teamStream(team.id)
  const work = { urls: [node.url], token: manager.token, projectId: project.id, stream }
  const writers = [0, 1, 2].map(() => new Writer(work))
  const count = () => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
  for (const writer of writers) writer.begin()
  for (let kill = 0; kill < kills; kill += 1) {
    const before = count()
    await until('some more writes', () => count() >= before + 5, 60_000)
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
  const found = acknowledged.map(({ id }) => byId.get(id))
  const promised = acknowledged.map(({ title, number }) => [title, number])
  expect(found.map((task) => [task?.title, task?.number])).toEqual(promised)
  for (const field of ['number', 'title', 'rank'] as const) {
    expect(new Set(tasks.map((task) => task[field])).size, field).toBe(tasks.length)
  }
  expect(tasks).toHaveLength(acknowledged.length)
  expect(writers.flatMap(({ refused }) => refused)).toEqual([])
  expect(acknowledged.length).toBeGreaterThanOrEqual(5 * kills)
  const repeated = writers.reduce((sum, writer) => sum + writer.repeated, 0)
  told('F32', kills, `${acknowledged.length} writes acknowledged, all there; ${repeated} attempts repeated`)
  const body = { projectId: project.id, title: 'Goes on' }
  expect((await call(node.url, manager.token, endpoints.createTask, { body })).status).toBe(201)
}, 500_000)
