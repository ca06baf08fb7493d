// The Socket.IO adapter between nodes: it carries only what may be lost, presence and typing (RT13).
import { createAdapter } from '@socket.io/redis-adapter'
import type { Redis } from 'ioredis'
import type { RedisLink } from './redis.ts'
import type { Server } from './sockets.ts'
import type { NoticeSignal, Signal } from './signals.ts'

export interface Peers {
  tell(told: Signal | NoticeSignal): void
  close(): Promise<void>
}

/** Nobody else: one node. */
export const noPeers: Peers = { tell: () => {}, close: async () => {} }

/** Speaks with the other nodes by Redis; `heard` gets what they tell. */
export function redisPeers(io: Server, redis: RedisLink, heard: (told: unknown) => void): Peers {
  const subscriber: Redis = redis.subscriber.duplicate()
  subscriber.on('error', () => {})
  io.adapter(createAdapter(redis.publisher, subscriber, {
    key: 'lockstep:socket.io', publishOnSpecificResponseChannel: true, requestsTimeout: 2000,
  }))
  io.on('signal', heard)
  return {
    tell: (told) => { io.serverSideEmit('signal', told) },
    close: async () => {
      io.off('signal', heard)
      subscriber.disconnect()
    },
  }
}
