// Many tasks that move at once: each status is put into order once, not once for each of its tasks.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { rankBetween } from '../../../shared/rank.ts'
import type { BoardDraft } from './board.state.ts'

/** A rank right after a task, or at the top; at the end when that task is not there. */
export function rankAfter(tasks: readonly BoardTask[], afterTaskId: string | null): string {
  const found = afterTaskId === null ? -1 : tasks.findIndex(({ id }) => id === afterTaskId)
  const index = afterTaskId !== null && found === -1 ? tasks.length - 1 : found
  const before = tasks[index]?.rank ?? null
  const next = tasks.slice(index + 1).find(({ rank }) => before === null || rank > before)?.rank ?? null
  return rankBetween(before, next)
}

export class MovingTasks {
  readonly #draft: BoardDraft
  readonly #orders = new Map<string, BoardTask[]>()

  constructor(draft: BoardDraft) {
    this.#draft = draft
  }

  /** Puts a task right after another, at the top (null) or at the end (undefined). */
  move(taskId: string, statusId: string, afterTaskId: string | null | undefined): void {
    const task = this.#draft.task(taskId)
    if (!task) return
    const from = this.#orderOf(task.statusId)
    const index = from.findIndex(({ id }) => id === taskId)
    if (index >= 0) from.splice(index, 1)
    const to = this.#orderOf(statusId)
    const after = afterTaskId === undefined ? to.at(-1)?.id ?? null : afterTaskId
    const moved = { ...task, statusId, rank: rankAfter(to, after) }
    const found = to.findIndex(({ id }) => id === after)
    to.splice(after === null ? 0 : found === -1 ? to.length : found + 1, 0, moved)
    this.#draft.put(moved)
  }

  /** Other changes of the same request may have made or changed tasks. */
  forget(): void {
    this.#orders.clear()
  }

  #orderOf(statusId: string): BoardTask[] {
    const known = this.#orders.get(statusId)
    if (known) return known
    const order = this.#draft.inOrder(statusId)
    this.#orders.set(statusId, order)
    return order
  }
}
