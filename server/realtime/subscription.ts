// One socket following one stream: fed from the table until it stands where the room stands, then in the room (RT14, RT15, RT19).
import type { Feed, Follower } from './feed.ts'
import type { Connection } from './connection.ts'
import type { Counters } from './counters.ts'
import type { Relay } from './relay.ts'
import type { Rights } from './rights.ts'
import { roomOf } from './sockets.ts'

export interface SubscriptionContext {
  relay: Relay
  rights: Rights
  counters: Counters
  /** The right to read the stream ended: presence there ends too. */
  revoked(connection: Connection, stream: string): void
  failed(connection: Connection, error: unknown): void
}

/** After so many events in a row the socket's window is looked at. */
const LOOK_EVERY = 16

export class Subscription implements Follower {
  readonly connection: Connection
  readonly stream: string
  readonly membershipId: string
  feed: Feed | undefined
  ended = false
  /** In the room: everything up to the feed's last event was given to it. */
  live = false
  readonly #context: SubscriptionContext
  #position = 0

  constructor(connection: Connection, stream: string, context: SubscriptionContext) {
    this.connection = connection
    this.stream = stream
    this.membershipId = connection.membershipId
    this.#context = context
  }

  /** Registers with the feed: from now on every revocation reaches this subscription. */
  async open(): Promise<Feed> {
    this.feed = await this.#context.relay.open(this.connection.organizationId, this.stream, this)
    if (this.ended) this.#context.relay.leave(this.feed, this)
    return this.feed
  }

  /** Gives everything after `position`, then goes live. Joining happens in the turn in which nothing is missing. */
  follow(position: number): void {
    this.#position = position
    if (!this.#joined()) this.#catchUp().catch((error: unknown) => this.#context.failed(this.connection, error))
  }

  /** The socket cannot keep up: it leaves the room and is fed from the table at its own pace. */
  fallBack(): void {
    if (!this.live || !this.feed) return
    this.#leaveRoom()
    this.follow(this.feed.last)
  }

  async recheck(offset: number): Promise<void> {
    try {
      const actor = await this.#context.rights.certain(this.connection)
      if (!this.ended && !this.#context.rights.mayRead(actor, this.stream)) this.#revoke(offset)
    } catch (error) {
      if (!this.connection.closed) this.#context.failed(this.connection, error)
    }
  }

  reset(reason: string): void {
    const { feed } = this
    if (!feed || this.ended) return
    this.end()
    this.tellReset(feed, reason)
  }

  tellReset(feed: Feed, reason: string): void {
    this.#context.counters.resets += 1
    this.connection.socket.emit('stream:reset', { stream: this.stream, offset: feed.last, epoch: feed.epoch, reason })
  }

  end(): void {
    if (this.ended) return
    this.ended = true
    this.#leaveRoom()
    if (this.feed) this.#context.relay.leave(this.feed, this)
    if (this.connection.subscriptions.get(this.stream) === this) this.connection.subscriptions.delete(this.stream)
  }

  #revoke(offset: number): void {
    this.end()
    this.#context.counters.revocations += 1
    this.connection.socket.emit('stream:revoked', { stream: this.stream, offset })
    this.#context.revoked(this.connection, this.stream)
  }

  #joined(): boolean {
    if (this.ended || !this.feed || this.connection.slow || this.#position !== this.feed.last) return false
    this.live = true
    void this.connection.socket.join(roomOf(this.connection.organizationId, this.stream))
    return true
  }

  #leaveRoom(): void {
    if (this.live) void this.connection.socket.leave(roomOf(this.connection.organizationId, this.stream))
    this.live = false
  }

  async #catchUp(): Promise<void> {
    while (!this.ended && this.feed) {
      await this.connection.drained()
      if (this.#joined() || this.ended) return
      // Somebody who comes from a node that is ahead of this one.
      if (this.#position > this.feed.last) await this.feed.reach(this.#position)
      else await this.#feed(this.feed)
    }
  }

  async #feed(feed: Feed): Promise<void> {
    const events = await this.#context.relay.read(feed, this.#position)
    if (events[0]?.offset !== this.#position + 1) return this.reset('history_lost')
    for (const event of events) {
      // Never past the room: what comes after a revocation waits until that was settled.
      if (this.ended || event.offset > feed.last) return
      this.connection.socket.emit('stream:event', event)
      this.#position = event.offset
      if (event.offset % LOOK_EVERY === 0 && this.connection.full) await this.connection.drained()
    }
  }
}
