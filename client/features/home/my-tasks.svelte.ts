// The open tasks assigned to the signed-in member over all projects; read again when an event concerns one of them.
import type { Stores } from '../../client.svelte.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'

const SETTLE = 300

export class MyTasks {
  items = $state.raw<readonly BoardTask[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  /** The server has more than are shown. */
  hasMore = $state(false)
  readonly #stores: Stores
  readonly #limit: number
  readonly #aborted = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(stores: Stores, limit: number) {
    this.#stores = stores
    this.#limit = limit
    void this.#read()
  }

  /** Follows the streams of the given teams. Returns how to stop. */
  follow(teamIds: readonly string[]): () => void {
    const { organizations, streams } = this.#stores
    const stops = teamIds.flatMap((teamId) => {
      const position = organizations.positionOf(teamId)
      if (!position) return []
      return [streams.follow({
        position, apply: (events) => this.#hear(events), reset: () => this.#soon(), revoked: () => this.#soon(),
      })]
    })
    return () => stops.forEach((stop) => stop())
  }

  close(): void {
    this.#aborted.abort()
    clearTimeout(this.#timer)
  }

  #hear(events: readonly StreamEvent[]): void {
    const ids = [this.#stores.session.membershipId ?? '', ...this.items.map(({ id }) => id)]
    const concerns = events.some(({ data }) => {
      const text = JSON.stringify(data)
      return ids.some((id) => text.includes(id))
    })
    if (concerns) this.#soon()
  }

  #soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#read(), SETTLE)
  }

  async #read(): Promise<void> {
    const { api, session } = this.#stores
    const { signal } = this.#aborted
    try {
      const query = { assigneeId: session.membershipId!, open: 'true', sort: 'dueAt', limit: this.#limit } as const
      const { data } = await api.call('listTasks', { query, signal })
      this.items = data.items
      this.hasMore = data.nextCursor !== null
      this.status = 'ready'
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.status = 'failed'
    }
  }
}
