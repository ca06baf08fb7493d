// What stands in a cell of a table. Pure.
import { storable } from '../trello/import-text.ts'

/** Nothing of a cell is kept beyond this, whatever it becomes. */
const LONGEST = 1_000_000

/** Without white space at its ends; empty where the row is shorter. */
export const cellOf = (row: readonly string[], index: number): string => storable((row[index] ?? '').slice(0, LONGEST)).trim()

/** Where a cell stands, as people find it again. */
export const placeOfCell = (headers: readonly string[], index: number, line: number): string => `line ${line}, ${headers[index] || `column ${index + 1}`}`
