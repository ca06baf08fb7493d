// What the server found for what is typed: asked when the typing rests, the newest question wins.
import type { SearchAnswer } from '../../../shared/features/search.ts'
import type { Stores } from '../../client.svelte.ts'

export interface Question { q: string; projectId: string | null; archived: boolean }

const CALM = 200
const LIMIT = 50

export class SearchResults {
  status = $state<'nothing' | 'searching' | 'ready' | 'failed'>('nothing')
  /** Stays while the next answer is awaited, so that nothing jumps. */
  answer = $state.raw<SearchAnswer | null>(null)
  /** What `answer` answers. */
  answered = $state('')
  readonly #stores: Stores
  #timer: ReturnType<typeof setTimeout> | undefined
  #aborted = new AbortController()

  constructor(stores: Stores) {
    this.#stores = stores
  }

  ask(question: Question, wait = CALM): void {
    this.close()
    if (question.q === '') {
      this.answer = null
      this.status = 'nothing'
      return
    }
    this.status = 'searching'
    this.#timer = setTimeout(() => void this.#fetch(question), wait)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#aborted.abort()
  }

  async #fetch({ q, projectId, archived }: Question): Promise<void> {
    this.#aborted = new AbortController()
    const { signal } = this.#aborted
    try {
      const query = { q, limit: LIMIT, ...(projectId && { projectId }), ...(archived && { archived: 'true' as const }) }
      const { data } = await this.#stores.api.call('search', { query, signal, once: true })
      if (signal.aborted) return
      this.answer = data
      this.answered = q
      this.status = 'ready'
    } catch {
      if (!signal.aborted) this.status = 'failed'
    }
  }
}
