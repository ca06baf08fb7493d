// The open tasks that are assigned to the signed-in member, or that they made for others, over all projects; read again when
// an event concerns one of them.
import type { Stores } from '../../client.svelte.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'

const SETTLE = 300
/** `mine`: assigned to me. `others`: made by me, and others do them. */
export type Whose = 'mine' | 'others'

export class MyTasks {
  items = $state.raw<readonly BoardTask[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  /** The server has more than are shown. */
  hasMore = $state(false)
  readonly #stores: Stores
  readonly #limit: number
  readonly #whose: Whose
  readonly #aborted = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(stores: Stores, limit: number, whose: Whose = 'mine') {
    this.#stores = stores
    this.#whose = whose
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
      const me = session.membershipId!
      const whose = this.#whose === 'mine' ? { assigneeId: me } : { createdById: me }
      const { data } = await api.call('listTasks', { query: { ...whose, open: 'true', sort: 'dueAt', limit: this.#limit }, signal })
      this.items = this.#whose === 'mine' ? data.items : data.items.filter((task) => isWithOthers(task, me))
      this.hasMore = data.nextCursor !== null
      this.status = 'ready'
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.status = 'failed'
    }
  }
}

/** Nobody waits for what nobody has taken, nor for others where one has it oneself. */
export const isWithOthers = ({ assigneeIds }: Pick<BoardTask, 'assigneeIds'>, me: string): boolean =>
  assigneeIds.length > 0 && !assigneeIds.includes(me)
