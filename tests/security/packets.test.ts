// Packets that no client sends (X25): random Engine.IO and Socket.IO texts and bytes. The server lives, others are served, no prototype changes.
// `FUZZ_PACKETS=10000` is the long form.
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { closeClients, connect, pause } from '../realtime/support/client.ts'
import { aCompany } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'

const PACKETS = Number(process.env.FUZZ_PACKETS ?? 1000)
const world = useWorld()
let company: Awaited<ReturnType<typeof aCompany>>
beforeAll(async () => {
  company = await aCompany(world)
})
afterEach(closeClients)

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const hostile = fc.constantFrom(
  '{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', deep(2000), `{"a":${deep(1000)}}`, '{"_placeholder":true,"num":0}',
  '{"_placeholder":true,"num":-1}', '{"_placeholder":true,"num":"length"}', '"\\ud800"', '1e999', '-0', 'null', 'undefined', '{', '"', '[]', '[null]',
)
const name = fc.constantFrom('stream:subscribe', 'auth:renew', 'presence:update', 'typing', 'stream:event', 'connect', 'disconnect', 'error', '__proto__', 'toString', 'newListener')
const event = fc.tuple(name, hostile, fc.nat(99)).map(([message, data, number]) => `42${number}["${message}",${data}]`)
const binary = fc.tuple(fc.constantFrom('450', '451-', '459999999999-', '4599999999999999999999-', '45-1-', '461-7'), name, hostile).map(([head, message, data]) => `${head}["${message}",${data}]`)
const header = fc.tuple(fc.constantFrom('0', '1', '2', '3', '4', '40', '41', '43', '44', '45', '46', '47', '4/', '40/admin,', '42/x,', '4999999'), hostile).map(([head, data]) => head + data)
const packet = fc.oneof(event, binary, header, fc.string({ maxLength: 200, unit: 'binary' }), fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)))

const opened = (url: string, token: string) => new Promise<WebSocket>((resolve, reject) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  socket.onerror = () => reject(new Error('no connection'))
  socket.onmessage = ({ data }) => {
    if (String(data).startsWith('0{')) socket.send(`40${JSON.stringify({ token })}`)
    else if (String(data).startsWith('40{')) resolve(socket)
  }
})

it(`X25 ${PACKETS} broken packets`, async () => {
  const packets = fc.sample(packet, { numRuns: PACKETS, seed: Number.parseInt(randomBytes(4).toString('hex'), 16) | 0 })
  const prototypes = () => [Object.prototype, Array.prototype, Function.prototype, String.prototype].map((prototype) => Object.getOwnPropertyNames(prototype).length)
  const before = prototypes()
  const bystander = await connect(world.url, company.employee.token)
  const memory = process.memoryUsage().rss
  let sockets = 0
  let sent = 0
  while (sent < PACKETS) {
    const socket = await opened(world.url, company.manager.token)
    sockets += 1
    for (let batch = 0; batch < 10 && sent < PACKETS && socket.readyState === WebSocket.OPEN; batch += 1, sent += 1) {
      socket.send(packets[sent]!)
      if (batch % 3 === 2) await pause(1)
    }
    socket.close()
  }
  console.log(`${sent} packets over ${sockets} sockets; resident memory grew by ${Math.round((process.memoryUsage().rss - memory) / 1024 / 1024)} MiB`)
  expect(await bystander.ask('stream:subscribe', { stream: `team:${company.team.id}`, after: 0 })).toMatchObject({ ok: true })
  expect((await fetch(`${world.url}/readyz`)).status).toBe(200)
  expect(prototypes()).toEqual(before)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
}, 300_000)

it('X25 handshakes by polling with nonsense are answered and forgotten', async () => {
  const base = `${world.url}/socket.io/?EIO=4&transport=polling`
  for (const query of ['', '&sid=nobody', '&sid=../..', '&sid=__proto__', '&j=alert(1)', '&b64=1', '&EIO=3', '&transport=x']) {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const answer = await fetch(base + query, { method, ...(method === 'POST' && { body: `4${'['.repeat(500)}` }) })
      expect(answer.status, `${method} ${query}`).toBeLessThan(500)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  }
  expect((await connect(world.url, company.employee.token)).socket.connected).toBe(true)
})
