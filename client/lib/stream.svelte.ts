// Follows streams over the socket: subscribe with offset and epoch, resume after every break, fetch what is missing.
import type { ErrorCode } from '../../shared/errors.ts'
import { parseStream, type StreamEvent, type StreamName, type StreamPosition } from '../../shared/streams.ts'
import type { Api } from './api.ts'
import { ApiError } from './api-error.ts'
import { backoff } from './backoff.ts'
import type { Connection } from './connection.svelte.ts'
import { Feed, type Follower } from './feed.ts'
import type { Session } from './session.svelte.ts'
import { createSocket, request, type ClientSocket } from './socket.ts'

export type { Follower } from './feed.ts'

export interface StreamsOptions { api: Api; session: Session; connection: Connection; origin?: string; resetJitter?: number; patience?: number }

/** Snapshots after a reset are spread over so many milliseconds (RT16). */
const RESET_JITTER = 2_000
const RESUBSCRIBE_AFTER = 1_000

export class Streams {
  readonly socket: ClientSocket
  readonly #options: StreamsOptions
  readonly #feeds = new Map<StreamName, Feed>()
  readonly #subscribing = new Set<StreamName>()
  #refusals = 0
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(options: StreamsOptions) {
    this.#options = options
    this.socket = createSocket(() => options.session.access(), options.origin)
    this.#listen()
  }

  open(): void {
    this.#options.connection.begin()
    if (!this.socket.active) this.socket.connect()
  }

  /** The browser has a network again: no need to wait for the next try. */
  wake(): void {
    this.#options.connection.trying()
    if (!this.socket.connected) this.socket.disconnect().connect()
  }

  /** The browser lost its network: a dead socket would be noticed only after its heartbeat. */
  cut(): void {
    this.socket.disconnect()
    this.#options.connection.unreachable()
  }

  /** The highest offset of a stream that is known to exist; 0 for one that is not followed. */
  headOf(stream: string): number {
    return this.#feeds.get(stream as StreamName)?.head ?? 0
  }

  /** Ends everything: the followers hear nothing any more. */
  close(): void {
    clearTimeout(this.#retry)
    for (const feed of this.#feeds.values()) feed.close()
    this.#feeds.clear()
    this.socket.disconnect()
  }

  /** Follows the stream from where the follower's snapshot stands. Returns how to stop. */
  follow(follower: Follower): () => void {
    const { stream, epoch } = follower.position
    const name = stream as StreamName
    let feed = this.#feeds.get(name)
    if (feed && !feed.accepts(epoch)) {
      // The history was replaced between two snapshots: whoever stands on the old one starts over.
      this.#drop(name)?.reset(follower.position)
      feed = this.#feeds.get(name)
    }
    const isNew = !feed
    feed ??= this.#open(name, epoch)
    feed.add(follower)
    if (isNew) void this.#subscribe(feed)
    return () => this.#unfollow(name, follower)
  }

  #open(stream: StreamName, epoch: string): Feed {
    const { api, patience } = this.#options
    const feed = new Feed(stream, epoch, {
      patience,
      fetch: async (name, after) =>
        (await api.call('listStreamEvents', { params: { stream: name }, query: { after, limit: 500 } })).data.items as StreamEvent[],
      progressed: () => this.#progressed(),
      filled: () => (this.#options.connection.gapsFilled += 1),
      refused: (name) => this.#drop(name)?.revoke(),
      isRefusal: (error) => error instanceof ApiError && (error.status === 403 || error.status === 404),
    })
    this.#feeds.set(stream, feed)
    return feed
  }

  #unfollow(stream: StreamName, follower: Follower): void {
    const feed = this.#feeds.get(stream)
    feed?.remove(follower)
    if (!feed?.isEmpty) return
    this.#feeds.delete(stream)
    if (this.socket.connected) void request(this.socket, 'stream:unsubscribe', { stream })
    this.#progressed()
  }

  #drop(stream: string): Feed | undefined {
    const feed = this.#feeds.get(stream as StreamName)
    this.#feeds.delete(stream as StreamName)
    this.#progressed()
    return feed
  }

  async #subscribe(feed: Feed): Promise<void> {
    if (!this.socket.connected) return
    feed.liveAfter = Infinity
    this.#subscribing.add(feed.stream)
    const { stream, epoch } = feed
    const answer = await request(this.socket, 'stream:subscribe', { stream, after: feed.lowest, epoch })
    if (this.#feeds.get(stream) !== feed) return
    if (!answer.ok) return this.#refused(feed, answer.error.code)
    this.#subscribing.delete(stream)
    feed.liveAfter = answer.offset
    // Another history is followed by stream:reset; a stream without events only now learns its epoch.
    feed.epoch = answer.epoch
    feed.noteHead(answer.offset)
  }

  #refused(feed: Feed, code: string): void {
    if (code === 'forbidden' || code === 'not_found') {
      this.#subscribing.delete(feed.stream)
      return void this.#drop(feed.stream)?.revoke()
    }
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => {
      for (const stream of this.#subscribing) {
        const waiting = this.#feeds.get(stream)
        if (waiting) void this.#subscribe(waiting)
        else this.#subscribing.delete(stream)
      }
    }, RESUBSCRIBE_AFTER * (0.5 + Math.random()))
  }

  #listen(): void {
    const { socket } = this
    const { connection } = this.#options
    socket.on('connect', () => {
      this.#refusals = 0
      connection.opened()
      this.#subscribing.clear()
      for (const feed of this.#feeds.values()) void this.#subscribe(feed)
      this.#progressed()
    })
    socket.on('disconnect', (reason) => {
      connection.lost()
      if (reason === 'io server disconnect') this.#comeBack()
    })
    // Refused by the server: Socket.IO itself does not try again.
    socket.on('connect_error', (error) => {
      if (!socket.active) this.#comeBack(isAboutToken(error))
    })
    socket.on('stream:event', (event) => this.#receive(event))
    socket.on('stream:heads', (heads) => {
      connection.measure()
      for (const [stream, head] of Object.entries(heads)) this.#feeds.get(stream as StreamName)?.noteHead(head)
    })
    socket.on('stream:reset', ({ reason: _, ...position }) => this.#reset(position))
    socket.on('stream:revoked', ({ stream }) => void this.#drop(stream)?.revoke())
    socket.on('auth:renew', () => void this.#renewToken().catch(() => undefined))
  }

  #receive(event: StreamEvent): void {
    const feed = this.#feeds.get(event.stream as StreamName)
    if (!feed) return
    this.#options.connection.received(event.at, event.offset > feed.liveAfter)
    feed.receive([event])
  }

  /** The feed goes; its followers come back with new snapshots, each at its own moment. */
  #reset(position: StreamPosition): void {
    if (!parseStream(position.stream)) return
    const feed = this.#drop(position.stream)
    if (feed) setTimeout(() => feed.reset(position), Math.random() * (this.#options.resetJitter ?? RESET_JITTER))
  }

  /** RT20: a fresh token for the same socket. */
  async #renewToken(): Promise<void> {
    const { session } = this.#options
    const token = await session.renew((await session.access()) ?? '')
    if (token) await request(this.socket, 'auth:renew', { token })
  }

  #comeBack(needsToken = false): void {
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => void this.#reconnect(this.#options.session, needsToken), backoff(++this.#refusals))
  }

  /** With the token at hand: each exchange of the cookie whose answer is lost on the way can end the session. A refused token tells whether it is over. */
  async #reconnect(session: Session, needsToken: boolean): Promise<void> {
    try {
      const known = await session.access()
      if (known && (!needsToken || await session.renew(known))) this.socket.connect()
    } catch {
      this.#comeBack(needsToken)
    }
  }

  #progressed(): void {
    let missing = 0
    for (const feed of this.#feeds.values()) missing += feed.missing
    const replaying = [...this.#subscribing].some((stream) => this.#feeds.has(stream))
    this.#options.connection.progress(missing, replaying)
  }
}

/** Whether a handshake was refused because of who connects. */
function isAboutToken(error: Error & { data?: unknown }): boolean {
  const { code } = (error.data ?? {}) as { code?: ErrorCode }
  return code === 'unauthenticated' || code === 'session_ended'
}
