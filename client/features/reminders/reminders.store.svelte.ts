// One's reminders of an open task, read once and kept by one's own stream.
import { ApiError, NetworkError } from '../../lib/api-error.ts'
import type { Stores } from '../../client.svelte.ts'
import { reduceAll, type RemindersState } from './reminders.reducer.ts'

export class Reminders {
  #confirmed = $state.raw<RemindersState | null>(null)
  readonly #stores: Stores
  readonly #taskId: string
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}

  constructor(stores: Stores, taskId: string) {
    this.#stores = stores
    this.#taskId = taskId
    void this.#load()
  }

  get items() {
    return this.#confirmed?.items ?? []
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
  }

  async #load(): Promise<void> {
    await this.#stores.organizations.ready
    const { signal } = this.#aborted
    // Known before the list is read: events since then are applied again, which changes nothing twice.
    const position = this.#stores.organizations.inboxPosition
    if (!position || signal.aborted) return
    try {
      const { data } = await this.#stores.api.call('listReminders', { query: { taskId: this.#taskId, limit: 200 }, signal })
      if (signal.aborted) return
      this.#confirmed = { position, taskId: this.#taskId, items: data.items }
    } catch (error) {
      if (signal.aborted || error instanceof ApiError || error instanceof NetworkError) return
      throw error
    }
    this.#stop()
    this.#stop = this.#stores.streams.follow({
      position, apply: (events) => (this.#confirmed &&= reduceAll(this.#confirmed, events)), reset: () => void this.#load(), revoked: () => this.close(),
    })
  }
}
