// Starts the realtime side: relay, sockets, bell, presence (docs/realtime.md).
import type { Server as HttpServer } from 'node:http'
import type { StreamEvent } from '../../shared/streams.ts'
import type { Logger } from '../kernel/logger.ts'
import type { Kernel } from '../kernel/transact.ts'
import { noPeers, redisPeers } from './adapter.ts'
import { Bell } from './bell.ts'
import { commands } from './commands.ts'
import type { Connection } from './connection.ts'
import { Connections } from './connections.ts'
import { obey } from './controls.ts'
import { zeroCounters, type Counters } from './counters.ts'
import { failure } from './failure.ts'
import type { Feed } from './feed.ts'
import { closeGateway, giveToRoom, openGateway } from './gateway.ts'
import { guard, type Authenticate } from './handshake.ts'
import { tellHeads } from './heads.ts'
import { listen } from './messages.ts'
import { Presence } from './presence.ts'
import { streamReads } from './reads.ts'
import { RedisLink } from './redis.ts'
import { Relay } from './relay.ts'
import { renewInTime } from './renewal.ts'
import { Rights, type CanReadStream } from './rights.ts'
import { noticeSignal, showNotice, showSignal } from './signals.ts'
import { SlowConsumers } from './slow.ts'
import type { Server } from './sockets.ts'
import { timings as usual, type Timings } from './timings.ts'

export interface RealtimeOptions {
  kernel: Kernel
  /** Its own request listener is attached already. It stays its owner's to close. */
  httpServer: HttpServer
  authenticate: Authenticate
  canReadStream: CanReadStream
  redisUrl?: string
  /** Values of Origin that are allowed besides the very host that was asked. */
  publicOrigins: readonly string[]
  /** Rates and numbers of connections; off for load tests. */
  limits: boolean
  logger: Logger
  /** Called with the milliseconds that an event took from its transaction to the sockets of this node. */
  delivered?: (milliseconds: number) => void
  /** How often the heads are asked for; by default 1 s, 250 ms without Redis, 5 s on the embedded database. */
  sweepMs?: number
  timings?: Partial<Timings>
}

export interface Realtime {
  metrics(): Counters
  /** Redis is configured but not there: other nodes' events come by the sweep, their presence not at all. */
  redisAway(): boolean
  /** Ends all sockets and timers; the HTTP server goes on. */
  close(): Promise<void>
}

const SWEEP_MS = { pglite: 5000, alone: 1000, withBell: 1000, bellAway: 250 }

/** Begins to accept sockets on the HTTP server, and to relay events to them. */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const timings = { ...usual, ...options.timings }
  const counters = zeroCounters()
  const io = openGateway(options.httpServer, options.publicOrigins, counters)
  const parts = assemble(io, options, timings, counters)
  const { relay, connections, bell } = parts
  options.kernel.onCommit((streams) => {
    for (const stream of streams) {
      relay.heard(stream)
      bell?.ring(stream)
    }
  })
  options.kernel.onNotice((notice) => {
    const told = { kind: 'notice' as const, ...notice }
    showNotice(connections, told)
    parts.peers.tell(told)
  })
  guard(io, { ...options, ...parts, timings, counters })
  acceptConnections(io, options, parts, timings, counters)
  const heads = setInterval(() => [...connections.all()].forEach(tellHeads), timings.headsMs).unref()
  relay.wake()
  return {
    metrics: () => ({ ...counters, ...sizes(parts) }),
    redisAway: () => parts.redis?.away ?? false,
    close: async () => {
      clearInterval(heads)
      await stop(io, parts)
    },
  }
}

type Parts = ReturnType<typeof assemble>

function assemble(io: Server, options: RealtimeOptions, timings: Timings, counters: Counters) {
  const { kernel, logger, redisUrl } = options
  const connections = new Connections(options.limits)
  const rights = new Rights(kernel, options.canReadStream, timings.rightsMs)
  const slow = new SlowConsumers(connections, counters, timings.slowCheckMs)
  const give = (feed: Feed, event: StreamEvent) => {
    if (giveToRoom(io, feed.organizationId, event)) options.delivered?.(Date.now() - Date.parse(event.at))
    slow.eventGiven()
    obey(feed, event, connections, rights)
  }
  const relay = new Relay({ reads: streamReads(kernel, counters), give, sweepMs: () => sweepMs(options, redis), counters, logger })
  const redis = redisUrl === undefined ? undefined : new RedisLink(redisUrl, counters, logger, () => relay.wake())
  const bell = redis && new Bell(redis, {
    concerns: (organizationId) => connections.of(organizationId).size > 0, heard: (tidings) => relay.heard(tidings), counters,
  })
  const heard = (told: unknown) => {
    const notice = noticeSignal.safeParse(told)
    if (notice.success) showNotice(connections, notice.data)
    else presence.heard(told)
  }
  const peers = redis ? redisPeers(io, redis, heard) : noPeers
  const presence: Presence = new Presence({ timings, show: (told) => showSignal(io, told), tell: (told) => peers.tell(told) })
  return {
    connections, rights, slow, relay, redis, bell, peers, presence,
    revoked: (connection: Connection, stream: string) => presence.leave(connection, stream),
    failed: (connection: Connection, error: unknown) => {
      failure(error, connection.caller.traceId, logger)
      connection.close()
    },
  }
}

function acceptConnections(io: Server, options: RealtimeOptions, parts: Parts, timings: Timings, counters: Counters): void {
  const { limits, logger } = options
  const handlers = commands({ ...options, ...parts, timings, counters })
  io.on('connection', (socket) => {
    const { connection } = socket.data
    if (!connection) return void socket.disconnect(true)
    connection.onStalled = () => { counters.stalledClosed += 1 }
    connection.onClose.push(() => parts.presence.leave(connection), () => endSubscriptions(connection))
    socket.on('disconnect', () => connection.end())
    socket.on('error', (error) => logger.debug({ err: error }, 'socket'))
    renewInTime(connection, connection.expiresAt, { timings, counters })
    listen(connection, { handlers, limits, counters, logger })
  })
}

async function stop(io: Server, { slow, presence, relay, peers, redis }: Parts): Promise<void> {
  slow.stop()
  presence.stop()
  await closeGateway(io)
  relay.stop()
  await peers.close()
  redis?.close()
}

function sizes({ connections, relay }: Parts) {
  const all = [...connections.all()]
  return { feeds: relay.size, ...relay.standing(), connections: all.length, subscriptions: all.reduce((sum, { subscriptions }) => sum + subscriptions.size, 0) }
}

function endSubscriptions(connection: Connection): void {
  for (const subscription of [...connection.subscriptions.values()]) subscription.end()
}

function sweepMs({ sweepMs, kernel }: RealtimeOptions, redis: RedisLink | undefined): number {
  if (sweepMs !== undefined) return sweepMs
  if (kernel.database.kind === 'pglite') return SWEEP_MS.pglite
  if (!redis) return SWEEP_MS.alone
  return redis.away ? SWEEP_MS.bellAway : SWEEP_MS.withBell
}
