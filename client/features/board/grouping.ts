// The board by person, priority or label instead of status: which columns there are, what stands in them, and what a
// task becomes that is put into another one. Pure.
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'

export const groupings = ['status', 'person', 'priority', 'label'] as const
export type Grouping = (typeof groupings)[number]
/** The groupings whose columns are not statuses. */
export type FactGrouping = Exclude<Grouping, 'status'>

/** What tasks of a column have in common: a membership, a label, a priority; null for those that have none. */
export type GroupValue = string | null

export interface Group { value: GroupValue; tasks: BoardTask[] }

/** The values of a task, at least one: somebody with two labels is in two columns. */
export function valuesOf(by: FactGrouping, task: BoardTask): readonly GroupValue[] {
  if (by === 'priority') return [task.priority]
  const ids = by === 'person' ? task.assigneeIds : task.labelIds
  return ids.length > 0 ? ids : nothing
}
const nothing: readonly GroupValue[] = [null]

/**
 * One group for each value in the given order, tasks in the order in which they are given. Values that only tasks know
 * (somebody who left the team) come after the known ones.
 */
export function groupTasks(by: FactGrouping, tasks: Iterable<BoardTask>, known: readonly GroupValue[]): Group[] {
  const groups = new Map<GroupValue, BoardTask[]>(known.map((value) => [value, []]))
  for (const task of tasks) {
    for (const value of valuesOf(by, task)) {
      const group = groups.get(value)
      if (group) group.push(task)
      else groups.set(value, [task])
    }
  }
  return Array.from(groups, ([value, grouped]) => ({ value, tasks: grouped }))
}

/** Urgent first. */
export const priorityValues: readonly Priority[] = priorities.toReversed()

export const columnIdOf = (by: FactGrouping, value: GroupValue): string => `${by}-${value ?? 'none'}`

/**
 * What changes when a task is put from one column into another: the person or label of the column it comes from is
 * replaced, others stay. "Nobody" and "No label" mean what they say: nothing of the kind is left. Null: it is there.
 */
export function regrouped(by: FactGrouping, task: BoardTask, from: GroupValue, to: GroupValue): TaskPatch | null {
  if (from === to) return null
  if (by === 'priority') return task.priority === to ? null : { priority: (to ?? 'none') as Priority }
  const before = by === 'person' ? task.assigneeIds : task.labelIds
  const kept = before.filter((id) => id !== from && id !== to)
  const ids = to === null ? [] : [...kept, to]
  if (ids.length === before.length && ids.every((id) => before.includes(id))) return null
  return by === 'person' ? { assigneeIds: ids } : { labelIds: ids }
}

/** What a new task has that is made in a column. */
export function factOf(by: FactGrouping, value: GroupValue): { assigneeIds?: string[]; labelIds?: string[]; priority?: Priority } {
  if (value === null) return {}
  if (by === 'priority') return { priority: value as Priority }
  return by === 'person' ? { assigneeIds: [value] } : { labelIds: [value] }
}

/** Where a task comes to stand among the others of a column, which are in the order of their statuses, then by rank. */
export function landingIndex(others: readonly BoardTask[], task: BoardTask, orderOf: (statusId: string) => number): number {
  const order = orderOf(task.statusId)
  const after = others.findIndex((other) => {
    const place = orderOf(other.statusId)
    return place > order || (place === order && other.rank > task.rank)
  })
  return after < 0 ? others.length : after
}
