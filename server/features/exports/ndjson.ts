// Rows as JSON, a line each: programs read it while it comes.
import type { RowWriter } from './row-writer.ts'

export const ndjsonWriter: RowWriter = {
  type: 'application/x-ndjson',
  begin: () => '',
  rows: (rows, fields) => rows.map((row) => `${JSON.stringify(Object.fromEntries(fields.map((field) => [field, row[field]])))}\n`).join(''),
  end: () => '',
}
