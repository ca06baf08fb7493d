// The trash of a project: read as it stands, and read anew when an event of the project could change it.
import type { Trash } from '../../../shared/features/trash.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import { changesOf } from '../board/recent-changes.ts'
import { statusAfter, type StoreContext, type StoreStatus } from '../stores.ts'

const TOUCHING = new Set(['task.deleted', 'task.restored', 'comment.deleted', 'comment.restored'])

export class TrashStore {
  trash = $state.raw<Trash | null>(null)
  status = $state<StoreStatus>('loading')
  readonly #context: StoreContext
  readonly #projectId: string
  readonly #aborted = new AbortController()
  #stop = () => {}

  constructor(context: StoreContext, projectId: string) {
    this.#context = context
    this.#projectId = projectId
    void this.#read()
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async #read(): Promise<void> {
    const { signal } = this.#aborted
    try {
      const { data } = await this.#context.api.call('readTrash', { params: { projectId: this.#projectId }, signal })
      if (signal.aborted) return
      this.trash = data
      this.status = 'ready'
      this.#follow(data)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof ApiError) this.status = statusAfter(error)
      else if (error instanceof NetworkError) this.status = this.trash ? 'ready' : 'failed'
      else throw error
    }
  }

  #follow(position: Trash): void {
    this.#stop()
    const again = () => {
      this.#stop()
      this.#stop = () => {}
      void this.#read()
    }
    this.#stop = this.#context.streams.follow({
      position: { stream: position.stream, offset: position.offset, epoch: position.epoch },
      apply: (events) => {
        if (events.some((event) => this.#isTouching(event))) again()
      },
      reset: again, revoked: () => (this.status = 'gone'),
    })
  }

  #isTouching(event: StreamEvent): boolean {
    return changesOf(event, this.#projectId).some(({ type }) => TOUCHING.has(type))
  }
}
