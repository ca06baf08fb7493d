// A snapshot of something on the screen, kept by its stream for as long as it is looked at.
import type { StreamEvent, StreamPosition } from '../../shared/streams.ts'
import { ApiError, NetworkError } from '../lib/api-error.ts'
import type { Reduced } from '../lib/reducer.ts'
import { statusAfter, type StoreContext, type StoreStatus } from './stores.ts'

interface Source<S> {
  read: (signal: AbortSignal) => Promise<S>
  /** An effect of it asks for another snapshot. */
  reduceAll: (state: S, events: readonly StreamEvent[]) => Reduced<S>
}

export class Followed<S extends StreamPosition> {
  status = $state<StoreStatus>('loading')
  confirmed = $state.raw<S | null>(null)
  readonly #streams: StoreContext['streams']
  readonly #source: Source<S>
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}

  constructor({ streams }: Pick<StoreContext, 'streams'>, source: Source<S>) {
    this.#streams = streams
    this.#source = source
    void this.load()
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async load(): Promise<void> {
    const { signal } = this.#aborted
    if (!this.confirmed) this.status = 'loading'
    try {
      const snapshot = await this.#source.read(signal)
      if (signal.aborted) return
      this.confirmed = snapshot
      this.status = 'ready'
      this.#follow(snapshot)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof ApiError) this.status = statusAfter(error)
      else if (error instanceof NetworkError) this.status = this.confirmed ? 'ready' : 'failed'
      else throw error
    }
  }

  #follow({ stream, offset, epoch }: S): void {
    const reload = () => {
      if (!this.#aborted.signal.aborted) void this.load()
    }
    this.#stop()
    this.#stop = this.#streams.follow({
      position: { stream, offset, epoch }, apply: (events) => this.#apply(events), reset: reload, revoked: () => (this.status = 'gone'),
    })
  }

  #apply(events: StreamEvent[]): void {
    if (!this.confirmed) return
    const { state, effects } = this.#source.reduceAll(this.confirmed, events)
    this.confirmed = state
    if (effects.length > 0) void this.load()
  }
}
