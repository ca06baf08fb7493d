// One stream on this socket: its followers, each at its own offset, and the fetching of what is missing (RT16, RT18).
import type { StreamEvent, StreamName, StreamPosition } from '../../shared/streams.ts'
import { StreamOrder } from './stream-order.ts'

export interface Follower {
  /** Where its snapshot stands. */
  position: StreamPosition
  /** Contiguous events after the position. `replayed`: they happened while one was away. */
  apply(events: StreamEvent[], replayed: boolean): void
  /** The events cannot be had any more: drop the state and take a new snapshot (RT16). `position`: from there on they can be had, for who has none of its own. */
  reset(position: StreamPosition): void
  /** The right to read ended (RT19): drop the data. */
  revoked(): void
}

export interface FeedOptions {
  fetch(stream: StreamName, after: number): Promise<StreamEvent[]>
  /** Told after every change of what is missing. */
  progressed(): void
  /** Told when missing events were fetched. */
  filled?(): void
  /** Reading is not allowed any more, or the stream is gone. */
  refused(stream: StreamName): void
  isRefusal(error: unknown): boolean
  patience?: number
}

/** Milliseconds that a gap may last before it is fetched over HTTP. */
export const PATIENCE = 2_000
const RECENT = 200
/** What a snapshot names as the epoch of a stream that had no event yet. */
const NO_EPOCH = '00000000-0000-0000-0000-000000000000'

export class Feed {
  readonly stream: StreamName
  epoch: string
  /** Events up to here existed before the subscription: they are replay. */
  liveAfter = Infinity
  readonly #followers = new Map<Follower, StreamOrder>()
  readonly #options: FeedOptions
  #recent: StreamEvent[] = []
  #head = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(stream: StreamName, epoch: string, options: FeedOptions) {
    this.stream = stream
    this.epoch = epoch
    this.#options = options
  }

  /** Whether a snapshot of this epoch stands on the same history. */
  accepts(epoch: string): boolean {
    if (this.epoch === NO_EPOCH) this.epoch = epoch
    return epoch === this.epoch || epoch === NO_EPOCH
  }

  /** The highest offset that is known to exist. */
  get head(): number {
    return this.#head
  }

  get isEmpty(): boolean {
    return this.#followers.size === 0
  }

  /** What everybody has: the place to subscribe from. */
  get lowest(): number {
    return Math.min(...Array.from(this.#followers.values(), ({ last }) => last))
  }

  get missing(): number {
    return Math.max(0, ...Array.from(this.#followers.values(), ({ missing }) => missing))
  }

  add(follower: Follower): void {
    const order = new StreamOrder(follower.position.offset)
    this.#followers.set(follower, order)
    order.noteHead(this.#head)
    if (order.isBehind) this.#give(follower, order, this.#recent)
    // What came before this follower is not in any room any more: ask at once.
    this.#watch(order.isBehind ? 0 : undefined)
  }

  remove(follower: Follower): void {
    this.#followers.delete(follower)
    if (this.isEmpty) this.close()
  }

  receive(events: readonly StreamEvent[]): void {
    for (const event of events) this.#remember(event)
    for (const [follower, order] of [...this.#followers]) this.#give(follower, order, events)
    this.#watch()
  }

  noteHead(head: number): void {
    this.#head = Math.max(this.#head, head)
    for (const order of this.#followers.values()) order.noteHead(head)
    this.#watch()
  }

  /** Everybody starts over; they leave and come back with new snapshots. */
  reset(position: StreamPosition = { stream: this.stream, epoch: this.epoch, offset: this.lowest }): void {
    const followers = this.#leave()
    for (const follower of followers) follower.reset(position)
  }

  revoke(): void {
    const followers = this.#leave()
    for (const follower of followers) follower.revoked()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  #leave(): Follower[] {
    const followers = [...this.#followers.keys()]
    this.#followers.clear()
    this.close()
    return followers
  }

  #give(follower: Follower, order: StreamOrder, events: readonly StreamEvent[]): void {
    const ready = order.receive(events)
    if (ready.length > 0) follower.apply(ready, ready.at(-1)!.offset <= this.liveAfter)
  }

  #remember(event: StreamEvent): void {
    this.#head = Math.max(this.#head, event.offset)
    if (this.#recent.length > 0 && event.offset !== this.#recent.at(-1)!.offset + 1) this.#recent = []
    this.#recent.push(event)
    if (this.#recent.length > RECENT) this.#recent.splice(0, this.#recent.length - RECENT)
  }

  /** While something is missing, a timer runs that every progress restarts. */
  #watch(patience = this.#options.patience ?? PATIENCE): void {
    this.#options.progressed()
    clearTimeout(this.#timer)
    if (this.#closed || this.missing === 0) return
    this.#timer = setTimeout(() => void this.#fetchMissing(), patience)
  }

  async #fetchMissing(): Promise<void> {
    const after = this.lowest
    try {
      const events = await this.#options.fetch(this.stream, after)
      if (this.#closed) return
      if (events.length > 0) this.#options.filled?.()
      for (const [follower, order] of [...this.#followers]) this.#give(follower, order, events)
      // The server has less than it said: its history was lost.
      if (events.length === 0 && this.lowest === after && this.missing > 0) return this.reset()
      this.#watch(0)
    } catch (error) {
      if (this.#closed) return
      if (this.#options.isRefusal(error)) this.#options.refused(this.stream)
      else this.#watch()
    }
  }
}
