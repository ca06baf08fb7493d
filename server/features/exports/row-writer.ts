// How rows become a file: a beginning, some rows at a time, an end.
import type { ExportField } from '../../../shared/features/exports.ts'
import type { ExportRow } from './export-rows.queries.ts'

export interface RowWriter {
  type: string
  begin(fields: readonly ExportField[]): string | Uint8Array
  rows(rows: readonly ExportRow[], fields: readonly ExportField[]): string | Uint8Array
  end(): string | Uint8Array
}
