// The order of the table's rows. The same names as `sort` of the API has; what is not there comes last either way. Pure.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { priorities } from '../../../shared/features/priority.ts'
import { FIELD_SORT, taskSortFields, type TaskSort } from '../../../shared/features/task-sorts.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { progressOf } from '../../../shared/progress.ts'
import { isFieldColumn, type FieldColumn } from './columns.ts'

type Field = (typeof taskSortFields)[number] | FieldColumn
export interface Sorting { field: Field; isDescending: boolean }

/** Null for the board's own order. */
export function readSort(text: string | null): Sorting | null {
  const custom = FIELD_SORT.exec(text ?? '')
  if (custom) return { field: `field.${custom[2]!}`, isDescending: custom[1] === '-' }
  const field = taskSortFields.find((known) => known === text?.replace('-', ''))
  return field && text !== 'status' ? { field, isDescending: text!.startsWith('-') } : null
}

export const writeSort = ({ field, isDescending }: Sorting): TaskSort => `${isDescending ? '-' : ''}${field}` as TaskSort

/** Ascending, then descending, then as on the board. */
export function nextSorting(sorting: Sorting | null, field: Field): Sorting | null {
  if (sorting?.field !== field) return { field, isDescending: false }
  return sorting.isDescending ? null : { field, isDescending: true }
}

/** What the order knows of statuses, fields and people; texts are in the order of a language. */
export interface OrderWorld {
  placeOf(statusId: string): number
  fieldOf(column: FieldColumn): CustomField | undefined
  nameOf(memberId: string): string
  language?: string
}

/** The given order, which is the board's, among those that are alike. */
export function sorted(tasks: readonly BoardTask[], sorting: Sorting | null, world: OrderWorld): readonly BoardTask[] {
  if (!sorting) return tasks
  const { field, isDescending } = sorting
  const turn = isDescending ? -1 : 1
  const { compare } = new Intl.Collator(world.language, { numeric: true, sensitivity: 'base' })
  const values = new Map(tasks.map((task) => [task, valueOf(task, field, world)]))
  return tasks.toSorted((a, b) => {
    const [one, other] = [values.get(a)!, values.get(b)!]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return turn * (typeof one === 'string' && typeof other === 'string' ? compare(one, other) : Number(one) - Number(other))
  })
}

function valueOf(task: BoardTask, field: Field, world: OrderWorld): number | string | null {
  if (isFieldColumn(field)) return customValue(task, world.fieldOf(field), world)
  switch (field) {
    case 'title': return task.title
    case 'priority': return priorities.indexOf(task.priority)
    case 'status': return world.placeOf(task.statusId)
    case 'progress': return progressOf(task)
    case 'number': case 'estimateMinutes': case 'estimatePoints': return task[field]
    default: {
      const at = task[field]
      return at === null ? null : Date.parse(at)
    }
  }
}

/** Options count by their places, several by the first of them. */
function customValue({ customFields }: BoardTask, field: CustomField | undefined, { nameOf }: OrderWorld): number | string | null {
  const value = field && customFields[field.id]
  if (!field || value === undefined) return null
  switch (field.kind) {
    case 'number': return Number(value)
    case 'checkbox': return 1
    case 'person': return nameOf(String(value))
    case 'select': case 'multi_select': return field.options.findIndex(({ id }) => [value].flat().includes(id))
    default: return String(value)
  }
}
