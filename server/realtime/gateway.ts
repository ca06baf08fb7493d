// The Socket.IO server: its limits, and a room's way of giving an event to all its sockets, encoded once.
import type { Server as HttpServer } from 'node:http'
import { Server as SocketServer } from 'socket.io'
import type { StreamEvent } from '../../shared/streams.ts'
import type { Counters } from './counters.ts'
import { allowsOrigin } from './handshake.ts'
import { roomOf, type Server } from './sockets.ts'

const MAX_MESSAGE_BYTES = 128 * 1024
const CONNECT_MS = 10_000

/** Connections of foreign pages are refused before anything of theirs is read. */
export function openGateway(httpServer: HttpServer, publicOrigins: readonly string[], counters: Counters): Server {
  return new SocketServer(httpServer, {
    path: '/socket.io', serveClient: false, perMessageDeflate: false, maxHttpBufferSize: MAX_MESSAGE_BYTES, connectTimeout: CONNECT_MS,
    allowRequest: (request, callback) => {
      const allowed = allowsOrigin(request, publicOrigins)
      if (!allowed) counters.refusedHandshakes += 1
      callback(allowed ? null : 'origin not allowed', allowed)
    },
  })
}

/** Gives an event to the sockets of this node that follow its stream, and says whether there are any; the other nodes have relays of their own. */
export function giveToRoom(io: Server, organizationId: string, event: StreamEvent): boolean {
  const room = roomOf(organizationId, event.stream)
  const followed = io.of('/').adapter.rooms.has(room)
  if (followed) io.local.to(room).emit('stream:event', event)
  return followed
}

/** Closes all sockets and the engine; the HTTP server stays its owner's. */
export async function closeGateway(io: Server): Promise<void> {
  io.local.disconnectSockets(true)
  await io.of('/').adapter.close()
  io.engine.close()
}
