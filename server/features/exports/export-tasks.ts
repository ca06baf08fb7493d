// Writes tasks into a file while it is sent, a page of rows at a time.
import { Readable } from 'node:stream'
import type { QueryOf, WrittenFile } from '../../../shared/endpoint.ts'
import type { exportEndpoints } from '../../../shared/features/exports.ts'
import { now } from '../../kernel/clock.ts'
import type { Work } from '../../kernel/work.ts'
import { zoneOf } from '../tasks/task-conditions.ts'
import { csvWriter } from './csv.ts'
import { columnsOf, type ExportColumn } from './export-columns.ts'
import { exportPage, type ExportPage } from './export-rows.queries.ts'
import { jsonWriter } from './json.ts'
import { ndjsonWriter } from './ndjson.ts'
import type { RowWriter } from './row-writer.ts'
import { xlsxWriter } from './xlsx.ts'

/** Whose each read is a transaction of its own, with the rights of that moment. */
interface Reader { read<T>(action: (work: Work) => Promise<T>): Promise<T> }

/** Refused before the first byte where the filter is wrong; cut off where the asker loses the right while it is sent. */
export async function exportTasks(request: Reader, asked: QueryOf<typeof exportEndpoints.exportTasks>): Promise<WrittenFile> {
  const columns = await request.read((work) => columnsOf(work, asked, asked.fields))
  const read = (cursor?: string) => request.read((work) => exportPage(work, asked, columns, cursor))
  const zone = asked.format === 'xlsx' ? await request.read(zoneOf) : 'UTC'
  const writer = { csv: csvWriter, json: jsonWriter(), ndjson: ndjsonWriter, xlsx: xlsxWriter(zone) }[asked.format]
  const chunks = Readable.from(written(writer, columns, await read(), read), { objectMode: false })
  return { type: writer.type, name: `tasks-${now().toISOString().slice(0, 10)}.${asked.format}`, body: Readable.toWeb(chunks) as unknown as WrittenFile['body'] }
}

async function* written(
  writer: RowWriter, columns: readonly ExportColumn[], first: ExportPage, read: (cursor: string) => Promise<ExportPage>,
): AsyncGenerator<Uint8Array> {
  yield bytes(writer.begin(columns))
  yield bytes(writer.rows(first.items, columns))
  for (let { nextCursor } = first; nextCursor !== null;) {
    const page = await read(nextCursor)
    yield bytes(writer.rows(page.items, columns))
    nextCursor = page.nextCursor
  }
  yield bytes(writer.end())
}

const bytes = (chunk: string | Uint8Array): Uint8Array => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk)
