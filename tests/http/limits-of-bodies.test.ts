// Bodies above their limit (X36): 413 by their length before a byte is read, and in chunks once they pass it.
import { beforeAll, describe, expect, it } from 'vitest'
import { anAdmin, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { sendRaw, type RawAnswer } from './raw.ts'

const MEBIBYTE = 1024 * 1024
const world = useWorld()
let admin: Person
beforeAll(async () => {
  admin = await anAdmin(world)
})

const head = (path: string, more: string, token = admin.token) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n${more}\r\n\r\n`

function expectTooLarge({ status, headers, body }: RawAnswer) {
  expect([status, headers.get('content-type')]).toEqual([413, 'application/problem+json'])
  expect(body).toContain('payload_too_large')
}

describe('X36 a body above its limit', () => {
  it.each([['/api/tasks', MEBIBYTE], ['/api/tasks/bulk', 32 * MEBIBYTE], ['/api/auth/login', MEBIBYTE], [`/api/imports/trello?teamId=${crypto.randomUUID()}`, 32 * MEBIBYTE]])(
    'of %s is refused by its length alone', async (path, limit) => {
      expectTooLarge(await sendRaw(world.url, [head(path, `Content-Length: ${limit + 1}`), '{']))
    })

  it('in chunks without a length is refused when it passes the limit, and little is kept in memory', async () => {
    const chunk = `${(256 * 1024).toString(16)}\r\n${' '.repeat(256 * 1024)}\r\n`
    const before = process.memoryUsage().arrayBuffers
    expectTooLarge(await sendRaw(world.url, [head('/api/tasks', 'Transfer-Encoding: chunked'), ...Array.from({ length: 8 }, () => chunk)]))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * MEBIBYTE)
  })

  it('that lies about its length is read no further than that', async () => {
    const { status } = await sendRaw(world.url, [head('/api/tasks', 'Content-Length: 2'), `{}${'x'.repeat(2 * MEBIBYTE)}`])
    expect([400, 422]).toContain(status)
  })

  it('that says both a length and chunks is refused', async () => {
    const { status } = await sendRaw(world.url, [head('/api/tasks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'), '0\r\n\r\n'])
    expect(status).toBe(400)
  })

  it('that is compressed is not unpacked', async () => {
    const response = await fetch(`${world.url}/api/tasks`, {
      method: 'POST', body: gzipHead(), headers: { Authorization: `Bearer ${admin.token}`, 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  })

  it('leaves the server well', async () => {
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200)
  })
})

const gzipHead = () => new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
