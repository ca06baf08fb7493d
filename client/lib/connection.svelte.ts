// What the connection pill and its panel show: the state, since when, how late events are, how many changes wait.

export type ConnectionState = 'live' | 'connecting' | 'catching-up' | 'offline'

const WINDOW = 60_000
/** Without a connection for so long, one is offline. */
export const OFFLINE_AFTER = 4_000

export class Connection {
  state = $state<ConnectionState>('connecting')
  since = $state(Date.now())
  /** Events that are known to exist and were not applied yet. */
  toGo = $state(0)
  /** How often missing events were fetched since the page was opened. */
  gapsFilled = $state(0)
  /** When the last event came, in milliseconds. */
  lastEventAt = $state<number | null>(null)
  /** Delay from commit to here over the last minute, in milliseconds; null without events. */
  lag = $state.raw<{ median: number; slowest: number; events: number } | null>(null)
  #connected = false
  #behind = true
  #reachable = true
  #timer: ReturnType<typeof setTimeout> | undefined
  #delays: { at: number; delay: number }[] = []
  #clockSkew = Infinity

  /** The first attempt begins: a page may be opened without a network. */
  begin(): void {
    if (!this.#connected) this.lost()
  }

  opened(): void {
    clearTimeout(this.#timer)
    this.#connected = true
    this.#reachable = true
    this.#settle()
  }

  lost(): void {
    this.#connected = false
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.unreachable(), OFFLINE_AFTER)
    this.#settle()
  }

  /** The browser says so, or connecting has failed for long enough. */
  unreachable(): void {
    if (this.#connected) return
    this.#reachable = false
    this.#settle()
  }

  /** Worth trying again: the browser says that there is a network. */
  trying(): void {
    this.#reachable = true
    this.#settle()
  }

  /** How much is known to be missing; `replaying` while a subscription is not answered yet. */
  progress(toGo: number, replaying: boolean): void {
    this.toGo = toGo
    this.#behind = replaying || toGo > 0
    this.#settle()
  }

  /** An event came that was committed at `committedAt` by the server's clock. */
  received(committedAt: string, live: boolean, now = Date.now()): void {
    this.lastEventAt = now
    if (!live) return
    const delay = now - Date.parse(committedAt)
    // A negative delay only says that the clocks differ: the smallest one seen is the zero point then.
    this.#clockSkew = Math.min(this.#clockSkew, delay)
    this.#delays.push({ at: now, delay: delay - Math.min(0, this.#clockSkew) })
    this.measure(now)
  }

  /** Leaves out what is older than a minute. */
  measure(now = Date.now()): void {
    this.#delays = this.#delays.filter(({ at }) => at > now - WINDOW)
    const delays = this.#delays.map(({ delay }) => delay).sort((a, b) => a - b)
    this.lag = delays.length === 0 ? null :
      { median: delays[Math.floor(delays.length / 2)]!, slowest: delays.at(-1)!, events: delays.length }
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #settle(): void {
    const state = this.#connected ? (this.#behind ? 'catching-up' : 'live') : this.#reachable ? 'connecting' : 'offline'
    if (state === this.state) return
    this.state = state
    this.since = Date.now()
  }
}
