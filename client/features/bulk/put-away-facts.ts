// What one should know of tasks before they are put away. Pure.
import type { BoardTask, BulkResult } from '../../../shared/features/tasks.ts'

export interface AwayRow { task: BoardTask; isOpen: boolean; subtasks: number; dependents: number; error: BulkResult['error'] }

/** `results` by task, null while the server has not answered; `may` and `isOver` are known before. */
interface Known { results: ReadonlyMap<string, BulkResult> | null; may: (task: BoardTask) => boolean; isOver: (task: BoardTask) => boolean }

/** Subtasks that are put away too are not counted; what cannot be put away comes first. */
export function rowsOf(tasks: readonly BoardTask[], { results, isOver }: Known): AwayRow[] {
  const leaving = Map.groupBy(tasks, ({ parentId }) => parentId)
  return tasks.map((task): AwayRow => {
    const result = results?.get(task.id)
    return {
      task, isOpen: !isOver(task), subtasks: Math.max(0, task.subtaskTotal - (leaving.get(task.id)?.length ?? 0)),
      dependents: result?.dependents ?? 0, error: result?.error,
    }
  }).sort((a, b) => Number(b.error !== undefined) - Number(a.error !== undefined))
}

/** Those that go, as far as it is known. */
export const goingOf = (tasks: readonly BoardTask[], { results, may }: Known): BoardTask[] =>
  tasks.filter((task) => (results ? results.get(task.id)?.ok === true : may(task)))

export function factsOf(rows: readonly AwayRow[]) {
  const going = rows.filter(({ error }) => error === undefined)
  return {
    open: going.filter(({ isOpen }) => isOpen).length, subtasks: going.reduce((sum, { subtasks }) => sum + subtasks, 0),
    blocking: going.filter(({ dependents }) => dependents > 0).length,
  }
}
