// Columns of a table that become custom fields: what kind their values have in common, and each value as such. Pure.
import { isWebAddress } from '../features/attachments.ts'
import { MOST_OPTIONS, MOST_VALUE_BYTES, type FieldKind } from '../features/custom-fields.ts'
import { localTime } from '../calendar.ts'
import type { PlannedField, PlannedValue } from '../trello/import-plan.ts'
import { cut, oneLine } from '../trello/import-text.ts'
import { instantOf, type Dating } from './csv-dates.ts'

const NAME = 100
const OPTION = 80
const TEXT = 1000
/** A select with more options than this is a text that happens to come again. */
const FEW_OPTIONS = 30

/** The cells of one row in the columns of one name. */
type Cells = readonly string[]

export class FieldColumn {
  readonly field: PlannedField
  readonly #dating: Dating
  readonly #places: ReadonlyMap<string, number>

  /** Of what all rows have in it; `rows` has an entry for each row. `kind` where it is known. */
  constructor(name: string, rows: readonly Cells[], dating: Dating, kind: FieldKind = kindOf(rows, dating)) {
    this.#dating = dating
    const options = kind === 'select' || kind === 'multi_select' ? optionsOf(rows) : []
    this.field = { name: cut(oneLine(name), NAME) || 'Field', kind, options }
    this.#places = new Map(options.map((option, place) => [option.toLowerCase(), place]))
  }

  /** Null for none. Of options their places. */
  value(cells: Cells): PlannedValue | null {
    const [first = ''] = cells
    if (cells.length === 0) return null
    switch (this.field.kind) {
      case 'number': return numberOf(first)
      case 'date': return dayOf(first, this.#dating)
      case 'select': return this.#places.get(optionOf(first).toLowerCase()) ?? null
      case 'multi_select': return [...new Set(cells.flatMap((cell) => this.#places.get(optionOf(cell).toLowerCase()) ?? []))].sort((a, b) => a - b)
      case 'url': return new URL(first).href
      default: return cut(cells.join(', '), TEXT)
    }
  }
}

/** The kind that every value is of; else a text. */
export function kindOf(rows: readonly Cells[], dating: Dating): FieldKind {
  const all = rows.flat()
  if (all.length === 0) return 'text'
  const isRepeated = rows.some(({ length }) => length > 1)
  if (!isRepeated && all.every((cell) => numberOf(cell) !== null)) return 'number'
  if (!isRepeated && all.every((cell) => dayOf(cell, dating) !== null)) return 'date'
  if (!isRepeated && all.every((cell) => isWebAddress(cell) && new URL(cell).href.length <= TEXT)) return 'url'
  const distinct = optionsOf(rows)
  const fits = distinct.length <= (isRepeated ? MOST_OPTIONS : FEW_OPTIONS) && all.every((cell) => cell.length <= OPTION && !cell.includes('\n'))
  if (fits && (distinct.length < all.length || isRepeated)) return isRepeated ? 'multi_select' : 'select'
  return 'text'
}

const optionOf = (cell: string) => cut(oneLine(cell), OPTION)
const optionsOf = (rows: readonly Cells[]) => [...new Map(rows.flat().map((cell) => [optionOf(cell).toLowerCase(), optionOf(cell)])).values()]

/** As fields hold them: up to six decimals; a comma is one where no point is. */
function numberOf(cell: string): number | null {
  if (!/^-?\d{1,15}(?:[.,]\d{1,6}0*)?$/.test(cell)) return null
  const value = Number(cell.replace(',', '.'))
  return Math.abs(value) <= 1e15 && Number(value.toFixed(6)) === value ? value : null
}

function dayOf(cell: string, dating: Dating): string | null {
  const at = instantOf(cell, dating, '12:00')
  return at && localTime(Date.parse(at), dating.zone).slice(0, 10)
}

/** As many of a task's values as an event can tell; an id is longer than a place. */
export function fittingValues(values: readonly [number, PlannedValue][]): [number, PlannedValue][] {
  let bytes = 2
  return values.filter(([, value]) => {
    bytes += 42 + (Array.isArray(value) ? value.length * 39 : new TextEncoder().encode(JSON.stringify(value)).length + 39)
    return bytes <= MOST_VALUE_BYTES
  })
}
