// A socket client that keeps to the rules of realtime.md: it logs every event, resumes at its offset, and starts over when told to.
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import type { AnswerOf, ClientMessage, ClientToServer, PayloadOf, ServerToClient } from '../../../shared/socket.ts'
import type { StreamEvent } from '../../../shared/streams.ts'

export type ClientSocket = Socket<ServerToClient, ClientToServer>

export interface Client {
  readonly socket: ClientSocket
  readonly events: StreamEvent[]
  readonly resets: Parameters<ServerToClient['stream:reset']>[0][]
  readonly revocations: Parameters<ServerToClient['stream:revoked']>[0][]
  readonly heads: Record<string, number>[]
  /** Why it was disconnected, each time. */
  readonly disconnects: string[]
  offsets(stream: string): number[]
  ask<M extends ClientMessage>(message: M, payload: PayloadOf<M>): Promise<AnswerOf<M>>
  /** Any name and payload, also nonsense. */
  askAnything(message: string, ...payload: unknown[]): Promise<unknown>
  close(): void
}

const open: ClientSocket[] = []

/** Ends all clients of a test. */
export function closeClients(): void {
  for (const socket of open.splice(0)) socket.disconnect()
}

/** Resolves when it is connected; rejects with the error of the handshake. */
export async function connect(url: string, token: unknown, options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Client> {
  const socket: ClientSocket = io(url, {
    auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false, ...options,
  })
  open.push(socket)
  const client = record(socket)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
    // Cut between the handshake of the transport and that of the socket: the client library tells it as nothing else.
    socket.once('disconnect', (reason) => reject(new Error(reason)))
  })
  return client
}

function record(socket: ClientSocket): Client {
  const client: Client = {
    socket, events: [], resets: [], revocations: [], heads: [], disconnects: [],
    offsets: (stream) => client.events.filter((event) => event.stream === stream).map(({ offset }) => offset),
    ask: (message, payload) => client.askAnything(message, payload) as Promise<never>,
    askAnything: (message, ...payload) => (socket as unknown as Socket).timeout(10_000).emitWithAck(message, ...payload),
    close: () => void socket.disconnect(),
  }
  socket.on('stream:event', (event) => client.events.push(event))
  socket.on('stream:reset', (reset) => client.resets.push(reset))
  socket.on('stream:revoked', (revoked) => client.revocations.push(revoked))
  socket.on('stream:heads', (heads) => client.heads.push(heads))
  socket.on('disconnect', (reason) => client.disconnects.push(reason))
  return client
}

/** Waits until something holds; throws with `what` when it does not within the time. */
export async function until(what: string, holds: () => boolean, ms = 8000): Promise<void> {
  const end = performance.now() + ms
  while (!holds()) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The offsets from `first` to `last`, each once, in order. */
export const allFrom = (first: number, last: number) => Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
