// The open tasks that are assigned to a member, that the signed-in one made for others or watches, over all projects; read again
// when an event concerns one of them.
import type { Stores } from '../../client.svelte.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'

const SETTLE = 300
const KEPT = 'my-tasks'
const MOST_KEPT = 200
/** Of what one made, pages are read until there is enough that others do; who imported a board made thousands. */
const MOST_PAGES = 5
/** `mine`: assigned to me. `others`: made by me, and others do them. `watched`: by me. Else those that are assigned to this member. */
export type Whose = 'mine' | 'others' | 'watched' | { memberId: string }

type Asked = { assigneeId: string } | { createdById: string } | { watched: 'true' }

export class MyTasks {
  items = $state.raw<readonly BoardTask[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  /** They are what this browser kept: no server has answered yet. */
  isKept = $state(false)
  /** The server has more than are shown. */
  hasMore = $state(false)
  #kept = $state.raw<readonly BoardTask[] | null>(null)
  readonly #stores: Stores
  readonly #limit: number
  readonly #whose: Whose
  readonly #aborted = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Tasks that were looked at, shown or not: an event about any of them may change what is shown. */
  #known: readonly string[] = []

  constructor(stores: Stores, limit: number, whose: Whose = 'mine') {
    this.#stores = stores
    this.#whose = whose
    this.#limit = limit
    void this.#read()
    if (whose === 'mine') void this.#showKept()
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
    const ids = [this.#memberId, ...this.#known]
    const concerns = events.some(({ type, data }) => {
      // Its tasks may have come out of the archive, or gone there.
      if (type === 'project.updated') return true
      const text = JSON.stringify(data)
      return ids.some((id) => text.includes(id))
    })
    if (concerns) this.#soon()
  }

  get #memberId(): string {
    return typeof this.#whose === 'object' ? this.#whose.memberId : this.#stores.session.membershipId ?? ''
  }

  #soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#read(), SETTLE)
  }

  /** Until there is an answer; of projects that one may not read any more nothing is shown. */
  async #showKept(): Promise<void> {
    const { copies, organizations } = this.#stores
    const kept = await copies.read<readonly BoardTask[]>(this.#memberId, KEPT).catch(() => null)
    await organizations.ready
    if (!kept || this.status !== 'loading' || this.#aborted.signal.aborted) return
    this.#kept = kept.filter(({ projectId }) => organizations.project(projectId) !== undefined)
    // Titles of what one may not read any more do not stay in the browser (RT19).
    if (this.#kept.length < kept.length) await copies.write(this.#memberId, KEPT, this.#kept).catch(() => undefined)
  }

  /** Shown without a network only: where an answer comes, it comes soon. */
  showKept(): void {
    if (this.status !== 'loading' || !this.#kept) return
    this.items = this.#kept
    this.isKept = true
    this.status = 'ready'
  }

  async #read(): Promise<void> {
    try {
      const me = this.#memberId
      const isMadeByMe = this.#whose === 'others'
      const { read, cursor } = isMadeByMe ? await this.#pages(me) : await this.#page(this.#whose === 'watched' ? { watched: 'true' } : { assigneeId: me })
      this.#known = read.map(({ id }) => id)
      this.items = isMadeByMe ? read.filter((task) => isWithOthers(task, me)) : read
      this.hasMore = cursor !== undefined
      this.isKept = false
      this.status = 'ready'
      if (this.#whose === 'mine') void this.#stores.copies.write(me, KEPT, this.items.slice(0, MOST_KEPT)).catch(() => undefined)
    } catch (error) {
      if (this.#aborted.signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.status = 'failed'
    }
  }

  async #page(whose: Asked, cursor?: string): Promise<{ read: BoardTask[]; cursor: string | undefined }> {
    const query = { ...whose, open: 'true' as const, sort: 'dueAt' as const, limit: this.#limit, ...(cursor && { cursor }) }
    const { data } = await this.#stores.api.call('listTasks', { query, signal: this.#aborted.signal })
    return { read: data.items, cursor: data.nextCursor ?? undefined }
  }

  async #pages(me: string): Promise<{ read: BoardTask[]; cursor: string | undefined }> {
    let { read, cursor } = await this.#page({ createdById: me })
    for (let pages = 1; cursor && pages < MOST_PAGES && read.filter((task) => isWithOthers(task, me)).length < this.#limit; pages += 1) {
      const next = await this.#page({ createdById: me }, cursor)
      read = [...read, ...next.read]
      cursor = next.cursor
    }
    return { read, cursor }
  }
}

/** Nobody waits for what nobody has taken, nor for others where one has it oneself. */
export const isWithOthers = ({ assigneeIds }: Pick<BoardTask, 'assigneeIds'>, me: string): boolean =>
  assigneeIds.length > 0 && !assigneeIds.includes(me)
