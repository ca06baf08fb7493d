// How a project stood, newest first: read when it is first looked at, then kept by the events of its team.
import type { StandingChange } from '../../../../shared/features/project-history.ts'
import { noteAfter, standingIn } from '../../../../shared/features/project-standing.ts'
import type { StreamEvent, StreamPosition } from '../../../../shared/streams.ts'
import type { StoreContext } from '../../stores.ts'

const PAGE = 20

export class ProjectHistory {
  items = $state.raw<readonly StandingChange[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  cursor = $state.raw<string | null>(null)
  readonly #context: Pick<StoreContext, 'api' | 'streams'>
  readonly #projectId: string
  /** Of what is read since the last reset; aborted with the whole. */
  #reads = new AbortController()
  #stop: () => void = () => {}

  /** `position`: where the team's stream stood before; what is told after it comes by itself. */
  constructor(context: Pick<StoreContext, 'api' | 'streams'>, projectId: string, position: StreamPosition) {
    this.#context = context
    this.#projectId = projectId
    this.#follow(position)
    void this.more()
  }

  async more(): Promise<void> {
    const { signal } = this.#reads
    try {
      const query = { limit: PAGE, ...(this.cursor !== null && { cursor: this.cursor }) }
      const { data } = await this.#context.api.call('listProjectHistory', { params: { projectId: this.#projectId }, query, signal })
      if (signal.aborted) return
      const known = new Set(data.items.map(({ id }) => id))
      this.items = [...this.items.filter(({ id }) => !known.has(id)), ...data.items]
      this.cursor = data.nextCursor
      this.status = 'ready'
    } catch {
      if (!signal.aborted) this.status = 'failed'
    }
  }

  close(): void {
    this.#reads.abort()
    this.#stop()
  }

  #follow(position: StreamPosition): void {
    this.#stop()
    this.#stop = this.#context.streams.follow({ position, apply: (events) => this.#add(events), reset: (now) => this.#restart(now), revoked: () => this.close() })
  }

  /** Reads anew, and goes on with what is told from now on; a page that is on its way is of what was before. */
  #restart(position: StreamPosition): void {
    if (this.#reads.signal.aborted) return
    this.#reads.abort()
    this.#reads = new AbortController()
    this.items = []
    this.cursor = null
    this.#follow(position)
    void this.more()
  }

  #add(events: readonly StreamEvent[]): void {
    for (const event of events) {
      const standing = standingIn(event, this.#projectId)
      if (!standing || this.items.some(({ id }) => id === event.id)) continue
      const { id, at, actor, correlationId } = event
      this.items = [{ id, at, actor, correlationId, ...standing, healthNote: noteAfter(standing, this.items[0]?.healthNote ?? '') }, ...this.items]
    }
  }
}
