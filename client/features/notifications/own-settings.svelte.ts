// Settings of one's own: read once, kept by my own stream, changed at once and sent as a whole, one change after another.
import type { Stores } from '../../client.svelte.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import type { StoreStatus } from '../stores.ts'

interface Source<T> {
  read(signal: AbortSignal): Promise<T>
  replace(value: T): Promise<T>
  /** The event that tells of a change, also of another tab's. */
  event: string
}
type Change<T> = (value: T) => T

export class OwnSettings<T extends object> {
  status = $state<StoreStatus>('loading')
  #saved = $state.raw<T | null>(null)
  #waiting = $state.raw<readonly Change<T>[]>([])
  readonly #stores: Stores
  readonly #source: Source<T>
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}
  #last: Promise<unknown> = Promise.resolve()

  constructor(stores: Stores, source: Source<T>) {
    this.#stores = stores
    this.#source = source
    void this.#load()
  }

  /** What is saved, with what is on its way. */
  get value(): T | null {
    return this.#saved && this.#waiting.reduce((value, change) => change(value), this.#saved)
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  /** Drawn at once; what is refused goes back, and that alone. */
  async change(change: Change<T>): Promise<void> {
    if (!this.#saved) return
    this.#waiting = [...this.#waiting, change]
    const saved = this.#last.catch(() => undefined).then(() => this.#save(change))
    this.#last = saved
    await saved
  }

  async #save(change: Change<T>): Promise<void> {
    try {
      this.#saved = await this.#source.replace(change(this.#saved!))
    } finally {
      this.#waiting = this.#waiting.filter((other) => other !== change)
    }
  }

  async #load(): Promise<void> {
    await this.#stores.organizations.ready
    // Known before the settings are read: events since then are applied again, which changes nothing twice.
    const position = this.#stores.organizations.inboxPosition
    const { signal } = this.#aborted
    if (!position || signal.aborted) return
    try {
      this.#saved = await this.#source.read(signal)
      this.status = 'ready'
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof NetworkError)) throw error
      if (!signal.aborted) this.status = 'failed'
      return
    }
    this.#stop = this.#stores.streams.follow({
      position, reset: () => { this.#stop(); void this.#load() }, revoked: () => this.close(),
      apply: (events) => events.forEach(({ type, data }) => { if (type === this.#source.event && this.#saved) this.#saved = { ...this.#saved, ...data as Partial<T> } }),
    })
  }
}
