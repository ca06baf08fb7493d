// Reads the lines of a packed file or of a part of one, never more of it in memory than a line; what unpacks to too much ends there.
import { createGunzip } from 'node:zlib'
import { ARCHIVE_LIMITS } from '../../../shared/features/archive.ts'
import { streamOf, type Part } from './part.ts'
import { refused } from './refused.ts'

export interface ReadLine { number: number; text: string }

/** Throws `invalid_import` for what is not packed text, and past each limit. */
export async function* readLines(packed: Part, limits: typeof ARCHIVE_LIMITS = ARCHIVE_LIMITS): AsyncGenerator<ReadLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let unpacked = 0
  let number = 0
  let rest: Buffer[] = []
  let restBytes = 0
  for await (const chunk of unpackedChunks(packed)) {
    unpacked += chunk.byteLength
    if (unpacked > limits.unpacked) throw refused('', 'too_large', `An archive has at most ${limits.unpacked} bytes when it is unpacked.`)
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      number += 1
      if (number > limits.lines) throw refused(`/lines/${number}`, 'too_large', `An archive has at most ${limits.lines} lines.`)
      yield { number, text: decoded(decoder, Buffer.concat([...rest, chunk.subarray(start, end)]), number) }
      rest = []
      restBytes = 0
      start = end + 1
    }
    rest.push(chunk.subarray(start))
    restBytes += chunk.byteLength - start
    if (restBytes > limits.line) throw refused(`/lines/${number + 1}`, 'too_large', `A line has at most ${limits.line} bytes.`)
  }
  if (restBytes > 0) throw refused(`/lines/${number + 1}`, 'incomplete', 'The last line does not end: the file was cut off.')
}

async function* unpackedChunks(packed: Part): AsyncGenerator<Buffer> {
  const source = streamOf(packed)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  try {
    yield* source.pipe(gunzip)
  } catch (error) {
    if (!/^Z_|^ERR_ZLIB/.test(String((error as NodeJS.ErrnoException).code))) throw error
    throw refused('', 'not_packed', 'This is not a gzipped file, or it was cut off.')
  } finally {
    source.destroy()
  }
}

function decoded(decoder: TextDecoder, bytes: Buffer, number: number): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw refused(`/lines/${number}`, 'not_text', 'This line is not UTF-8.')
  }
}
