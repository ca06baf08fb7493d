// The order of the table's rows. The same names as `sort` of the API has; what is not there comes last either way. Pure.
import { priorities } from '../../../shared/features/priority.ts'
import { taskSortFields, type TaskSort } from '../../../shared/features/task-sorts.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'

type Field = (typeof taskSortFields)[number]
export interface Sorting { field: Field; isDescending: boolean }

/** Null for the board's own order. */
export function readSort(text: string | null): Sorting | null {
  const field = taskSortFields.find((known) => known === text?.replace('-', ''))
  return field && text !== 'status' ? { field, isDescending: text!.startsWith('-') } : null
}

export const writeSort = ({ field, isDescending }: Sorting): TaskSort => `${isDescending ? '-' : ''}${field}` as TaskSort

/** Ascending, then descending, then as on the board. */
export function nextSorting(sorting: Sorting | null, field: Field): Sorting | null {
  if (sorting?.field !== field) return { field, isDescending: false }
  return sorting.isDescending ? null : { field, isDescending: true }
}

/** The given order, which is the board's, among those that are alike. `placeOf` tells the place of a status; titles are in the order of a language. */
export function sorted(
  tasks: readonly BoardTask[], sorting: Sorting | null, placeOf: (statusId: string) => number, language?: string,
): readonly BoardTask[] {
  if (!sorting) return tasks
  const { field, isDescending } = sorting
  const turn = isDescending ? -1 : 1
  if (field === 'title') {
    const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
    return tasks.toSorted((a, b) => turn * compare(a.title, b.title))
  }
  const values = new Map(tasks.map((task) => [task, valueOf(task, field, placeOf)]))
  return tasks.toSorted((a, b) => {
    const [one, other] = [values.get(a)!, values.get(b)!]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return turn * (one - other)
  })
}

function valueOf(task: BoardTask, field: Exclude<Field, 'title'>, placeOf: (statusId: string) => number): number | null {
  switch (field) {
    case 'priority': return priorities.indexOf(task.priority)
    case 'status': return placeOf(task.statusId)
    case 'number': case 'progress': return task[field]
    default: {
      const at = task[field]
      return at === null ? null : Date.parse(at)
    }
  }
}
