// The selected tasks of a board: only what is shown counts, so that nobody changes what they do not see.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { ShownColumn } from './places.ts'
import { extended, idsOf, inBoardOrder, nothingSelected, toggled, withAll, withColumn, type Selection } from './selection.ts'

export class Selected {
  readonly #columns: () => readonly ShownColumn[]
  #selection = $state.raw<Selection>(nothingSelected)
  /** From top to bottom, column by column. */
  readonly tasks = $derived.by(() => inBoardOrder(this.#columns(), idsOf(this.#selection)))
  readonly #ids = $derived.by(() => new Set(this.tasks.map(({ id }) => id)))

  constructor(columns: () => readonly ShownColumn[]) {
    this.#columns = columns
  }

  get count(): number {
    return this.tasks.length
  }

  has(taskId: string): boolean {
    return this.#ids.has(taskId)
  }

  /** What is done to a task: to the whole selection when the task is one of it, else to it alone. */
  with(task: BoardTask): readonly BoardTask[] {
    return this.has(task.id) ? this.tasks : [task]
  }

  toggle(taskId: string): void {
    this.#selection = toggled(this.#selection, taskId)
  }

  extend(fromId: string, toId: string): void {
    this.#selection = extended(this.#columns(), this.#selection, fromId, toId)
  }

  addColumn(taskId: string): void {
    this.#selection = withColumn(this.#columns(), this.#selection, taskId)
  }

  addAll(taskIds: readonly string[]): void {
    this.#selection = withAll(this.#selection, taskIds)
  }

  clear(): void {
    this.#selection = nothingSelected
  }
}
