// A process that holds many sockets, product or bare, and tells when events reached them. Driven over IPC (socket-crowd.ts).
import { io, type Socket } from 'socket.io-client'

export type Order =
  | { id: number; do: 'connect'; url: string; token: string; count: number; stream: string | null; after?: number }
  | { id: number; do: 'drop' } | { id: number; do: 'return' } | { id: number; do: 'listen' } | { id: number; do: 'report' } | { id: number; do: 'offsets' }

interface Held { socket: Socket; last: number; lost: number; returned?: () => void }
/** A thousand connecting at once wait for each other longer than a person would. */
const MOST_MS = 60_000
/** Milliseconds since 1970 with fractions: the same for all processes of a machine. */
const at = () => performance.timeOrigin + performance.now()

const held: Held[] = []
let plan: { stream: string | null; after: number | undefined } = { stream: null, after: undefined }
let arrivals: Map<number, number[]> | undefined

async function connect({ url, token, count, stream, after }: Extract<Order, { do: 'connect' }>): Promise<void> {
  plan = { stream, after }
  await Promise.all(Array.from({ length: count }, () => open(url, token)))
}

function open(url: string, token: string): Promise<void> {
  const socket = io(url, { transports: ['websocket'], auth: { token }, forceNew: true, reconnection: false, timeout: MOST_MS })
  const one: Held = { socket, last: plan.after ?? -1, lost: 0 }
  held.push(one)
  socket.on('stream:event', (event: { stream: string; offset: number }) => {
    if (one.last >= 0 && event.offset !== one.last + 1) one.lost += Math.abs(event.offset - one.last - 1)
    one.last = event.offset
    note(event.offset)
    one.returned?.()
  })
  socket.on('connect_error', (error: Error) => { throw error })
  return follow(one)
}

function note(offset: number): void {
  if (!arrivals) return
  const known = arrivals.get(offset)
  if (known) known.push(at())
  else arrivals.set(offset, [at()])
}

/** Resolves when the socket is connected, follows the stream, and was given all that it missed. */
async function follow(one: Held): Promise<void> {
  if (!one.socket.connected) await new Promise<void>((resolve) => { one.socket.once('connect', () => resolve()) })
  if (plan.stream === null) return
  const wanted = { stream: plan.stream, ...(one.last >= 0 && { after: one.last }) }
  const answer = await one.socket.emitWithAck('stream:subscribe', wanted) as { ok: boolean; offset: number }
  if (!answer.ok) throw new Error(`subscribe was refused: ${JSON.stringify(answer)}`)
  if (one.last < 0) one.last = answer.offset
  while (one.last < answer.offset) await new Promise<void>((resolve) => { one.returned = resolve })
  one.returned = undefined
}

async function comeBack(): Promise<void> {
  await Promise.all(held.map((one) => {
    one.socket.connect()
    return follow(one)
  }))
}

async function obey(order: Order): Promise<unknown> {
  if (order.do === 'connect') return connect(order)
  if (order.do === 'drop') held.forEach(({ socket }) => socket.disconnect())
  else if (order.do === 'return') return comeBack()
  else if (order.do === 'listen') arrivals = new Map()
  else if (order.do === 'offsets') return { last: Math.min(...held.map(({ last }) => last)), lost: held.reduce((sum, { lost }) => sum + lost, 0) }
  else {
    const told = [...(arrivals ?? [])]
    arrivals = undefined
    return told
  }
  return undefined
}

process.on('message', (order: Order) => {
  const begun = performance.now()
  obey(order).then((told) => process.send!({ id: order.id, told, ms: performance.now() - begun }))
})
process.on('disconnect', () => process.exit(0))
