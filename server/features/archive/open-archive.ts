// An archive that arrived, taken apart: its packed lines, and its files where it came with them.
import { ARCHIVE_LIMITS } from '../../../shared/features/archive.ts'
import type { Received } from '../attachments/receive-file.ts'
import type { Part } from './part.ts'
import { refused } from './refused.ts'
import { entriesOf, isTar, type Entry } from './tar.ts'

/** What an archive with files has first; then come `files/1`, `files/2` and so on: one for each line of files. */
export const LINES_NAME = 'content.ndjson.gz'
export const fileName = (number: number): string => `files/${number}`

/** `files` is null where it came without any. */
export interface OpenedArchive { lines: Part; files: Entry[] | null }

/** Throws `invalid_import` where something else is in it, or under another name: nothing is ever written by the names in it. */
export async function openArchive({ path, size, head }: Received): Promise<OpenedArchive> {
  if (!isTar(head)) return { lines: { path, start: 0, size }, files: null }
  const [lines, ...files] = await entriesOf(path, ARCHIVE_LIMITS.files + 1)
  if (lines?.name !== LINES_NAME) throw refused('/files/0/name', 'unknown_entry', `An archive with files begins with ${LINES_NAME}.`)
  if (lines.size > ARCHIVE_LIMITS.bytes) throw refused('/files/0/size', 'too_large', `The lines of an archive have at most ${ARCHIVE_LIMITS.bytes} bytes when they are packed.`)
  const odd = files.findIndex(({ name }, index) => name !== fileName(index + 1))
  if (odd >= 0) throw refused(`/files/${odd + 1}/name`, 'unknown_entry', `Here is ${fileName(odd + 1)} in an archive.`)
  return { lines, files }
}
