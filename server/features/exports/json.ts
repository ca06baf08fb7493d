// Rows as one JSON array, written as it is read.
import { objectOf } from './ndjson.ts'
import type { RowWriter } from './row-writer.ts'

/** Of one file: it knows whether a comma is due. */
export function jsonWriter(): RowWriter {
  let isFirst = true
  return {
    type: 'application/json',
    begin: () => '[',
    rows: (rows, columns) => rows.map((row) => {
      const line = `${isFirst ? '' : ','}\n${JSON.stringify(objectOf(row, columns))}`
      isFirst = false
      return line
    }).join(''),
    end: () => '\n]\n',
  }
}
