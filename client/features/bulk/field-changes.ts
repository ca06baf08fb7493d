// Changing one field of many tasks: which fields there are, and what becomes of each task. Pure.
import { readEstimate } from '../../ui/durations.ts'
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { sameValue, type FieldValue } from '../../../shared/field-values.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { typedValue } from '../custom-fields/field-words.ts'
import { isFieldColumn, type ColumnName, type FieldColumn } from '../table/columns.ts'

export const changeKinds = ['status', 'priority', 'assign', 'unassign', 'label', 'unlabel', 'due', 'start', 'progress', 'time', 'points'] as const
export type FactKind = (typeof changeKinds)[number]
/** A fact that all tasks have, or a custom field of the project. */
export type ChangeKind = FactKind | FieldColumn

/** Which column of the table tells it. */
export const columnOf = (kind: ChangeKind): ColumnName => (isFieldColumn(kind) ? kind : columns[kind])

const columns: Record<FactKind, ColumnName> = {
  status: 'status', priority: 'priority', assign: 'assignees', unassign: 'assignees', label: 'labels', unlabel: 'labels', due: 'due', start: 'start', progress: 'progress',
  time: 'time', points: 'points',
}

/** What of a task changes with a value; null where it is so already, or the value is none. */
export function patchOf(kind: FactKind, value: string | null, task: BoardTask): TaskPatch | null {
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

/**
 * The same for a custom field: the id of an option or person, a day, what was typed, `yes` or `no`; null takes the value
 * off. Of several options one is added by `+id` and taken off by `-id`.
 */
export function fieldPatchOf(field: CustomField, given: string | null, task: BoardTask): TaskPatch | null {
  const before = task.customFields[field.id] ?? null
  const after = given === null ? null : valueFrom(field, given, before)
  return after === undefined || sameValue(before, after) ? null : { customFields: { [field.id]: after } }
}

function valueFrom({ kind }: CustomField, given: string, before: FieldValue | null): FieldValue | null | undefined {
  if (given === '') return undefined
  switch (kind) {
    case 'checkbox': return given === 'yes' ? true : null
    case 'multi_select': {
      const [others, id] = [[before ?? []].flat().map(String).filter((one) => one !== given.slice(1)), given.slice(1)]
      const ids = given.startsWith('+') ? [...others, id] : others
      return ids.length > 0 ? ids.toSorted() : null
    }
    case 'text': case 'number': case 'url': return typedValue(kind, given)
    default: return given
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
