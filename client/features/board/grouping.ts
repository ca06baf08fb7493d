// The board by person, priority, label or a custom field instead of status: which columns there are, what stands in them,
// and what a task becomes that is put into another one. Pure.
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'

export const groupings = ['status', 'person', 'priority', 'label'] as const
/** By project only tasks of a whole team. */
const known = [...groupings, 'project'] as const
type KnownGrouping = (typeof known)[number]
/** By a custom field of the project, by its id. What such columns are called and what they change comes late. */
export type FieldGrouping = `field.${string}`
export type Grouping = KnownGrouping | FieldGrouping
/** The groupings whose columns are not statuses. */
export type FactGrouping = Exclude<KnownGrouping, 'status'>
/** Those by which a board is divided, so that a task can be carried from one into another. */
export type ChangingGrouping = Exclude<FactGrouping, 'project'>

/** The id of the field that is grouped by. */
export const fieldOf = (by: string | null): string | null => (by?.startsWith('field.') ? by.slice('field.'.length) : null)

/** As an address, a saved view or the browser's memory has it. */
export const readGrouping = (text: string | null): Grouping | null =>
  known.find((one) => one === text) ?? (fieldOf(text) ? text as FieldGrouping : null)

/** What tasks of a column have in common: a membership, a label, a priority, an option; null for those that have none. */
export type GroupValue = string | null

/** The values of a task, at least one. */
export type ValuesOf = (task: BoardTask) => readonly GroupValue[]

export interface Group { value: GroupValue; tasks: BoardTask[] }

/** The values of a task, at least one: somebody with two labels is in two columns. */
export function valuesOf(by: FactGrouping | FieldGrouping, task: BoardTask): readonly GroupValue[] {
  if (by === 'priority') return [task.priority]
  if (by === 'project') return [task.projectId]
  const ids = by === 'person' ? task.assigneeIds : by === 'label' ? task.labelIds
    : [task.customFields[fieldOf(by)!] ?? []].flat().map(String)
  return ids.length > 0 ? ids : nothing
}
const nothing: readonly GroupValue[] = [null]

/**
 * One group for each value in the given order, tasks in the order in which they are given. Values that only tasks know
 * (somebody who left the team) come after the known ones.
 */
export function groupTasks(by: FactGrouping | FieldGrouping | ValuesOf, tasks: Iterable<BoardTask>, known: readonly GroupValue[]): Group[] {
  const all = typeof by === 'string' ? (task: BoardTask) => valuesOf(by, task) : by
  const groups = new Map<GroupValue, BoardTask[]>(known.map((value) => [value, []]))
  for (const task of tasks) {
    for (const value of all(task)) {
      const group = groups.get(value)
      if (group) group.push(task)
      else groups.set(value, [task])
    }
  }
  return Array.from(groups, ([value, grouped]) => ({ value, tasks: grouped }))
}

/** Urgent first. */
export const priorityValues: readonly Priority[] = priorities.toReversed()

export const columnIdOf = (by: Grouping, value: GroupValue): string => `${by}-${value ?? 'none'}`

/**
 * What changes when a task is put from one column into another: the person or label of the column it comes from is
 * replaced, others stay. "Nobody" and "No label" mean what they say: nothing of the kind is left. Null: it is there.
 */
export function regrouped(by: ChangingGrouping, task: BoardTask, from: GroupValue, to: GroupValue): TaskPatch | null {
  if (from === to) return null
  if (by === 'priority') return task.priority === to ? null : { priority: (to ?? 'none') as Priority }
  const ids = replaced(by === 'person' ? task.assigneeIds : task.labelIds, from, to)
  return ids && (by === 'person' ? { assigneeIds: ids } : { labelIds: ids })
}

/** The list with one for another, null for none of all; null when that is what it was. */
export function replaced(before: readonly string[], from: GroupValue, to: GroupValue): string[] | null {
  const ids = to === null ? [] : [...before.filter((id) => id !== from && id !== to), to]
  return ids.length === before.length && ids.every((id) => before.includes(id)) ? null : ids
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
