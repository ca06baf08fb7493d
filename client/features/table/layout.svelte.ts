// Which columns the table shows, in which order and how wide: remembered for each person in this browser, and the choice in
// the address too, so that a link shows the same.
import { address } from '../board/address.svelte.ts'
import { readColumns, usualColumns, usualColumnsOfTeam, widthLimits, type ColumnName } from './columns.ts'

interface Kept { columns: string; widths: Partial<Record<ColumnName, number>> }

export class TableLayout {
  readonly #key: string
  readonly #usual: readonly ColumnName[]
  #kept = $state.raw<Kept>({ columns: '', widths: {} })
  readonly columns = $derived.by((): readonly ColumnName[] =>
    readColumns(address.get('columns')) ?? readColumns(this.#kept.columns) ?? this.#usual)

  constructor(membershipId: string | null, isOfTeam = false) {
    this.#usual = isOfTeam ? usualColumnsOfTeam : usualColumns
    this.#key = `lockstep.table.${membershipId ?? ''}${isOfTeam ? '.team' : ''}`
    this.#kept = { columns: '', widths: {}, ...read(this.#key) }
  }

  widthOf(column: ColumnName, usual: number): number {
    return this.#kept.widths[column] ?? usual
  }

  show(columns: readonly ColumnName[]): void {
    const text = columns.join(',')
    address.set('columns', text === this.#usual.join(',') ? null : text)
    this.#keep({ ...this.#kept, columns: text })
  }

  resize(column: ColumnName, width: number): void {
    const { least, most } = widthLimits
    const within = Math.round(Math.max(least, Math.min(most, width)))
    this.#keep({ ...this.#kept, widths: { ...this.#kept.widths, [column]: within } })
  }

  /** As it was at first. */
  reset(): void {
    address.set('columns', null)
    this.#keep({ columns: '', widths: {} })
  }

  #keep(kept: Kept): void {
    this.#kept = kept
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept))
    } catch {
      // Storage can be forbidden; the choice then lasts until the page is left.
    }
  }
}

function read(key: string): Partial<Kept> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept>
  } catch {
    return {}
  }
}
