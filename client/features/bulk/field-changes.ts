// Changing one field of many tasks: which fields there are, and what becomes of each task. Pure.
import { readEstimate } from '../../ui/durations.ts'
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import type { ColumnName } from '../table/columns.ts'

export const changeKinds = ['status', 'priority', 'assign', 'unassign', 'label', 'unlabel', 'due', 'start', 'progress', 'time', 'points'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** Which fact of the task it is about. */
export const columnOf: Record<ChangeKind, ColumnName> = {
  status: 'status', priority: 'priority', assign: 'assignees', unassign: 'assignees', label: 'labels', unlabel: 'labels', due: 'due', start: 'start', progress: 'progress',
  time: 'time', points: 'points',
}

/** What of a task changes with a value; null where it is so already, or the value is none. */
export function patchOf(kind: ChangeKind, value: string | null, task: BoardTask): TaskPatch | null {
  switch (kind) {
    case 'status': return value && value !== task.statusId ? { statusId: value } : null
    case 'priority': return isPriority(value) && value !== task.priority ? { priority: value } : null
    case 'assign': return added('assigneeIds', task.assigneeIds, value)
    case 'unassign': return removed('assigneeIds', task.assigneeIds, value)
    case 'label': return added('labelIds', task.labelIds, value)
    case 'unlabel': return removed('labelIds', task.labelIds, value)
    case 'due': return value === task.dueAt ? null : { dueAt: value }
    case 'start': return value === task.startAt ? null : { startAt: value }
    case 'progress': return progressOf(value, task)
    case 'time': return estimateOf('estimateMinutes', readEstimate('minutes', value ?? ''), task)
    case 'points': return estimateOf('estimatePoints', readEstimate('points', value ?? ''), task)
  }
}

const isPriority = (value: string | null): value is Priority => priorities.some((one) => one === value)

type ListField = 'assigneeIds' | 'labelIds'
const added = (field: ListField, ids: readonly string[], value: string | null): TaskPatch | null =>
  (value && !ids.includes(value) ? { [field]: [...ids, value] } : null)
const removed = (field: ListField, ids: readonly string[], value: string | null): TaskPatch | null =>
  (value && ids.includes(value) ? { [field]: ids.filter((id) => id !== value) } : null)

const estimateOf = (field: 'estimateMinutes' | 'estimatePoints', value: number | null | undefined, task: BoardTask): TaskPatch | null =>
  (value === undefined || value === task[field] ? null : { [field]: value })

function progressOf(value: string | null, task: BoardTask): TaskPatch | null {
  const number = Number(value || Number.NaN)
  return Number.isInteger(number) && number >= 0 && number <= 100 && number !== task.progress ? { progress: number } : null
}
