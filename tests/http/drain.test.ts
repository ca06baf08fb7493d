// How a server stops: what has begun is answered whole, and then no connection keeps it (F18).
import { createServer, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { drainOf } from '../../server/http/drain.ts'

/** Longer than the test may take. */
const KEPT_MS = 300_000

it('F18 is not kept by the connection of an answer that was under way, once that is over', async () => {
  const begun = Promise.withResolvers<ServerResponse>()
  const http = createServer({ keepAliveTimeout: KEPT_MS }, (_request, response) => {
    response.writeHead(200, { 'Content-Length': '10' })
    response.write('01234')
    begun.resolve(response)
  })
  const drain = drainOf(http)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1')
  let received = ''
  socket.setEncoding('utf8').on('data', (text: string) => (received += text)).write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const response = await begun.promise
  const stopped = drain()
  response.end('56789')
  await stopped
  expect(received.endsWith('0123456789')).toBe(true)
  socket.destroy()
})

const LARGE = 32 * 1024 * 1024

it.each(['before', 'after'])('F18 sends all of a large answer that was given away %s the stop, to a client that takes its time', async (when) => {
  const begun = Promise.withResolvers<ServerResponse>()
  const http = createServer({ keepAliveTimeout: KEPT_MS }, (_request, response) => {
    response.writeHead(200, { 'Content-Length': String(LARGE + 1) })
    response.write('>')
    begun.resolve(response)
  })
  const drain = drainOf(http)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1')
  let received = 0
  let head = ''
  const first = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  socket.on('error', () => {}).on('close', () => closed.resolve()).on('data', (bytes: Buffer) => {
    if (received === 0) head = bytes.subarray(0, 1000).toString('latin1').split('\r\n\r\n')[0]!
    received += bytes.length
    first.resolve()
  }).write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const response = await begun.promise
  await first.promise
  socket.pause()
  const give = () => response.end(Buffer.alloc(LARGE))
  if (when === 'before') give()
  const stopped = drain()
  if (when === 'after') give()
  // Long enough for the sweep over idle connections to come by several times.
  await new Promise((resolve) => setTimeout(resolve, 500))
  socket.resume()
  await Promise.all([stopped, closed.promise])
  expect(received).toBe(head.length + 4 + LARGE + 1)
})
