// Which tasks are chosen together: single ones, and a range from where it began to where one is. Pure.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { ShownColumn } from './places.ts'

export interface Selection {
  /** Chosen one by one, and ranges that are done. */
  kept: ReadonlySet<string>
  /** Where the range begins. */
  anchorId: string | null
  /** From there to where one is; it shrinks again when one goes back. */
  range: readonly string[]
}

export const nothingSelected: Selection = { kept: new Set(), anchorId: null, range: [] }

export const idsOf = ({ kept, range }: Selection): Set<string> => new Set([...kept, ...range])

export function toggled(selection: Selection, taskId: string): Selection {
  const kept = idsOf(selection)
  if (!kept.delete(taskId)) kept.add(taskId)
  return { kept, anchorId: taskId, range: [] }
}

/** The range from its beginning, or from `fromId` when it begins now, to a task. A range stays in one column. */
export function extended(
  columns: readonly ShownColumn[], selection: Selection, fromId: string, toId: string,
): Selection {
  const tasks = columns.find((column) => column.tasks.some(({ id }) => id === toId))?.tasks ?? []
  const indexOf = (id: string | null) => tasks.findIndex((task) => task.id === id)
  const goesOn = indexOf(selection.anchorId) >= 0 && idsOf(selection).has(selection.anchorId!)
  const anchorId = goesOn ? selection.anchorId! : indexOf(fromId) >= 0 ? fromId : toId
  const [first, last] = [indexOf(anchorId), indexOf(toId)].sort((a, b) => a - b) as [number, number]
  const range = first < 0 ? [] : tasks.slice(first, last + 1).map(({ id }) => id)
  return { kept: goesOn ? selection.kept : idsOf(selection), anchorId, range }
}

/** All shown tasks of the column that the task is in, besides what is selected. */
export function withColumn(columns: readonly ShownColumn[], selection: Selection, taskId: string): Selection {
  const tasks = columns.find((column) => column.tasks.some(({ id }) => id === taskId))?.tasks ?? []
  return { ...withAll(selection, tasks.map(({ id }) => id)), anchorId: taskId }
}

/** These tasks besides what is selected. */
export const withAll = (selection: Selection, ids: readonly string[]): Selection =>
  ({ kept: new Set([...idsOf(selection), ...ids]), anchorId: ids[0] ?? null, range: [] })

/** The selected tasks that are shown, column by column from top to bottom. */
export function inBoardOrder(columns: readonly ShownColumn[], ids: ReadonlySet<string>): readonly BoardTask[] {
  if (ids.size === 0) return []
  // Grouped by person or label a task can stand in several columns.
  const found = columns.flatMap(({ tasks }) => tasks.filter(({ id }) => ids.has(id)))
  return [...new Map(found.map((task) => [task.id, task])).values()]
}
