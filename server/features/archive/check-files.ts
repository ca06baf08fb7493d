// Whether the files that came with an archive are those that its lines speak of. Reads all of both and keeps nothing: what is wrong is known before anything is stored.
import { createHash } from 'node:crypto'
import { HEAD_BYTES, typeOf, weakerTypesOf } from '../attachments/file-type.ts'
import type { OpenedArchive } from './open-archive.ts'
import { streamOf, type Part } from './part.ts'
import { readArchive } from './read-archive.ts'
import { refused } from './refused.ts'

/** What a line says of a file; `digest` is hexadecimal. */
export interface ToldFile { line: number; mediaType: string; size: number; digest: string; name: string }

/** What the lines of an archive say of its files, in their order. Throws `invalid_import` where the lines are not whole, or something is said of no file. */
export async function readToldFiles({ lines: packed, files: entries }: OpenedArchive): Promise<ToldFile[]> {
  const told: ToldFile[] = []
  const { lines } = await readArchive(packed)
  for await (const { number, line } of lines) {
    if (line.type === 'files') {
      if (told.length >= (entries?.length ?? 0)) throw refused(`/lines/${number}`, 'incomplete', 'The bytes of this file are not in the archive.')
      told.push({ ...line as unknown as Omit<ToldFile, 'line' | 'name'>, line: number, name: '' })
    } else if (line.type === 'attachments' && typeof line.file === 'number') {
      const file = told[line.file - 1]
      if (!file || file.name) throw refused(`/lines/${number}/file`, 'invalid_reference', 'This is no line of files, or one that another line names.')
      file.name = String(line.name)
    }
  }
  refuseUnnamed(told, entries?.length ?? 0)
  return told
}

function refuseUnnamed(told: readonly ToldFile[], entries: number): void {
  const unnamed = told.find(({ name }) => !name)
  if (unnamed) throw refused(`/lines/${unnamed.line}`, 'surplus', 'Nothing has this file.')
  if (told.length < entries) throw refused(`/files/${told.length + 1}`, 'surplus', 'No line speaks of this file.')
}

/** Throws `invalid_import` with the line where a file is too large, or its bytes are not those of the line. */
export function checkSize({ line, size }: ToldFile, entry: Part, maxBytes: number): void {
  if (size !== entry.size) throw refused(`/lines/${line}/size`, 'damaged', `The archive has ${entry.size} bytes of this file.`)
  if (size > maxBytes) throw refused(`/lines/${line}/size`, 'too_large', `A file may have at most ${maxBytes} bytes here.`)
}

/** The same, for what its bytes are. */
export async function checkBytes({ line, digest, mediaType, name }: ToldFile, entry: Part): Promise<void> {
  const found = await readFacts(entry)
  if (found.digest !== digest) throw refused(`/lines/${line}/digest`, 'damaged', 'The bytes of this file are not those that were written.')
  if (![typeOf(found.head, name), ...weakerTypesOf(found.head)].includes(mediaType)) throw refused(`/lines/${line}/mediaType`, 'wrong_type', `By its bytes this file is ${typeOf(found.head, name)}.`)
}

async function readFacts(entry: Part): Promise<{ digest: string; head: Buffer }> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  for await (const chunk of streamOf(entry) as AsyncIterable<Buffer>) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
    hash.update(chunk)
  }
  return { digest: hash.digest('hex'), head }
}
