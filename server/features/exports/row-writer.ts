// How rows become a file: a beginning, some rows at a time, an end.
import type { ExportColumn } from './export-columns.ts'
import type { ExportRow } from './export-rows.queries.ts'

export interface RowWriter {
  type: string
  begin(columns: readonly ExportColumn[]): string | Uint8Array
  rows(rows: readonly ExportRow[], columns: readonly ExportColumn[]): string | Uint8Array
  end(): string | Uint8Array
}
