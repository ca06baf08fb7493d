// The types of our Socket.IO server, and the name of a stream's room.
import type { Server as AnyServer, Socket as AnySocket } from 'socket.io'
import type { ClientToServer, ServerToClient } from '../../shared/socket.ts'
import type { Connection } from './connection.ts'

/** Messages between nodes, by the adapter: only what may be lost (RT13). */
export interface PeerEvents { signal: (signal: unknown) => void }
export interface SocketData { connection?: Connection }

export type Server = AnyServer<ClientToServer, ServerToClient, PeerEvents, SocketData>
export type Socket = AnySocket<ClientToServer, ServerToClient, PeerEvents, SocketData>

/** Never made from what a client sent: the organization is that of its token. */
export const roomOf = (organizationId: string, stream: string) => `stream:${organizationId}:${stream}`
