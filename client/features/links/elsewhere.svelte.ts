// Names of linked tasks that are not on the board: of other projects, archived, or not to be seen.
import { SvelteMap } from 'svelte/reactivity'
import type { Task } from '../../../shared/features/tasks.ts'
import type { Stores } from '../../client.svelte.ts'
import { ApiError } from '../../lib/api-error.ts'

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

  close(): void {
    this.#aborted.abort()
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
