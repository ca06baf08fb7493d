// One's own changes on their way: drawn at once, sent in order, kept while offline, dropped when their event was drawn.
import type { Problem } from '../../shared/errors.ts'
import type { StreamName } from '../../shared/streams.ts'
import { ApiError } from './api-error.ts'
import type { Answer } from './api.ts'
import { newId } from './ids.ts'

/** Milliseconds without an answer after which a change shows that it is pending. */
export const LATE_AFTER = 400

/** What is kept of a change while it waits. */
export interface StoredChange {
  /** The idempotency key. */
  key: string
  /** Which mutation it is and what it was given. */
  name: string
  input: unknown
  membershipId: string
  /** The stream that will carry its event. */
  stream: StreamName
  projectId: string
  /** Further projects whose tasks it changes. */
  alsoOf?: readonly string[]
  /** The tasks that it changes. */
  taskIds: readonly string[]
  at: number
  /** What was seen when it was made without a connection: it must not write over what others changed meanwhile. */
  base?: Base
  /** The same for each of many changes, in their order. */
  bases?: readonly (Base | null)[]
}

/** The version that was changed, and the values that the changed fields had. */
export interface Base { version: number; values: Readonly<Record<string, unknown>> }

export interface Change extends StoredChange {
  late: boolean
  /** The offset that the answer named; null while there is no answer. */
  reaches: number | null
}

/** `reaches`: the offset that the answer named. */
export type Outcome<T = unknown> = { ok: true; data: T; reaches: number } | { ok: false; problem: Problem }

export interface OutboxStorage {
  put(change: StoredChange): Promise<void>
  remove(key: string): Promise<void>
  /** Changes that closed tabs left behind, oldest first; they are this tab's from now on. */
  adopt(membershipId: string): Promise<StoredChange[]>
  clear(): Promise<void>
}

/** Something that draws changes: one is dropped when all that draw it have drawn its event. */
export interface Viewer {
  concerns(change: Change): boolean
  reached(change: Change): boolean
}

export interface OutboxOptions {
  storage: OutboxStorage
  send(change: StoredChange, signal: AbortSignal): Promise<Answer<unknown>>
  /** Told of every refused change before anybody else. */
  keep?: (change: StoredChange, problem: Problem) => void
}

/** Other tabs end at any time; what they leave behind is looked for so often. */
const ADOPTED_EVERY = 10_000

export class Outbox {
  /** In the order in which they were made. */
  changes = $state.raw<readonly Change[]>([])
  /** Told of every change that the server refused. */
  onRefused: (change: Change, problem: Problem) => void = () => {}

  readonly #options: OutboxOptions
  readonly #viewers = new Set<Viewer>()
  readonly #outcomes = new Map<string, (outcome: Outcome) => void>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** What was answered or discarded here, while the storage may still have it. */
  readonly #ended = new Set<string>()
  #sending: { key: string; abort: AbortController } | null = null
  #stopped = false
  #adopting: ReturnType<typeof setInterval> | undefined

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  /** Changes without an answer. */
  get waiting(): readonly Change[] {
    return this.changes.filter(({ reaches }) => reaches === null)
  }

  /** Whether it is on its way: nobody knows whether the server has it. */
  isSending(key: string): boolean {
    return this.#sending?.key === key
  }

  /** Goes on with what closed tabs left behind, now and from time to time. */
  async start(membershipId: string): Promise<void> {
    if (this.#stopped) return
    this.#adopting = setInterval(() => void this.#adopt(membershipId).catch(() => undefined), ADOPTED_EVERY)
    await this.#adopt(membershipId)
  }

  async #adopt(membershipId: string): Promise<void> {
    const left = await this.#options.storage.adopt(membershipId)
    if (this.#stopped) return
    const known = new Set(this.changes.map(({ key }) => key))
    const found = left.filter(({ key }) => !known.has(key) && !this.#ended.has(key)).map((change) => ({ ...change, late: true, reaches: null }))
    if (found.length > 0) this.changes = [...found, ...this.changes]
    void this.#sendAll()
  }

  /** Its session has ended: nothing is added any more. */
  get hasEnded(): boolean {
    return this.#stopped
  }

  /** Adds a change, under a new key where it has none; the promise tells the server's final answer and never rejects. */
  add<T>(given: Omit<StoredChange, 'key' | 'at'> & { key?: string }): Promise<Outcome<T>> {
    if (this.#stopped) return Promise.resolve({ ok: false, problem: discarded })
    // A copy: a form may go on changing what it gave, and the disk takes no reactive objects.
    const stored = { key: newId(), ...$state.snapshot(given), at: Date.now() } as StoredChange
    this.changes = [...this.changes, { ...stored, late: false, reaches: null }]
    this.#ended.delete(stored.key)
    // The answer must not wait for the disk, and a full disk must not lose the change.
    void this.#options.storage.put(stored).catch(() => undefined)
    this.#timers.set(stored.key, setTimeout(() => this.#edit(stored.key, { late: true }), LATE_AFTER))
    const outcome = new Promise<Outcome<T>>((resolve) => this.#outcomes.set(stored.key, resolve as (outcome: Outcome) => void))
    void this.#sendAll()
    return outcome
  }

  /** Forgets a change that was not answered yet. */
  discard(key: string): void {
    if (this.#sending?.key === key) this.#sending.abort.abort(new DOMException('Discarded', 'AbortError'))
    this.#drop(key)
  }

  view(viewer: Viewer): () => void {
    this.#viewers.add(viewer)
    return () => {
      this.#viewers.delete(viewer)
      // A board may be closed while something is being derived, where nothing may be written.
      queueMicrotask(() => this.settle())
    }
  }

  /** Drops changes whose event everybody has drawn. */
  settle(): void {
    const left = this.changes.filter((change) => change.reaches === null || this.#isAwaited(change))
    if (left.length !== this.changes.length) this.changes = left
  }

  /** Tries again after signing in anew. */
  resume(): void {
    void this.#sendAll()
  }

  /** Ends this tab's work; what waits stays stored. */
  stop(): void {
    this.#stopped = true
    clearInterval(this.#adopting)
    this.#sending?.abort.abort(new DOMException('Stopped', 'AbortError'))
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  #isAwaited(change: Change): boolean {
    return [...this.#viewers].some((viewer) => viewer.concerns(change) && !viewer.reached(change))
  }

  async #sendAll(): Promise<void> {
    while (!this.#sending && !this.#stopped) {
      const change = this.waiting[0]
      if (!change) return
      const abort = new AbortController()
      this.#sending = { key: change.key, abort }
      const goOn = await this.#send(change, abort.signal)
      this.#sending = null
      if (!goOn) return
    }
  }

  async #send(change: Change, signal: AbortSignal): Promise<boolean> {
    const { late: _, reaches: __, ...stored } = change
    try {
      const { data, offsets } = await this.#options.send(stored, signal)
      const reaches = offsets[change.stream] ?? 0
      this.#answered(change, reaches)
      this.#tell(change.key, { ok: true, data, reaches })
      return true
    } catch (error) {
      if (signal.aborted) return !this.#stopped
      const problem = error instanceof ApiError ? error.problem : unreadable
      // Signed out: nothing is wrong with the change itself.
      if (problem.status === 401) return false
      this.#options.keep?.(stored, problem)
      this.#drop(change.key, { ok: false, problem })
      this.onRefused(change, problem)
      return true
    }
  }

  #answered(change: Change, reaches: number): void {
    this.#end(change.key)
    clearTimeout(this.#timers.get(change.key))
    this.#edit(change.key, { reaches })
    this.settle()
  }

  #end(key: string): void {
    this.#ended.add(key)
    void this.#options.storage.remove(key).catch(() => undefined)
  }

  #edit(key: string, fields: Partial<Change>): void {
    this.changes = this.changes.map((change) => (change.key === key ? { ...change, ...fields } : change))
  }

  #drop(key: string, outcome?: Outcome): void {
    this.#end(key)
    clearTimeout(this.#timers.get(key))
    this.changes = this.changes.filter((change) => change.key !== key)
    this.#tell(key, outcome ?? { ok: false, problem: discarded })
  }

  #tell(key: string, outcome: Outcome): void {
    this.#timers.delete(key)
    this.#outcomes.get(key)?.(outcome)
    this.#outcomes.delete(key)
  }
}

const unreadable: Problem = {
  type: 'about:blank', title: 'Unreadable answer', status: 0, code: 'internal', detail: 'The answer could not be read.', traceId: '',
}
const discarded: Problem = {
  type: 'about:blank', title: 'Discarded', status: 0, code: 'discarded', detail: 'The change was discarded before it was sent.', traceId: '',
}
