// What a change of many tasks would do: the server tries it and keeps nothing.
import type { Stores } from '../../client.svelte.ts'
import type { BulkOperation, BulkResult } from '../../../shared/features/tasks.ts'
import { failureWords } from '../../shell/failure-words.ts'

const SETTLE = 200

export class Preview {
  /** By task id; null until there is an answer. */
  results = $state.raw<ReadonlyMap<string, BulkResult> | null>(null)
  failure = $state<string | null>(null)
  readonly #stores: Stores
  #asked: BulkOperation[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: AbortController | undefined

  constructor(stores: Stores) {
    this.#stores = stores
  }

  /** Asks anew, a moment after the last change. */
  ask(operations: readonly BulkOperation[]): void {
    this.stop()
    this.results = operations.length === 0 ? new Map() : null
    this.failure = null
    this.#asked = [...operations]
    if (operations.length > 0) this.#timer = setTimeout(() => void this.#read(this.#asked), SETTLE)
  }

  /** Asks the same once more, at once. */
  again(): void {
    this.stop()
    this.failure = null
    void this.#read(this.#asked)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#running?.abort()
  }

  async #read(operations: BulkOperation[]): Promise<void> {
    const { signal } = (this.#running = new AbortController())
    try {
      const { data } = await this.#stores.api.call('bulkTasks', { body: { mode: 'independent', dryRun: true, operations }, signal })
      if (!signal.aborted) this.results = new Map(data.results.map((result) => [result.taskId ?? '', result]))
    } catch (error) {
      if (!signal.aborted) this.failure = failureWords(error)
    }
  }
}
