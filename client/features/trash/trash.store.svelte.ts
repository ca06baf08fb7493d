// A trash: read as it stands, and read anew when an event could change it.
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import { statusAfter, type StoreContext, type StoreStatus } from '../stores.ts'

export class TrashStore<T extends StreamPosition> {
  trash = $state.raw<T | null>(null)
  status = $state<StoreStatus>('loading')
  readonly #context: StoreContext
  readonly #ask: (signal: AbortSignal) => Promise<T>
  readonly #isTouching: (event: StreamEvent) => boolean
  readonly #aborted = new AbortController()
  #stop = () => {}

  constructor(context: StoreContext, ask: (signal: AbortSignal) => Promise<T>, isTouching: (event: StreamEvent) => boolean) {
    this.#context = context
    this.#ask = ask
    this.#isTouching = isTouching
    void this.#read()
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async #read(): Promise<void> {
    const { signal } = this.#aborted
    try {
      const trash = await this.#ask(signal)
      if (signal.aborted) return
      this.trash = trash
      this.status = 'ready'
      this.#follow(trash)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof ApiError) this.status = statusAfter(error)
      else if (error instanceof NetworkError) this.status = this.trash ? 'ready' : 'failed'
      else throw error
    }
  }

  #follow({ stream, offset, epoch }: T): void {
    this.#stop()
    const again = () => {
      this.#stop()
      this.#stop = () => {}
      void this.#read()
    }
    this.#stop = this.#context.streams.follow({
      position: { stream, offset, epoch },
      apply: (events) => {
        if (events.some((event) => this.#isTouching(event))) again()
      },
      reset: again, revoked: () => (this.status = 'gone'),
    })
  }
}
