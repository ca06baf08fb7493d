// Comparisons with custom fields on tasks of a board: the same answers that the server gives (server/features/tasks/custom-conditions.ts). Pure.
import type { FieldValue } from '../../../shared/field-values.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { dayIn, fieldsCalled, isOrdered, numberIn, optionsFor, tickIn, type AskedField } from '../../../shared/filter/custom.ts'
import type { FilterOperator } from '../../../shared/filter/fields.ts'
import type { FilterTerm, FilterValue } from '../../../shared/filter/filter.ts'
import { fold } from '../../../shared/filter/fold.ts'
import type { FilterWorld, TaskTest } from './task-filter.ts'

type Fits = (value: FieldValue | undefined) => boolean
const never: Fits = () => false

/** Where no field has the name, no task has a value. */
export function customTest({ name = '', operator, values }: FilterTerm, world: FilterWorld): TaskTest {
  const fields = fieldsCalled(world.fields, name)
  const tests = values.map((value): TaskTest => {
    if (value.kind === 'none') return (task) => fields.every(({ id }) => task.customFields[id] === undefined)
    const all = fields.map((field) => ({ field, fits: fitsOf(field, operator, value, world) }))
    return (task: BoardTask) => all.some(({ field, fits }) => field.projectId === task.projectId && fits(task.customFields[field.id]))
  })
  return (task) => tests.some((test) => test(task))
}

function fitsOf(field: AskedField, operator: FilterOperator, value: FilterValue, world: FilterWorld): Fits {
  if (value.kind === 'me') return field.kind === 'person' && operator === '=' ? (one) => one !== undefined && one === world.meId : never
  if (value.kind !== 'any') return never
  const { text } = value
  switch (field.kind) {
    case 'number': return ordered(operator, numberIn(text))
    case 'date': return ordered(operator, dayIn(text, world.moment))
    case 'checkbox': {
      const wanted = tickIn(operator, text)
      return wanted === null ? never : (one) => (one === true) === wanted
    }
    case 'select': case 'multi_select': {
      const wanted = new Set(optionsFor(field, operator, text))
      return (one) => one !== undefined && [one].flat().some((id) => wanted.has(String(id)))
    }
    case 'person': {
      const named = alike(operator, text)
      return (one) => typeof one === 'string' && ((operator === '=' && one === text.toLowerCase()) || named(world.member(one)?.name))
    }
    default: return alike(operator, text)
  }
}

const ordered = (operator: FilterOperator, wanted: string | number | null): Fits =>
  (wanted === null ? never : (one) => typeof one === typeof wanted && isOrdered(operator, one as string | number, wanted))

function alike(operator: FilterOperator, text: string): Fits {
  const wanted = fold(text)
  if (operator === '=') return (one) => typeof one === 'string' && fold(one) === wanted
  return operator === '~' ? (one) => typeof one === 'string' && fold(one).includes(wanted) : never
}
