// A small balancing proxy for `npm run cluster`: HTTP and WebSocket, a node that is down is passed over.
import { createHash } from 'node:crypto'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Node {
  readonly name: string
  readonly port: number
}

const COOKIE = 'lockstep-node'
const UNHOPPED = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'])

/** Makes the proxy; the caller lets it listen. */
export function createProxy(nodes: readonly Node[]): Server {
  const choose = chooser(nodes)
  const server = createServer((from, to) => forward(from, to, choose(from)))
  server.on('upgrade', (from: IncomingMessage, socket: Duplex, head: Buffer) => {
    tunnel(from, socket, head, choose(from))
  })
  return server
}

/**
 * The order in which nodes are tried. A browser stays where its cookie says. The requests of one long-polling session must
 * reach one node, so clients without cookies go there by their address. All else goes round.
 */
function chooser(nodes: readonly Node[]): (from: IncomingMessage) => Node[] {
  let turn = 0
  const startingAt = (index: number) => nodes.map((_, n) => nodes[(index + n) % nodes.length]!)
  return (from) => {
    const kept = nodes.findIndex(({ name }) => name === cookieOf(from))
    if (kept >= 0) return startingAt(kept)
    return startingAt((isPolling(from) ? hash(from.socket.remoteAddress ?? '') : turn++) % nodes.length)
  }
}

const cookieOf = (from: IncomingMessage) => from.headers.cookie?.match(/(?:^|;\s*)lockstep-node=([^;]+)/)?.[1]
const hash = (text: string) => createHash('sha256').update(text).digest().readUInt32BE(0)

/** Long polling, or the WebSocket that a polling session turns into. */
function isPolling({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/socket.io') && (url.includes('transport=polling') || url.includes('sid='))
}

function forward(from: IncomingMessage, to: ServerResponse, [node, ...others]: Node[]): void {
  if (!node) return void to.writeHead(502, { 'Content-Type': 'text/plain' }).end('No node answers.\n')
  const onward = request({ ...optionsFor(from, node), headers: withoutHops(onwardHeaders(from)) }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, withCookie(withoutHops(answer.headers), from, node))
    answer.pipe(to)
    answer.on('error', () => to.destroy())
  })
  onward.on('error', (error: NodeJS.ErrnoException) => {
    // Only a connection that never stood may be tried elsewhere: nothing of the request was sent.
    if (error.code === 'ECONNREFUSED' && !to.headersSent) forward(from, to, others)
    else to.destroy()
  })
  onward.on('socket', (socket) => {
    if (socket.connecting) socket.once('connect', () => from.pipe(onward))
    else from.pipe(onward)
  })
  to.on('close', () => onward.destroy())
}

function tunnel(from: IncomingMessage, socket: Duplex, head: Buffer, [node, ...others]: Node[]): void {
  if (!node) return void socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n')
  const onward = request({ ...optionsFor(from, node), headers: onwardHeaders(from) })
  onward.on('upgrade', (answer, upstream, rest) => {
    socket.write(headOf(answer))
    if (rest.length > 0) socket.write(rest)
    if (head.length > 0) upstream.write(head)
    upstream.pipe(socket).pipe(upstream)
    upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy())
    socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy())
  })
  onward.on('response', (answer) => {
    socket.write(headOf(answer))
    answer.pipe(socket)
  })
  onward.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') tunnel(from, socket, head, others)
    else socket.destroy()
  })
  onward.end()
}

const optionsFor = (from: IncomingMessage, node: Node) =>
  ({ host: '127.0.0.1', port: node.port, method: from.method, path: from.url, setHost: false, agent: false as const })

function onwardHeaders({ headers, socket }: IncomingMessage) {
  return {
    ...headers, 'x-forwarded-for': socket.remoteAddress ?? '', 'x-forwarded-proto': 'http', 'x-forwarded-host': headers.host ?? '',
  }
}

function withoutHops<Headers extends object>(headers: Headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !UNHOPPED.has(name)))
}

function withCookie(headers: Record<string, string | string[] | undefined>, from: IncomingMessage, node: Node) {
  if (cookieOf(from) === node.name) return headers
  const own = [headers['set-cookie'] ?? []].flat()
  return { ...headers, 'set-cookie': [...own, `${COOKIE}=${node.name}; Path=/; HttpOnly; SameSite=Lax`] }
}

function headOf(answer: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`]
  for (let n = 0; n < answer.rawHeaders.length; n += 2) lines.push(`${answer.rawHeaders[n]}: ${answer.rawHeaders[n + 1]}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}
