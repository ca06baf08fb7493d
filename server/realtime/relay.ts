// The relay of this node: the feeds of all streams with followers here, woken by commits, the bell and the sweep (RT9 to RT11).
import type { StreamEvent } from '../../shared/streams.ts'
import type { Logger } from '../kernel/logger.ts'
import type { StreamHead } from '../kernel/streams.ts'
import type { Counters } from './counters.ts'
import { Feed, type Follower, type FeedSource } from './feed.ts'
import type { StreamReads } from './reads.ts'

/** What a commit or a bell tells. */
export interface Tidings { organizationId: string; stream: string; head: number; epoch: string; events: readonly StreamEvent[] }

export interface RelayOptions {
  reads: StreamReads
  /** Gives an event to the room of its stream. Never throws. */
  give(feed: Feed, event: StreamEvent): void
  /** Milliseconds until the next sweep. */
  sweepMs(): number
  counters: Counters
  logger: Logger
}

const HEADS_PER_QUERY = 2000
const nameOf = (organizationId: string, stream: string) => `${organizationId}/${stream}`

export class Relay implements FeedSource {
  readonly #options: RelayOptions
  readonly #feeds = new Map<string, Feed>()
  #opening: { feeds: Feed[]; done: Promise<void> } | undefined
  #sweeping: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: RelayOptions) {
    this.#options = options
  }

  /** Registers a follower of a stream; resolves when the feed knows where it stands. */
  async open(organizationId: string, stream: string, follower: Follower): Promise<Feed> {
    const name = nameOf(organizationId, stream)
    const feed = this.#feeds.get(name) ?? new Feed(organizationId, stream, this)
    this.#feeds.set(name, feed)
    feed.followers.add(follower)
    try {
      while (!feed.loaded) await this.#load(feed)
      return feed
    } catch (error) {
      this.leave(feed, follower)
      throw error
    }
  }

  /** The last to leave takes the feed along. */
  leave(feed: Feed, follower: Follower): void {
    feed.followers.delete(follower)
    const name = nameOf(feed.organizationId, feed.stream)
    if (feed.followers.size > 0 || this.#feeds.get(name) !== feed) return
    this.#feeds.delete(name)
    feed.close()
  }

  heard(tidings: Tidings): void {
    this.#feeds.get(nameOf(tidings.organizationId, tidings.stream))?.heard(tidings.head, tidings.epoch, tidings.events)
  }

  /** Asks the table where a feed's stream stands now, and waits until the room has been given that much. */
  async refresh(feed: Feed): Promise<void> {
    const before = feed.standing()
    const [row] = await this.#options.reads.heads([feed])
    feed.learn(row, before)
    await feed.reach(row?.head ?? 0)
  }

  /** Asks once for the heads of all feeds: whatever the bell did not tell is found here (RT11). Never rejects. */
  sweep(): Promise<void> {
    this.#sweeping ??= this.#sweepOnce().finally(() => { this.#sweeping = undefined })
    return this.#sweeping
  }

  /** Sweeps at once, and from then on again and again: at the start, and when the bell comes or goes. */
  wake(): void {
    void this.sweep()
    this.#next()
  }

  #next(): void {
    clearTimeout(this.#timer)
    if (this.#stopped) return
    this.#timer = setTimeout(() => void this.sweep().finally(() => this.#next()), this.#options.sweepMs()).unref()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    for (const feed of this.#feeds.values()) feed.close()
  }

  follows(organizationId: string, stream: string): boolean {
    return this.#feeds.has(nameOf(organizationId, stream))
  }

  get size(): number {
    return this.#feeds.size
  }

  /** The sum of the heads that are known, and by how many events the stream that is furthest behind lags. */
  standing(): { heads: number; lag: number } {
    const feeds = [...this.#feeds.values()]
    return { heads: feeds.reduce((sum, { head }) => sum + head, 0), lag: feeds.reduce((most, { head, last }) => Math.max(most, head - last), 0) }
  }

  read(feed: Feed, after: number): Promise<StreamEvent[]> {
    return this.#options.reads.events(feed, after)
  }

  give(feed: Feed, event: StreamEvent): void {
    this.#options.counters.eventsGiven += 1
    this.#options.give(feed, event)
  }

  /** The next sweep tries again. */
  failed(feed: Feed, error: unknown): void {
    this.#options.counters.readErrors += 1
    this.#options.logger.warn({ err: error, stream: feed.stream, organizationId: feed.organizationId }, 'relay could not read a stream')
  }

  /** All feeds opened in one turn are asked for together. */
  #load(feed: Feed): Promise<void> {
    if (!this.#opening) {
      const feeds: Feed[] = []
      const done = new Promise((resolve) => setImmediate(resolve)).then(() => {
        this.#opening = undefined
        return this.#heads(feeds, (one, row) => { if (!one.loaded) one.begin(row) })
      })
      this.#opening = { feeds, done }
    }
    if (!this.#opening.feeds.includes(feed)) this.#opening.feeds.push(feed)
    return this.#opening.done
  }

  async #sweepOnce(): Promise<void> {
    const feeds = [...this.#feeds.values()].filter(({ loaded }) => loaded)
    if (feeds.length === 0) return
    this.#options.counters.sweeps += 1
    const before = new Map(feeds.map((feed) => [feed, feed.standing()]))
    try {
      await this.#heads(feeds, (feed, row) => feed.learn(row, before.get(feed)!))
    } catch (error) {
      this.#options.counters.readErrors += 1
      this.#options.logger.debug({ err: error }, 'sweep failed')
    }
  }

  async #heads(feeds: Feed[], tell: (feed: Feed, row: StreamHead | undefined) => void): Promise<void> {
    for (let start = 0; start < feeds.length; start += HEADS_PER_QUERY) {
      const some = feeds.slice(start, start + HEADS_PER_QUERY)
      const rows = await this.#options.reads.heads(some.map(({ organizationId, stream }) => ({ organizationId, stream })))
      const byName = new Map(rows.map((row) => [nameOf(row.organizationId, row.stream), row]))
      for (const feed of some) tell(feed, byName.get(nameOf(feed.organizationId, feed.stream)))
    }
  }
}
