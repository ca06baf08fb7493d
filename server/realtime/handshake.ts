// Who may connect: the Origin is ours, the token is good, the limits are kept, and what ends the session is listened for.
import { randomUUIDv7 } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { inboxStream, organizationStream } from '../../shared/streams.ts'
import type { Caller } from '../kernel/actor.ts'
import type { Logger } from '../kernel/logger.ts'
import { Connection } from './connection.ts'
import type { Connections } from './connections.ts'
import type { Counters } from './counters.ts'
import type { Relay } from './relay.ts'
import type { Rights } from './rights.ts'
import { failure } from './failure.ts'
import type { Server, Socket } from './sockets.ts'
import type { Timings } from './timings.ts'
import { Watcher } from './watcher.ts'

/** Turns a bearer token into a caller. Throws Problem 401. `expiresAt` is in epoch milliseconds, null for API tokens. */
export type Authenticate = (token: string, traceId: string) => Promise<{ caller: Caller; expiresAt: number | null }>

export interface HandshakeContext {
  authenticate: Authenticate
  relay: Relay
  rights: Rights
  connections: Connections
  counters: Counters
  timings: Timings
  logger: Logger
  failed(connection: Connection, error: unknown): void
}

/** Pages of this very host and of the public addresses may connect; programs send no Origin. */
export function allowsOrigin(request: IncomingMessage, publicOrigins: readonly string[]): boolean {
  const { origin, host } = request.headers
  if (origin === undefined || publicOrigins.includes(origin)) return true
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host
}

/** Admits sockets that bring a good token in `auth`; all others get a `connect_error` with `data: {code, detail}`. */
export function guard(io: Server, context: HandshakeContext): void {
  io.use((socket, next) => {
    const traceId = randomUUIDv7()
    enter(socket, context, traceId).then(() => next(), (error: unknown) => {
      context.counters.refusedHandshakes += 1
      const told = failure(error, traceId, context.logger)
      next(Object.assign(new Error(told.detail), { data: told }))
    })
  })
}

const credentials = z.object({ token: z.string().min(1).max(4000) })

async function enter(socket: Socket, context: HandshakeContext, traceId: string): Promise<void> {
  const { token } = credentials.catch({ token: '' }).parse(socket.handshake.auth)
  const { caller, expiresAt } = await context.authenticate(token, traceId)
  const connection = new Connection(socket, caller, expiresAt, context.timings)
  // A transport that is gone before the socket is connected tells it only here.
  const gone = () => connection.end()
  socket.conn.once('close', gone)
  connection.onClose.push(() => socket.conn.off('close', gone))
  try {
    await settle(connection, context)
    socket.data.connection = connection
    forgetRequest(socket)
    if (socket.conn.readyState !== 'open') connection.end()
  } catch (error) {
    connection.end()
    throw error
  }
}

/** What it came with is not needed again: the token and the headers of an idle socket would stay in memory as long as it does. */
function forgetRequest(socket: Socket): void {
  Object.assign(socket.handshake, { auth: {}, headers: {}, query: {} })
  Object.assign(socket.conn, { request: null })
}

/** The rights are read once more after the watching began: what ended in between is seen by the one or the other. */
async function settle(connection: Connection, context: HandshakeContext): Promise<void> {
  const { rights, relay, connections } = context
  connection.identify(await rights.fresh(connection))
  connections.add(connection)
  connection.onClose.push(() => connections.remove(connection))
  const watcher = new Watcher(connection, rights, context.failed)
  await Promise.all([inboxStream(connection.membershipId), organizationStream(connection.organizationId)]
    .map((stream) => watcher.watch(relay, stream)))
  await rights.fresh(connection)
}
