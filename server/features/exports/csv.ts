// Rows as CSV, in UTF-8.
import { BYTE_ORDER_MARK, csvLine } from '../../../shared/csv/csv-line.ts'
import { withoutList } from './custom-cells.ts'
import type { RowWriter } from './row-writer.ts'

export const csvWriter: RowWriter = {
  type: 'text/csv; charset=utf-8',
  begin: (columns) => `${BYTE_ORDER_MARK}${csvLine(columns.map(({ name }) => name))}`,
  rows: (rows, columns) => rows.map((row) => csvLine(columns.map(({ key }) => withoutList(row[key] ?? null)))).join(''),
  end: () => '',
}
