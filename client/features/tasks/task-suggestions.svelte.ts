// Tasks that fit what is typed after `#`: those at hand at once, then those that the server finds.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Stores } from '../../client.svelte.ts'
import type { MentionableTask, TaskFinding } from '../../ui/editor/mentions.ts'
import { foundTasks } from '../links/found-tasks.ts'
import { SearchResults } from '../search/search-results.svelte.ts'

const MOST = 6

export class TaskSuggestions implements TaskFinding {
  #typed = $state('')
  readonly #results: SearchResults
  readonly #atHand: () => readonly BoardTask[]

  constructor(stores: Stores, atHand: () => readonly BoardTask[] = () => []) {
    this.#results = new SearchResults(stores)
    this.#atHand = atHand
  }

  /** A task that has no key yet cannot be mentioned. */
  get found(): readonly MentionableTask[] {
    const elsewhere = this.#results.answer?.tasks.map(({ task }) => task) ?? []
    return foundTasks(this.#typed, this.#atHand(), elsewhere).filter(({ task }) => task.key !== '')
      .slice(0, MOST).map(({ task: { id, key, title } }) => ({ id, key, name: title }))
  }

  ask(typed: string): void {
    this.#typed = typed.trim()
    this.#results.ask({ q: this.#typed, projectId: null, archived: false })
  }

  close(): void {
    this.#results.close()
  }
}
