// Takes a file off the wire onto the disk, never more of it in memory than what is on its way.
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../kernel/errors.ts'
import { HEAD_BYTES } from './file-type.ts'

export interface Received {
  path: string
  size: number
  /** SHA-256, base64url. */
  digest: string
  /** Its first bytes. */
  head: Buffer
}

export interface Arriving {
  /** Of Content-Length, where it was sent. */
  announced: number | null
  bytes: AsyncIterable<Uint8Array>
}

/** Writes it into `folder`. Throws 413 past the limit, 400 when it ends too early; nothing is left there then. */
export async function receiveFile({ announced, bytes }: Arriving, folder: string, maxBytes: number): Promise<Received> {
  const tooLarge = () => new Problem('payload_too_large', `A file may have at most ${maxBytes} bytes.`, { data: { maxBytes } })
  if (announced !== null && announced > maxBytes) throw tooLarge()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)

  async function* counted() {
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge()
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
      hash.update(chunk)
      yield chunk
    }
    if (announced !== null && announced !== size) throw new Error('Its end is missing')
  }

  try {
    await pipeline(counted, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
    return { path, size, digest: hash.digest('base64url'), head }
  } catch (error) {
    await rm(path, { force: true })
    throw isOfSender(error) ? new Problem('bad_request', 'The file did not arrive whole.', { cause: error }) : error
  }
}

/** Full disks and the like are the server's fault; everything else that breaks a body off is the sender's. */
function isOfSender(error: unknown): boolean {
  return !(error instanceof Problem) && (error as NodeJS.ErrnoException).syscall === undefined
}
