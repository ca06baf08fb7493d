// What one should know of tasks before they are put away. Pure.
import type { BoardTask, BulkResult } from '../../../shared/features/tasks.ts'

/** `goes`: as far as it is known. `error`: what the server has against one that one may put away. */
export interface AwayRow { task: BoardTask; may: boolean; goes: boolean; isOpen: boolean; subtasks: number; dependents: number; error: BulkResult['error'] }

/** `results` by task, null while the server has not answered; `may` and `isOver` are known before. */
interface Known { results: ReadonlyMap<string, BulkResult> | null; may: (task: BoardTask) => boolean; isOver: (task: BoardTask) => boolean }

/** What one may not put away comes first, and nothing moves when the server answers. Subtasks that go too are not counted. */
export function rowsOf(tasks: readonly BoardTask[], { results, may, isOver }: Known): AwayRow[] {
  const rows = tasks.map((task) => {
    const result = results?.get(task.id)
    const allowed = may(task)
    return {
      task, may: allowed, goes: allowed && (results === null || result?.ok === true), isOpen: !isOver(task),
      dependents: result?.dependents ?? 0, error: result?.error,
    }
  })
  const leaving = Map.groupBy(rows.filter(({ goes }) => goes), ({ task }) => task.parentId)
  return rows
    .map((row): AwayRow => ({ ...row, subtasks: Math.max(0, row.task.subtaskTotal - (leaving.get(row.task.id)?.length ?? 0)) }))
    .sort((a, b) => Number(a.may) - Number(b.may))
}

export function factsOf(rows: readonly AwayRow[]) {
  const going = rows.filter(({ goes }) => goes)
  return {
    going: going.map(({ task }) => task), open: going.filter(({ isOpen }) => isOpen).length,
    subtasks: going.reduce((sum, { subtasks }) => sum + subtasks, 0), blocking: going.filter(({ dependents }) => dependents > 0).length,
  }
}
