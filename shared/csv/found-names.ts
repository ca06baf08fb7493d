// Statuses and labels of a file that only names them on its tasks: each name once, whatever its case, with what it becomes. Pure.
import { hues } from '../features/labels.ts'
import { categories, defaultWorkflow, type Category } from '../features/workflow.ts'
import { LENGTHS, LIMITS, Quota } from '../trello/import-limits.ts'
import type { PlannedLabel, PlannedStatus, PlannedTask } from '../trello/import-plan.ts'
import { cut } from '../trello/import-text.ts'
import { categoryOfName } from '../trello/status-category.ts'

export class FoundStatuses {
  readonly #found = new Map<string, { name: string; category: Category; place: number }>()
  readonly #quota = new Quota('statuses', LIMITS.statuses)

  /** A task without one comes to the second of a new project; a kind that is not said is told by the name. */
  find(name: string, category: string, where: string): { place: number; category: Category } {
    const wanted = cut(name || defaultWorkflow[1]!.name, LENGTHS.status)
    const key = wanted.toLowerCase()
    const known = this.#found.get(key)
    if (known) return known
    this.#quota.spend(where)
    const said = categories.find((one) => one === category.toLowerCase()) ?? categoryOfName(wanted) ?? 'todo'
    const status = { name: wanted, category: said, place: this.#found.size }
    this.#found.set(key, status)
    return status
  }

  /** In the order of their kinds. */
  list(): PlannedStatus[] {
    return this.#inOrder().map(({ name, category }) => ({ name, category, archived: false, color: COLORS[category] }))
  }

  /** The tasks with the places of statuses as they come to stand. */
  sorted(tasks: readonly PlannedTask[]): PlannedTask[] {
    const order = this.#inOrder()
    const places = [...this.#found.values()].map((status) => order.indexOf(status))
    return tasks.map((task) => ({ ...task, status: places[task.status]! }))
  }

  #inOrder() {
    return [...this.#found.values()].sort((a, b) => categories.indexOf(a.category) - categories.indexOf(b.category))
  }
}

export class FoundLabels {
  readonly #found = new Map<string, { name: string; place: number }>()
  readonly #quota = new Quota('labels', LIMITS.labels)

  /** Names that are the same once they are cut are one label. */
  find(name: string, where: string): number {
    const wanted = cut(name, LENGTHS.label)
    const key = wanted.toLowerCase()
    const known = this.#found.get(key)
    if (known) return known.place
    this.#quota.spend(where)
    const place = this.#found.size
    this.#found.set(key, { name: wanted, place })
    return place
  }

  list(): PlannedLabel[] {
    return [...this.#found.values()].map(({ name, place }) => ({ name, color: hues[place % hues.length]! }))
  }
}

const COLORS = Object.fromEntries(categories.map((category) =>
  [category, defaultWorkflow.find((status) => status.category === category)?.color ?? 'slate'])) as Record<Category, PlannedStatus['color']>
