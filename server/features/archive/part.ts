// A part of a file on the disk: some of its bytes, which are never all in memory.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'

export interface Part { path: string; start: number; size: number }

export const streamOf = ({ path, start, size }: Part): Readable =>
  (size === 0 ? Readable.from([]) : createReadStream(path, { start, end: start + size - 1 }))
