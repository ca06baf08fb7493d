// A table of a report as a file: figures as numbers, days as they sort.
import { BYTE_ORDER_MARK, csvLine } from '../../../shared/csv/csv-line.ts'
import { saveFile } from '../archive/save-file.ts'
import type { ReportTable } from './report-tables.ts'

export const csvOf = ({ columns, rows }: ReportTable): string =>
  BYTE_ORDER_MARK + [columns.map(({ label }) => label), ...rows.map(({ cells }) => columns.map(({ key }) => cells[key]!.value))].map(csvLine).join('')

/** Says the name of the file. */
export const saveTable = (table: ReportTable, name: string): string =>
  saveFile(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
