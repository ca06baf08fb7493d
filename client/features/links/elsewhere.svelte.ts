// Names of linked tasks that are not on the board: of other projects, archived, or not to be seen.
import { SvelteMap } from 'svelte/reactivity'
import type { Task } from '../../../shared/features/tasks.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import type { Stores } from '../../client.svelte.ts'
import { ApiError } from '../../lib/api-error.ts'

/** What may change who may do what with a task. */
const CHANGES: ReadonlySet<string> = new Set(['task.updated', 'task.archived', 'task.deleted', 'task.restored', 'task.left', 'task.entered', 'batch.applied'])

export type Elsewhere = Task | 'hidden' | 'unknown'

export class ElsewhereTasks {
  readonly #stores: Stores
  readonly #found = new SvelteMap<string, Elsewhere>()
  readonly #asked = new Set<string>()
  readonly #aborted = new AbortController()

  constructor(stores: Stores) {
    this.#stores = stores
  }

  /** Undefined until it is known. */
  of(taskId: string): Elsewhere | undefined {
    return this.#found.get(taskId)
  }

  /** Reads each of the tasks once. */
  read(taskIds: readonly string[]): void {
    for (const taskId of taskIds) {
      if (this.#asked.has(taskId)) continue
      this.#asked.add(taskId)
      void this.#fetch(taskId)
    }
  }

  /** Reads tasks again that events of the given teams change. Returns how to stop. */
  follow(teamIds: readonly string[]): () => void {
    const { organizations, streams } = this.#stores
    const reread = () => this.#reread([...this.#asked])
    const stops = teamIds.flatMap((teamId) => {
      const position = organizations.positionOf(teamId)
      return position ? [streams.follow({ position, apply: (events) => this.#hear(events), reset: reread, revoked: reread })] : []
    })
    return () => stops.forEach((stop) => stop())
  }

  close(): void {
    this.#aborted.abort()
  }

  #hear(events: readonly StreamEvent[]): void {
    const told = JSON.stringify(events.filter(({ type }) => CHANGES.has(type)).map(({ data }) => data))
    this.#reread([...this.#asked].filter((taskId) => told.includes(taskId)))
  }

  #reread(taskIds: readonly string[]): void {
    for (const taskId of taskIds) void this.#fetch(taskId)
  }

  async #fetch(taskId: string): Promise<void> {
    const { signal } = this.#aborted
    try {
      const { data } = await this.#stores.api.call('readTask', { params: { taskId }, signal })
      this.#found.set(taskId, data)
    } catch (error) {
      if (!signal.aborted) this.#found.set(taskId, error instanceof ApiError && error.status === 404 ? 'hidden' : 'unknown')
    }
  }
}
