// What a row of a table says of other rows: the task that it is below, and those that it blocks, relates to or repeats. Pure.
import type { Kin, Reference } from '../relations/planned-relations.ts'
import { linkFields, roleOfField } from '../relations/relation-fields.ts'
import { LIMITS, Quota } from '../trello/import-limits.ts'
import { cellOf, placeOfCell } from './csv-cell.ts'
import type { CsvTarget } from './csv-columns.ts'

export class KinColumns {
  readonly #headers: readonly string[]
  readonly #columns: ReadonlyMap<CsvTarget, readonly number[]>
  readonly #quota = new Quota('links between tasks', LIMITS.details)

  constructor(headers: readonly string[], columns: ReadonlyMap<CsvTarget, readonly number[]>) {
    this.#headers = headers
    this.#columns = columns
  }

  /** Of the row on this line. Where several columns say a parent, the first that says one counts. */
  of(row: readonly string[], line: number): Kin {
    const named = (target: CsvTarget) => (this.#columns.get(target) ?? []).flatMap((index) => this.#references(row, index, line))
    return {
      keys: (['key', 'id'] as const).flatMap((target) => (this.#columns.get(target) ?? []).flatMap((index) => cellOf(row, index) || [])),
      parent: named('parent')[0] ?? null, subtasks: named('subtasks'),
      links: linkFields.flatMap((field) => named(field).map((reference) => ({ ...reference, role: roleOfField[field] }))),
    }
  }

  #references(row: readonly string[], index: number, line: number): Reference[] {
    return cellOf(row, index).split(/[,;\n]/).flatMap((part) => {
      const key = part.trim()
      if (key === '') return []
      this.#quota.spend(`${line}:1`)
      return [{ key, at: placeOfCell(this.#headers, index, line) }]
    })
  }
}
