// An archive with files as it is sent: its packed lines, then file after file out of the store. No transaction is open meanwhile.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { ArchiveHeader } from '../../../shared/features/archive.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import type { Files } from '../attachments/store-file.ts'
import { fileName, LINES_NAME } from './open-archive.ts'
import type { ShownFile } from './shown-files.ts'
import { TAR_END, tarHeader, tarPadding } from './tar.ts'

/** So many bytes are asked of the store at once: it waits for one answer only so long, and who reads may be slow. */
const PIECE = 16 * 1024 * 1024

type On = Pick<Files, 'files' | 'kernel'>

/** The file at `packed` is gone when all was read, or the reader went away. Throws where the store does not have what it took. */
export async function* tarOf(on: On, packed: string, { createdAt }: ArchiveHeader, files: readonly ShownFile[]): AsyncGenerator<Uint8Array> {
  const at = new Date(createdAt)
  try {
    const { size } = await stat(packed)
    yield tarHeader(LINES_NAME, size, at)
    yield* createReadStream(packed)
    yield tarPadding(size)
    for (const [index, file] of files.entries()) {
      yield tarHeader(fileName(index + 1), file.size, at)
      yield* bytesOf(on, file)
      yield tarPadding(file.size)
    }
    yield TAR_END
  } finally {
    await rm(packed, { force: true })
  }
}

/** As they came, or it ends in the middle: nothing is taken for an archive that could not be brought in. */
async function* bytesOf({ files, kernel }: On, file: ShownFile): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of piecesOf(files, file)) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('base64url') === file.digest) return
  kernel.logger.error({ file: file.name }, 'an archive broke off: the store does not have this file as it came')
  throw new Error(`The store does not have ${file.name} as it came`)
}

async function* piecesOf(files: FileStore, { name, size }: ShownFile): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < size; start += PIECE) {
    yield* await files.open(name, { start, end: Math.min(start + PIECE, size) - 1 }) ?? []
  }
}
