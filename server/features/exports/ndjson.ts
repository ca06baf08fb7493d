// Rows as JSON, a line each: programs read it while it comes.
import type { ExportColumn } from './export-columns.ts'
import type { ExportRow } from './export-rows.queries.ts'
import type { RowWriter } from './row-writer.ts'

export const ndjsonWriter: RowWriter = {
  type: 'application/x-ndjson',
  begin: () => '',
  rows: (rows, columns) => rows.map((row) => `${JSON.stringify(objectOf(row, columns))}\n`).join(''),
  end: () => '',
}

/** Custom fields are in an object of their own: their names are anybody's choice. */
export function objectOf(row: ExportRow, columns: readonly ExportColumn[]): object {
  const cells = (some: readonly ExportColumn[]) => Object.fromEntries(some.map(({ key, name }) => [name, row[key]]))
  const own = columns.filter(({ fields }) => fields)
  return { ...cells(columns.filter(({ fields }) => !fields)), ...(own.length > 0 && { customFields: cells(own) }) }
}
