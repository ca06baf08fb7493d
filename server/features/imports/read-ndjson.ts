// Reads a file of lines while it arrives: never more of its text in memory than a line and what just came.
import { createHash } from 'node:crypto'
import type { Moment } from '../../../shared/csv/csv-plan.ts'
import { NDJSON_LIMITS, NdjsonPlan } from '../../../shared/ndjson/ndjson-plan.ts'
import { LinesError } from '../../../shared/trello/import-plan.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Arriving } from '../attachments/receive-file.ts'

export interface Read {
  lines: NdjsonPlan
  /** SHA-256 of what came, base64url. */
  digest: string
}

/** Throws 413 past the limit of the whole, 400 where it broke off, ImportError past the limit of a line and where lines are wrong. */
export async function readNdjson({ bytes, announced }: Arriving, moment: Moment): Promise<Read> {
  const hash = createHash('sha256')
  const planned = new NdjsonPlan(moment)
  if (announced !== null && announced > NDJSON_LIMITS.bytes) throw tooLarge()
  let size = 0
  let number = 0
  let rest: Uint8Array[] = []
  let restBytes = 0
  const take = (part: Uint8Array) => {
    restBytes += part.byteLength
    if (restBytes > NDJSON_LIMITS.line) throw wrongLine(number + 1, `A line has at most ${NDJSON_LIMITS.line} bytes`, 'too_large')
    rest.push(part)
  }
  const end = () => {
    number += 1
    planned.add(textOf(Buffer.concat(rest), number))
    rest = []
    restBytes = 0
  }
  for await (const chunk of whole(bytes)) {
    size += chunk.byteLength
    if (size > NDJSON_LIMITS.bytes) throw tooLarge()
    hash.update(chunk)
    let start = 0
    for (let feed = chunk.indexOf(10); feed >= 0; feed = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, feed))
      end()
      start = feed + 1
    }
    take(chunk.subarray(start))
  }
  if (announced !== null && announced !== size) throw new Problem('bad_request', 'The file did not arrive whole.')
  if (restBytes > 0) end()
  return { lines: planned, digest: hash.digest('base64url') }
}

/** What breaks the body off is the sender's fault; what is wrong with its lines is thrown where they are read. */
async function* whole(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* bytes
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('bad_request', 'The file did not arrive whole.', { cause: error })
  }
}

const tooLarge = () => new Problem('payload_too_large', `The body may have at most ${NDJSON_LIMITS.bytes} bytes.`, { data: { maxBytes: NDJSON_LIMITS.bytes } })
const decoder = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Uint8Array, number: number): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw wrongLine(number, 'This line is not UTF-8', 'invalid_format')
  }
}

const wrongLine = (number: number, detail: string, code: string) => new LinesError([{ pointer: `/lines/${number}`, detail, code }])
