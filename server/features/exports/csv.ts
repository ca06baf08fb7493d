// Rows as CSV: RFC 4180, UTF-8 with its mark, so that spreadsheets read letters of all alphabets.
import type { Cell } from './custom-cells.ts'
import type { RowWriter } from './row-writer.ts'

const MARK = '\uFEFF'

export const csvWriter: RowWriter = {
  type: 'text/csv; charset=utf-8',
  begin: (columns) => `${MARK}${line(columns.map(({ name }) => name))}`,
  rows: (rows, columns) => rows.map((row) => line(columns.map(({ key }) => row[key] ?? null))).join(''),
  end: () => '',
}

const line = (values: readonly Cell[]) => `${values.map(cell).join(',')}\r\n`

function cell(value: Cell): string {
  if (value === null) return ''
  const text = typeof value === 'string' ? inert(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A text that a spreadsheet would run as a formula begins with an apostrophe: it is then what it says. So does each part of it that
 * one would take for a cell of its own which splits at other signs than commas.
 */
export const inert = (text: string): string => text.replaceAll(FORMULA, "'")

const FORMULA = /^(?=[\t\r\n])|(?<=^|[,;\t\r\n])(?=[^\S\t\r\n]*["']?[=+\-@])/g
