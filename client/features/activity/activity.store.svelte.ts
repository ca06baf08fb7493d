// What happened to a task, in a project or elsewhere, newest first: read once, then kept by the events of its streams.
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import { changesOf } from '../board/recent-changes.ts'
import type { StoreContext } from '../stores.ts'

const PAGE = 50
const SETTLE = 300

interface Source {
  page(query: { limit: number; cursor?: string }, signal: AbortSignal): Promise<{ items: StreamEvent[]; nextCursor: string | null }>
  /** The event, or what of it belongs here. */
  about(event: StreamEvent): StreamEvent | null
  /** Names come with the page alone: it is read again when an event belongs here. */
  hasNames?: true
}

export class Activity {
  events = $state.raw<readonly StreamEvent[]>([])
  status = $state<'loading' | 'ready' | 'failed'>('loading')
  hasMore = $state(false)
  readonly #source: Source
  /** Of what is read since the last reset; aborted with the whole. */
  #reads = new AbortController()
  readonly #order: (a: StreamEvent, b: StreamEvent) => number
  #cursor: string | null = null
  readonly #context: StoreContext
  readonly #stops = new Map<string, () => void>()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `positions`: where the streams stood before; events after them come by themselves. */
  constructor(context: StoreContext, positions: readonly StreamPosition[], source: Source) {
    this.#context = context
    this.#source = source
    this.#order = positions.length === 1 ? byOffset : byMoment
    for (const position of positions) this.#follow(position)
    void this.more()
  }

  async more(): Promise<void> {
    const { signal } = this.#reads
    try {
      const data = await this.#read(this.#cursor)
      if (!data) return
      this.#cursor = data.nextCursor
      this.hasMore = data.nextCursor !== null
      this.status = 'ready'
    } catch {
      if (!signal.aborted) this.status = 'failed'
    }
  }

  close(): void {
    this.#stopReading()
    for (const stop of this.#stops.values()) stop()
  }

  #follow(position: StreamPosition): void {
    const { stream } = position
    this.#stops.get(stream)?.()
    this.#stops.set(stream, this.#context.streams.follow({
      position, apply: (events) => this.#add(events),
      reset: (now) => this.#restart(() => this.#follow(now)),
      revoked: () => {
        this.#stops.get(stream)?.()
        // What others tell is still there.
        if (this.#stops.size > 1) this.#restart()
      },
    }))
  }

  async #read(cursor: string | null) {
    const { signal } = this.#reads
    const data = await this.#source.page({ limit: PAGE, ...(cursor ? { cursor } : {}) }, signal)
    if (signal.aborted) return null
    this.#merge(data.items)
    return data
  }

  #stopReading(): void {
    this.#reads.abort()
    clearTimeout(this.#timer)
  }

  /** Reads anew, with what is told from now on; a page that is on its way is of what was before. */
  #restart(follow = () => {}): void {
    if (this.#reads.signal.aborted) return
    this.#stopReading()
    this.#reads = new AbortController()
    this.#cursor = null
    this.events = []
    follow()
    void this.more()
  }

  #add(events: readonly StreamEvent[]): void {
    const about = events.flatMap((event) => this.#source.about(event) ?? [])
    if (about.length === 0) return
    if (!this.#source.hasNames) return this.#merge(about)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#read(null).catch(() => undefined), SETTLE)
  }

  #merge(events: readonly StreamEvent[]): void {
    const byId = new Map([...this.events, ...events].map((event) => [event.id, event]))
    this.events = [...byId.values()].sort(this.#order)
  }
}

const byOffset = (a: StreamEvent, b: StreamEvent) => b.offset - a.offset

/** As the server orders events of several streams. */
function byMoment(a: StreamEvent, b: StreamEvent): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  if (a.stream !== b.stream) return a.stream < b.stream ? 1 : -1
  return byOffset(a, b)
}

export class TaskActivity extends Activity {
  constructor(context: StoreContext, taskId: string, position: StreamPosition) {
    super(context, [position], {
      page: async (query, signal) => (await context.api.call('listTaskActivity', { params: { taskId }, query, signal })).data,
      about: (event) => partAbout(event, taskId),
    })
  }
}

export class ProjectActivity extends Activity {
  constructor(context: StoreContext, projectId: string, position: StreamPosition) {
    super(context, [position], {
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
  const ends = [data, data.from, data.to] as ({ taskId?: string } | undefined)[]
  return ends.some((end) => end?.taskId === taskId) || (data.task as { id?: string } | undefined)?.id === taskId
}
