// Bodies that come too slowly (X36): refused with 408, so that nobody holds connections open by sending next to nothing.
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { anAdmin, aTask, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { onDisk } from '../features/attachments/uploading.ts'
import { aWiderCompany } from '../features/tasks/company.ts'
import { sendRaw, type RawAnswer } from './raw.ts'

const head = (path: string, { token }: Person, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`

function expectLate({ status, headers, body }: RawAnswer) {
  expect([status, headers.get('content-type'), headers.get('connection')]).toEqual([408, 'application/problem+json', 'close'])
  expect(JSON.parse(body)).toMatchObject({ type: 'urn:lockstep:error:request_timeout', code: 'request_timeout', status: 408 })
}

/** Sends so many bytes one after another, or until the other side has had enough; the status of its answer. */
async function drip(url: string, start: string, bytes: number): Promise<number> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (chunk: Buffer) => { answer += chunk.toString() })
  socket.on('error', () => {})
  socket.write(start)
  for (let sent = 0; sent < bytes && answer === ''; sent += 1) {
    socket.write(' ')
    await sleep(10)
  }
  await expect.poll(() => answer).not.toBe('')
  socket.destroy()
  return Number(answer.split(' ')[1] ?? 0)
}

describe('X36 a body that stands still', () => {
  const world = useWorld({ bodyTimes: { pause: 100, whole: 60_000, pace: 64 } })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let taskId: string
  beforeAll(async () => {
    company = await aWiderCompany(world)
    taskId = (await aTask(company.manager, company.project.id)).id
  })

  it.each(['/api/tasks', '/api/tasks/bulk', '/api/auth/login', `/api/imports/trello?teamId=${crypto.randomUUID()}`])('to %s is refused', async (path) => {
    expectLate(await sendRaw(world.url, [head(path, company.manager, 100), '{']))
  })

  it('is refused when it is a file of a task too, and nothing of it is kept', async () => {
    const before = onDisk(world)
    expectLate(await sendRaw(world.url, [head(`/api/tasks/${taskId}/files?name=a`, company.manager, 100), 'x']))
    expect(onDisk(world)).toEqual(before)
  })
})

describe('X36 a body that never ends', () => {
  const world = useWorld({ bodyTimes: { pause: 60_000, whole: 100, pace: 2000 } })

  it('is refused although something of it comes all the time', async () => {
    expect(await drip(world.url, head('/api/tasks', await anAdmin(world), 500), 500)).toBe(408)
  })

  it('has the more time the larger it may be', async () => {
    const path = `/api/imports/trello?teamId=${crypto.randomUUID()}`
    expect(await drip(world.url, head(path, await anAdmin(world), 100), 100)).not.toBe(408)
  })

  it('may take its time when it is a file of a task', async () => {
    const { manager, project } = await aWiderCompany(world)
    const task = await aTask(manager, project.id)
    expect(await drip(world.url, head(`/api/tasks/${task.id}/files?name=a`, manager, 20), 20)).toBe(201)
  })
})

describe('X36 lines that never end', () => {
  const world = useWorld({ bodyTimes: { pause: 60_000, whole: 100, pace: 1e6 } })

  it('are refused although something of them comes all the time', async () => {
    const { manager, team } = await aWiderCompany(world)
    expect(await drip(world.url, head(`/api/imports/ndjson?teamId=${team.id}`, manager, 500), 500)).toBe(408)
  })
})

describe('X36 a body that nobody reads', () => {
  const world = useWorld()

  it.each([['GET', 'Content-Length: 100'], ['HEAD', 'Content-Length: 100'], ['GET', 'Transfer-Encoding: chunked']])('of a %s (%s) is not waited for after the answer', async (method, length) => {
    const { status, headers } = await sendRaw(world.url, [`${method} /healthz HTTP/1.1\r\nHost: x\r\n${length}\r\n\r\n`])
    expect([status, headers.get('connection')]).toEqual([200, 'close'])
  })
})
