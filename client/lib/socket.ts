// The one socket of a tab: typed messages, a fresh token for every connection, acknowledged requests.
import { io, type Socket } from 'socket.io-client'
import type { AnswerOf, ClientMessage, ClientToServer, PayloadOf, ServerToClient } from '../../shared/socket.ts'

export type ClientSocket = Socket<ServerToClient, ClientToServer>

const ACKNOWLEDGED_WITHIN = 10_000

/** A socket that is not connected yet. `token` is asked before every attempt. */
export function createSocket(token: () => Promise<string | null>, origin?: string): ClientSocket {
  const options = {
    autoConnect: false, transports: ['websocket', 'polling'], tryAllTransports: true, reconnectionDelay: 400,
    reconnectionDelayMax: 8_000, randomizationFactor: 0.5, timeout: 10_000,
    auth: (give: (data: { token: string | null }) => void) => {
      void token().catch(() => null).then((text) => give({ token: text }))
    },
  }
  return origin ? io(origin, { ...options, forceNew: true }) : io(options)
}

/** Sends a request and waits for its answer; no answer in time is a failure like any other. */
export async function request<M extends ClientMessage>(socket: ClientSocket, message: M, payload: PayloadOf<M>): Promise<AnswerOf<M>> {
  const untyped = socket.timeout(ACKNOWLEDGED_WITHIN) as unknown as { emitWithAck(name: string, payload: unknown): Promise<unknown> }
  try {
    return await untyped.emitWithAck(message, payload) as AnswerOf<M>
  } catch {
    return { ok: false, error: { code: 'unavailable', detail: 'No answer on the socket' } } as AnswerOf<M>
  }
}
