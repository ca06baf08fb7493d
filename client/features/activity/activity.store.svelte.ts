// What happened to a task or in a project, newest first: read once, then kept by the events of its team.
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import { changesOf } from '../board/recent-changes.ts'
import type { StoreContext } from '../stores.ts'

const PAGE = 50

interface Source {
  page(query: { limit: number; cursor?: string }, signal: AbortSignal): Promise<{ items: StreamEvent[]; nextCursor: string | null }>
  /** The event, or what of it belongs here. */
  about(event: StreamEvent): StreamEvent | null
}

class Activity {
  events = $state.raw<readonly StreamEvent[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  hasMore = $state(false)
  readonly #source: Source
  readonly #aborted = new AbortController()
  #cursor: string | null = null
  #stop: () => void

  /** `position`: where the team's stream stood before; events after it come by themselves. */
  constructor(context: StoreContext, position: StreamPosition, source: Source) {
    this.#source = source
    const forget = () => this.#stop()
    this.#stop = context.streams.follow({ position, apply: (events) => this.#add(events), reset: () =>
      void this.#restart(), revoked: forget })
    void this.more()
  }

  async more(): Promise<void> {
    const { signal } = this.#aborted
    try {
      const query = { limit: PAGE, ...(this.#cursor ? { cursor: this.#cursor } : {}) }
      const data = await this.#source.page(query, signal)
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
    const about = events.flatMap((event) => this.#source.about(event) ?? [])
    if (about.length > 0) this.#merge(about)
  }

  #merge(events: readonly StreamEvent[]): void {
    const byId = new Map([...this.events, ...events].map((event) => [event.id, event]))
    this.events = [...byId.values()].sort((a, b) => b.offset - a.offset)
  }
}

export class TaskActivity extends Activity {
  constructor(context: StoreContext, taskId: string, position: StreamPosition) {
    super(context, position, {
      page: async (query, signal) => (await context.api.call('listTaskActivity', { params: { taskId }, query, signal })).data,
      about: (event) => partAbout(event, taskId),
    })
  }
}

export class ProjectActivity extends Activity {
  constructor(context: StoreContext, projectId: string, position: StreamPosition) {
    super(context, position, {
      page: async (query, signal) => (await context.api.call('listProjectActivity', { params: { projectId }, query, signal })).data,
      about: (event) => (changesOf(event, projectId).length > 0 ? event : null),
    })
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
