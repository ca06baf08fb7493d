// Tar (POSIX ustar) as far as an archive needs it: plain files in a row, each behind a block that names it. Every system can open it.
import { open } from 'node:fs/promises'
import type { Part } from './part.ts'
import { refused } from './refused.ts'

export const BLOCK = 512
const MAGIC = { at: 257, text: 'ustar' }

/** Some programs write more empty blocks behind the end, up to a whole record. */
const MOST_EMPTY = 20

export interface Entry extends Part { name: string }

export const isTar = (head: Uint8Array): boolean => textAt(head, MAGIC.at, MAGIC.text.length) === MAGIC.text

/** What stands before the bytes of a file; `name` is ASCII. */
export function tarHeader(name: string, size: number, at: Date): Buffer {
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  const seconds = Math.floor(at.getTime() / 1000)
  block.write(name, 0)
  block.write(octal(0o600, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(seconds, 12) + ' '.repeat(8) + '0', 100)
  block.write(`${MAGIC.text}\x0000`, MAGIC.at)
  block.write(`${octal(checksum(block), 7)} `, 148)
  return block
}

/** What stands behind them, up to the next block. */
export const tarPadding = (size: number): Buffer => Buffer.alloc(-size & (BLOCK - 1))
export const TAR_END = Buffer.alloc(2 * BLOCK)

/** What a tar of so many files is beside their bytes, with the empty blocks that some programs write behind its end. */
export const largestTar = (files: number): number => (2 * files + 2 + MOST_EMPTY) * BLOCK

/** What is in it, by reading only what stands before each file. Throws `invalid_import` for more than `most`, for what is no plain file, and where it is cut off or goes on behind its end. */
export async function entriesOf(path: string, most: number): Promise<Entry[]> {
  const file = await open(path)
  try {
    const { size: whole } = await file.stat()
    const block = Buffer.alloc(BLOCK)
    const entries: Entry[] = []
    for (let at = 0; ;) {
      const place = `/files/${entries.length}`
      if ((await file.read(block, 0, BLOCK, at)).bytesRead < BLOCK) throw refused('', 'incomplete', 'The end of this archive is missing: it was cut off.')
      if (block.every((byte) => byte === 0)) {
        await refuseBehindEnd(file, at + BLOCK, whole)
        return entries
      }
      if (entries.length >= most) throw refused(place, 'too_large', `There are at most ${most - 1} files in an archive.`)
      const { name, size } = read(block, place)
      const entry = { name, size, path, start: at + BLOCK }
      at = entry.start + size + (-size & (BLOCK - 1))
      if (at > whole) throw refused(place, 'incomplete', 'This archive was cut off.')
      entries.push(entry)
    }
  } finally {
    await file.close()
  }
}

function read(block: Buffer, place: string): { name: string; size: number } {
  const damaged = (detail: string) => refused(place, 'damaged', detail)
  if (!isTar(block) || numberAt(block, 148, 8) !== checksum(block)) throw damaged('What stands before this file is not what was written.')
  const [kind, size] = [textAt(block, 156, 1), numberAt(block, 124, 12)]
  if (kind !== '0' && kind !== '') throw refused(place, 'unknown_entry', 'Only plain files are in an archive.')
  if (size === null) throw damaged('This file does not say how long it is.')
  return { name: [textAt(block, 345, 155), textAt(block, 0, 100)].filter(Boolean).join('/'), size }
}

async function refuseBehindEnd(file: Awaited<ReturnType<typeof open>>, from: number, whole: number): Promise<void> {
  const rest = Buffer.alloc(Math.min(Math.max(0, whole - from), MOST_EMPTY * BLOCK + 1))
  await file.read(rest, 0, rest.length, from)
  if (rest.length > MOST_EMPTY * BLOCK || rest.some((byte) => byte !== 0)) throw refused('', 'surplus', 'This archive goes on behind its end.')
}

/** Octal digits; null where there is something else. */
function numberAt(block: Buffer, at: number, length: number): number | null {
  const digits = textAt(block, at, length).trim()
  return /^[0-7]{1,11}$/.test(digits) ? Number.parseInt(digits, 8) : null
}

/** Up to its first zero. */
function textAt(bytes: Uint8Array, at: number, length: number): string {
  const field = Buffer.from(bytes.subarray(at, at + length))
  const end = field.indexOf(0)
  return field.toString('latin1', 0, end < 0 ? field.length : end)
}

/** The sum of all bytes, its own place counted as blanks. */
const checksum = (block: Buffer): number => block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)
