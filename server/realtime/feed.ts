// One stream on this node: what its room was given so far, and the pump that gives it what comes next, in order (RT9, RT10, RT19).
import type { StreamEvent } from '../../shared/streams.ts'
import type { StreamHead } from '../kernel/streams.ts'
import type { Revoked } from './revocations.ts'
import { revokedBy } from './revocations.ts'

/** The epoch that a stream is said to have before its first event. */
export const NO_EPOCH = '00000000-0000-0000-0000-000000000000'

/** Whoever listens to a feed on this node. */
export interface Follower {
  readonly membershipId: string
  /** Their rights may have ended with the event of this offset: asks again, and leaves when they did. Never rejects. */
  recheck(offset: number): Promise<void>
  /** History was lost: what they hold does not fit any more. */
  reset(reason: string): void
}

export interface FeedSource {
  read(feed: Feed, after: number): Promise<StreamEvent[]>
  /** Gives the event to the feed's room. Never throws. */
  give(feed: Feed, event: StreamEvent): void
  failed(feed: Feed, error: unknown): void
}

/** Where a feed stood when the heads were asked for. */
export interface Standing { last: number; epoch: string }

type Place = Pick<StreamHead, 'epoch' | 'floor' | 'head'>

const MAX_EARLY = 1000
/** Neighbouring commits arrive in any order: a gap is given this long before the table is asked. */
const NEIGHBOUR_MS = 5

export class Feed {
  readonly organizationId: string
  readonly stream: string
  readonly followers = new Set<Follower>()
  epoch = NO_EPOCH
  floor = 0
  /** The offset of the last event given to the room. */
  last = 0
  /** The highest offset known to be committed. */
  head = 0
  loaded = false
  readonly #source: FeedSource
  readonly #early = new Map<number, StreamEvent>()
  readonly #waiting = new Set<() => void>()
  #brought = () => {}
  #pumping = false
  #closed = false
  #history = 0

  constructor(organizationId: string, stream: string, source: FeedSource) {
    this.organizationId = organizationId
    this.stream = stream
    this.#source = source
  }

  /** The stream's place is known now: the room begins after its head. */
  begin(row: StreamHead | undefined): void {
    this.#standAt(row)
    this.loaded = true
    for (const offset of this.#early.keys()) if (offset <= this.last) this.#early.delete(offset)
    void this.#pump()
  }

  /** Somebody says that the stream has reached `head`, perhaps with the events that lead there. */
  heard(head: number, epoch: string, events: readonly StreamEvent[]): void {
    if (this.epoch === NO_EPOCH && this.loaded) this.epoch = epoch
    this.head = Math.max(this.head, head)
    for (const event of events) {
      if (event.offset > this.last && this.#early.size < MAX_EARLY) this.#early.set(event.offset, event)
    }
    if (this.#early.has(this.last + 1)) this.#brought()
    void this.#pump()
  }

  /** What the table says, asked for when the feed stood at `before`. It alone decides whether history was lost (RT5). */
  learn(row: StreamHead | undefined, before: Standing): void {
    const appeared = before.epoch === NO_EPOCH
    const lost = (row?.head ?? 0) < before.last || (!appeared && row?.epoch !== before.epoch)
    if (lost) return this.#restart(row, 'history_lost')
    if (!row) return
    this.floor = row.floor
    this.heard(row.head, row.epoch, [])
  }

  standing(): Standing {
    return { last: this.last, epoch: this.epoch }
  }

  /** Resolves when the room was given this offset, or the feed is closed or restarted. */
  async reach(offset: number): Promise<void> {
    const history = this.#history
    while (this.last < offset && !this.#closed && history === this.#history) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  close(): void {
    this.#closed = true
    this.#wake()
  }

  /**
   * Gives all that is at hand, and fetches what is missing until nothing is. It notices that it is done and stops in one turn:
   * whoever brings news sees either a pump that will still look, or none.
   */
  async #pump(): Promise<void> {
    if (this.#pumping || !this.loaded) return
    this.#pumping = true
    try {
      for (;;) {
        for (let next = this.#take(); next; next = this.#take()) {
          const settled = this.#give(next)
          if (settled) await settled
        }
        if (this.#closed || this.last >= this.head) return
        await this.#neighbours()
        if (!this.#early.has(this.last + 1)) await this.#fetch()
      }
    } catch (error) {
      this.#source.failed(this, error)
    } finally {
      this.#pumping = false
    }
  }

  /** Resolves as soon as the next event was brought, or nobody did in time. */
  #neighbours(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, NEIGHBOUR_MS)
      this.#brought = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #take(): StreamEvent | undefined {
    const next = this.#closed ? undefined : this.#early.get(this.last + 1)
    if (next) this.#early.delete(next.offset)
    return next
  }

  async #fetch(): Promise<void> {
    const [history, after] = [this.#history, this.last]
    const events = await this.#source.read(this, after)
    if (history !== this.#history) return
    const [first] = events
    // A head that no row confirms was a false rumour; a hole is lost history.
    if (!first) this.head = this.last
    else if (first.offset !== after + 1) return this.#restart({ epoch: this.epoch, floor: this.floor, head: this.head }, 'history_lost')
    for (const event of events) if (event.offset > this.last) this.#early.set(event.offset, event)
  }

  #give(event: StreamEvent): Promise<unknown> | undefined {
    this.last = event.offset
    this.#source.give(this, event)
    this.#wake()
    const concerned = this.#concernedBy(revokedBy(event))
    return concerned.length > 0 ? Promise.all(concerned.map((follower) => follower.recheck(event.offset))) : undefined
  }

  #concernedBy(revoked: Revoked): Follower[] {
    if (revoked === null) return []
    return [...this.followers].filter(({ membershipId }) => revoked === 'everybody' || revoked.has(membershipId))
  }

  #restart(row: Place | undefined, reason: string): void {
    this.#history += 1
    this.#early.clear()
    this.#standAt(row)
    for (const follower of this.followers) follower.reset(reason)
    this.#wake()
  }

  #standAt(row: Place | undefined): void {
    this.epoch = row?.epoch ?? NO_EPOCH
    this.floor = row?.floor ?? 0
    this.last = row?.head ?? 0
    this.head = this.loaded ? this.last : Math.max(this.head, this.last)
  }

  #wake(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const resolve of waiting) resolve()
  }
}
