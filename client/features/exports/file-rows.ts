// What a file of tasks says about itself. Pure.
import type { ExportFormat } from '../../../shared/features/exports.ts'

/** How many tasks a file has, those too that the board does not show; null where it is no text. */
export async function rowsOf(file: Blob, format: ExportFormat): Promise<number | null> {
  if (format === 'xlsx') return null
  const text = await file.text()
  if (format === 'json') return (JSON.parse(text) as unknown[]).length
  if (format === 'ndjson') return text.split('\n').filter(Boolean).length
  return (text.replaceAll(/"[^"]*"/g, '').match(/\r\n/g)?.length ?? 1) - 1
}
