// Which tasks the answer of a bulk change holds whole. Thousands of its operations may fail on the same long task, and an answer
// must stay one that a node can make and keep.
import type { Task } from '../../../shared/features/tasks.ts'

/** About how many characters of tasks one answer holds. */
const MOST = 2_000_000

export class TasksTold {
  #left = MOST
  readonly #versions = new Map<string, number>()

  /** The task, where this answer does not hold that version of it yet and has room. */
  first(task: Task): Task | undefined {
    if (this.#left <= 0 || this.#versions.get(task.id) === task.version) return undefined
    this.#versions.set(task.id, task.version)
    this.#left -= JSON.stringify(task).length
    return task
  }
}
