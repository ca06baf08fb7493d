// The bell: tells the other nodes that a stream has a new head, with the events when they are small (RT10). Losing it loses nothing.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { offset, streamEvent, streamName } from '../../shared/streams.ts'
import type { Counters } from './counters.ts'
import type { RedisLink } from './redis.ts'
import type { Tidings } from './relay.ts'

const PREFIX = 'lockstep:bell:'
const SMALL_BYTES = 16 * 1024

const ring = z.strictObject({
  node: z.string(), organizationId: z.uuid(), stream: streamName, head: offset, epoch: z.uuid(), events: z.array(streamEvent),
})

interface BellOptions {
  /** Whether anybody here listens to the stream; all others are dropped unread. */
  concerns(organizationId: string): boolean
  heard(tidings: Tidings): void
  counters: Counters
}

export class Bell {
  readonly #redis: RedisLink
  readonly #options: BellOptions
  readonly #node = randomUUID()

  constructor(redis: RedisLink, options: BellOptions) {
    this.#redis = redis
    this.#options = options
    redis.subscriber.on('pmessage', (_pattern, channel, message) => this.#receive(channel, message))
    redis.subscriber.psubscribe(`${PREFIX}*`).catch(() => { options.counters.bellErrors += 1 })
  }

  /** Tells the other nodes. Never throws, never waits. */
  ring({ organizationId, stream, head, epoch, events }: Tidings): void {
    const full = JSON.stringify({ node: this.#node, organizationId, stream, head, epoch, events })
    const message = Buffer.byteLength(full) < SMALL_BYTES
      ? full
      : JSON.stringify({ node: this.#node, organizationId, stream, head, epoch, events: [] })
    this.#options.counters.bellsSent += 1
    void this.#redis.publish(PREFIX + organizationId, message)
  }

  #receive(channel: string, message: string): void {
    if (!channel.startsWith(PREFIX)) return
    const organizationId = channel.slice(PREFIX.length)
    if (!this.#options.concerns(organizationId)) return
    const told = read(message)
    if (!told || told.organizationId !== organizationId || told.events.some(({ stream }) => stream !== told.stream)) {
      this.#options.counters.bellsRefused += 1
    } else if (told.node !== this.#node) {
      this.#options.counters.bellsHeard += 1
      this.#options.heard(told)
    }
  }
}

function read(message: string): z.output<typeof ring> | undefined {
  try {
    return ring.safeParse(JSON.parse(message)).data
  } catch {
    return undefined
  }
}
