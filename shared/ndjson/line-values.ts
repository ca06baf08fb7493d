// Custom fields of a file of lines: what kind the values of one name have in common, and each value as such. Pure.
import { FieldColumn, kindOf } from '../csv/csv-fields.ts'
import type { Dating } from '../csv/csv-dates.ts'
import { MOST_FIELDS, MOST_OPTIONS, type FieldKind } from '../features/custom-fields.ts'
import { fold } from '../filter/fold.ts'
import type { PlannedField, PlannedValue } from '../trello/import-plan.ts'
import { oneLine } from '../trello/import-text.ts'
import { escaped, isObject, isStorable, type LineFields } from './line-fields.ts'

export type LineValue = string | number | boolean | readonly string[]
/** By the names of the fields; null where a line names one and has nothing in it. */
export type LineValues = ReadonlyMap<string, LineValue | null>

const LONGEST_NAME = 100
const LONGEST_TEXT = 1000
const LONGEST_OPTION = 80

/** Names of one field are the same whatever their case. */
export const fieldKey = fold
export const TOO_MANY_FIELDS = `A project has at most ${MOST_FIELDS} fields`

/** What `customFields` of a line says. */
export function valuesOfLine(line: LineFields): LineValues {
  const values = new Map<string, LineValue | null>()
  const given = line.value('customFields')
  if (given === undefined) return values
  if (!isObject(given)) line.refuse('/customFields', 'This is to be an object of names and values')
  else if (Object.keys(given).length > MOST_FIELDS) line.refuse('/customFields', TOO_MANY_FIELDS, 'too_big')
  else {
    const taken = new Set<string>()
    for (const [written, value] of Object.entries(given)) {
      const name = oneLine(written)
      const fault = faultOfName(name, taken) ?? faultOf(value)
      taken.add(fieldKey(name))
      if (fault) line.refuse(`/customFields/${escaped(written)}`, fault)
      else values.set(name, value === '' || (Array.isArray(value) && value.length === 0) ? null : value as LineValue | null)
    }
  }
  return values
}

function faultOfName(name: string, taken: ReadonlySet<string>): string | null {
  if (name === '' || name.length > LONGEST_NAME) return `A field has a name of at most ${LONGEST_NAME} characters`
  if (!isStorable(name)) return 'This name has characters that cannot be stored'
  return taken.has(fieldKey(name)) ? 'This line names the field twice' : null
}

const isText = (value: unknown): value is string => typeof value === 'string' && isStorable(value)

function faultOf(value: unknown): string | null {
  if (value === null || typeof value === 'boolean') return null
  if (typeof value === 'number') return Math.abs(value) <= 1e15 && Number(value.toFixed(6)) === value ? null : 'A number has up to six decimals and lies between -1e15 and 1e15'
  if (isText(value)) return value.length <= LONGEST_TEXT ? null : `A text has at most ${LONGEST_TEXT} characters`
  if (!Array.isArray(value)) return 'This is to be a text, a number, true, false or a list of texts'
  return value.length <= MOST_OPTIONS && value.every((one) => isText(one) && one.trim() !== '' && one.length <= LONGEST_OPTION)
    ? null : `A list has at most ${MOST_OPTIONS} texts of at most ${LONGEST_OPTION} characters`
}

/** One field of the project, made of all values of its name. */
export class LineField {
  readonly field: PlannedField
  readonly #column: FieldColumn | null

  constructor(name: string, values: readonly LineValue[], dating: Dating) {
    const rows = values.map(cellsOf)
    const kind = kindOfAll(values, rows, dating)
    this.#column = kind === 'checkbox' ? null : new FieldColumn(name, rows, dating, kind)
    this.field = this.#column?.field ?? { name, kind, options: [] }
  }

  /** Null for none: a box that is not ticked is as one that nobody saw. */
  value(value: LineValue): PlannedValue | null {
    if (typeof value === 'number' && this.field.kind === 'number') return value
    return this.#column ? this.#column.value(cellsOf(value)) : value === true || null
  }

  /** Names of a list that become a text may be too long as one. */
  holds(value: LineValue): boolean {
    return this.field.kind !== 'text' || cellsOf(value).join(', ').length <= LONGEST_TEXT
  }
}

const cellsOf = (value: LineValue): readonly string[] => (Array.isArray(value) ? value as readonly string[] : [String(value)])
const DAY = /^\d{4}-\d\d-\d\d$/

/** As they are written: a text that looks like a number stays one, since `007` is more than 7, and a time is more than its day. */
function kindOfAll(values: readonly LineValue[], rows: readonly (readonly string[])[], dating: Dating): FieldKind {
  if (values.every((value) => typeof value === 'number')) return 'number'
  if (values.every((value) => typeof value === 'boolean')) return 'checkbox'
  if (values.some((value) => Array.isArray(value))) return areOptions(rows.flat()) ? 'multi_select' : 'text'
  const kind = kindOf(rows, dating)
  return kind === 'number' || (kind === 'date' && !rows.flat().every((cell) => DAY.test(cell))) ? 'text' : kind
}

const areOptions = (cells: readonly string[]) => cells.every((cell) => cell.length <= LONGEST_OPTION && oneLine(cell) === cell.trim()) && new Set(cells.map((cell) => cell.trim().toLowerCase())).size <= MOST_OPTIONS
