// The proxy of the cluster script, before two real Socket.IO servers.
import { once } from 'node:events'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProxy } from '../../scripts/proxy.ts'

interface Upstream { name: string; port: number; http: HttpServer; sockets: Server }

let upstreams: Upstream[]
let proxy: HttpServer
let url: string

async function startUpstream(name: string): Promise<Upstream> {
  const http = createServer((request, response) => {
    if (request.url?.startsWith('/socket.io')) return
    response.setHeader('Set-Cookie', 'refresh=1')
    request.pipe(response.setHeader('Node', name).setHeader('Seen-Address', String(request.headers['x-forwarded-for'])))
  })
  const sockets = new Server(http)
  sockets.on('connection', (socket) => void socket.emit('node', name))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  return { name, port: (http.address() as AddressInfo).port, http, sockets }
}

async function stop({ http, sockets }: Upstream): Promise<void> {
  http.closeAllConnections()
  await sockets.close()
}

beforeEach(async () => {
  upstreams = [await startUpstream('node-1'), await startUpstream('node-2')]
  proxy = createProxy(upstreams).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
})
afterEach(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await Promise.all(upstreams.map(stop))
})

async function nodeOf(headers: Record<string, string> = {}): Promise<string | null> {
  return (await fetch(url, { headers })).headers.get('node')
}

/** Connects, waits to be told the node, and ends. */
async function socketNode(transports: string[]): Promise<string> {
  const socket = io(url, { transports, forceNew: true, reconnection: false })
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.once('node', (node: string) => {
        const { engine } = socket.io
        if (engine.transport.name === 'websocket') resolve(node)
        else engine.once('upgrade', () => resolve(node))
      })
      socket.once('connect_error', reject)
    })
  } finally {
    socket.disconnect()
  }
}

describe('the proxy', () => {
  it('gives requests without a cookie to the nodes in turn', async () => {
    expect([await nodeOf(), await nodeOf(), await nodeOf()]).toEqual(['node-1', 'node-2', 'node-1'])
  })

  it('keeps a browser on the node that its cookie names, and leaves other cookies alone', async () => {
    const first = await fetch(url)
    expect(first.headers.getSetCookie()).toEqual(['refresh=1', 'lockstep-node=node-1; Path=/; HttpOnly; SameSite=Lax'])
    for (let n = 0; n < 3; n++) expect(await nodeOf({ cookie: 'a=b; lockstep-node=node-2' })).toBe('node-2')
  })

  it('passes bodies through and tells the node the address of the client, whatever the client says', async () => {
    const body = 'x'.repeat(300_000)
    const answer = await fetch(url, { method: 'POST', body, headers: { 'x-forwarded-for': '10.9.8.7' } })
    expect(await answer.text()).toBe(body)
    expect(answer.headers.get('seen-address')).toBe('127.0.0.1')
  })

  it('keeps long-polling sessions without cookies on one node, also when they turn into a WebSocket', async () => {
    const nodes = await Promise.all([1, 2, 3, 4].map(() => socketNode(['polling', 'websocket'])))
    expect(new Set(nodes).size).toBe(1)
  })

  it('spreads sockets that begin as WebSocket', async () => {
    const nodes = [await socketNode(['websocket']), await socketNode(['websocket'])]
    expect(nodes.sort()).toEqual(['node-1', 'node-2'])
  })

  it('passes over a node that is down, with requests and sockets, and says 502 when all are', async () => {
    await stop(upstreams[0]!)
    for (let n = 0; n < 4; n++) expect(await nodeOf()).toBe('node-2')
    expect(await socketNode(['websocket'])).toBe('node-2')
    await stop(upstreams[1]!)
    expect((await fetch(url)).status).toBe(502)
  })
})
