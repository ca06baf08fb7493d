// What happened to a task, newest first: read once, then kept by the events of its team.
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import type { StoreContext } from '../stores.ts'

const PAGE = 50

export class TaskActivity {
  events = $state.raw<readonly StreamEvent[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  hasMore = $state(false)
  readonly #context: StoreContext
  readonly #taskId: string
  readonly #aborted = new AbortController()
  #cursor: string | null = null
  #stop: () => void

  /** `position`: where the team's stream stood before; events after it come by themselves. */
  constructor(context: StoreContext, taskId: string, position: StreamPosition) {
    this.#context = context
    this.#taskId = taskId
    const forget = () => this.#stop()
    this.#stop = context.streams.follow({ position, apply: (events) => this.#add(events), reset: () =>
      void this.#restart(), revoked: forget })
    void this.more()
  }

  async more(): Promise<void> {
    const { signal } = this.#aborted
    try {
      const query = { limit: PAGE, ...(this.#cursor ? { cursor: this.#cursor } : {}) }
      const { data } = await this.#context.api.call('listTaskActivity',
        { params: { taskId: this.#taskId }, query, signal })
      if (signal.aborted) return
      this.#cursor = data.nextCursor
      this.hasMore = data.nextCursor !== null
      this.status = 'ready'
      this.#merge(data.items)
    } catch {
      if (!signal.aborted) this.status = 'failed'
    }
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async #restart(): Promise<void> {
    this.#cursor = null
    this.events = []
    await this.more()
  }

  #add(events: readonly StreamEvent[]): void {
    const about = events.flatMap((event) => partAbout(event, this.#taskId) ?? [])
    if (about.length > 0) this.#merge(about)
  }

  #merge(events: readonly StreamEvent[]): void {
    const byId = new Map([...this.events, ...events].map((event) => [event.id, event]))
    this.events = [...byId.values()].sort((a, b) => b.offset - a.offset)
  }
}

/** The event itself, or the part of a bulk change that is about the task; null when nothing of it is. */
export function partAbout(event: StreamEvent, taskId: string): StreamEvent | null {
  if (event.type !== 'batch.applied') return isAbout(event.data, taskId) ? event : null
  const parts = (event.data.events as { data: Record<string, unknown> }[]).filter(({ data }) => isAbout(data, taskId))
  return parts.length > 0 ? { ...event, data: { ...event.data, events: parts } } : null
}

function isAbout(data: Record<string, unknown>, taskId: string): boolean {
  return data.taskId === taskId || (data.task as { id?: string } | undefined)?.id === taskId
}
