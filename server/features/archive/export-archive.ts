// The archive as a file: its lines go to the disk while one snapshot is held, and from there, packed, to whoever asked, however slow they are.
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { ARCHIVE_SNAPSHOT_MS, ARCHIVE_VERSION, type ArchiveHeader } from '../../../shared/features/archive.ts'
import type { WrittenFile } from '../../../shared/endpoint.ts'
import { query } from '../../kernel/database.ts'
import { Problem } from '../../kernel/errors.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import type { Work } from '../../kernel/work.ts'
import { authorizeArchive } from './authorize-archive.ts'
import { readOrganizationLine } from './organization-line.ts'
import { writeContent } from './write-content.ts'

interface Reader { read<T>(action: (work: Work) => Promise<T>, options: { snapshot: true }): Promise<T> }

/** Throws before the first byte: 403, and 409 where the organization is too large for the time that one snapshot is held. */
export async function exportArchive({ arrivals }: FileStore, request: Reader): Promise<WrittenFile> {
  await mkdir(arrivals, { recursive: true, mode: 0o700 })
  const path = join(arrivals, `${randomUUID()}.archive`)
  try {
    const header = await request.read((work) => spool(work, path), { snapshot: true })
    const packed = createGzip()
    // Ends both when either ends: who goes away leaves no open file. What went wrong the reader sees by an end that comes too early.
    pipeline(Readable.from(linesOf(header, path)), packed, () => {})
    return { type: 'application/gzip', name: nameOf(header), body: Readable.toWeb(packed) as unknown as WrittenFile['body'] }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function spool(work: Work, path: string): Promise<ArchiveHeader> {
  authorizeArchive(work.actor, 'organization.export')
  const end = performance.now() + ARCHIVE_SNAPSHOT_MS
  await query(work.em, `select set_config('statement_timeout', '30s', true) as timeout`)
  const file = await open(path, 'w', 0o600)
  try {
    const content = await writeContent(work, async (lines) => {
      if (performance.now() > end) throw new Problem('conflict', `This organization is too large for one archive: reading it took longer than ${ARCHIVE_SNAPSHOT_MS / 1000} seconds.`)
      await file.appendFile(lines)
    })
    const { name } = await readOrganizationLine(work)
    return { format: 'lockstep-archive', version: ARCHIVE_VERSION, organization: name, createdAt: work.at.toISOString(), ...content }
  } finally {
    await file.close()
  }
}

/** The file is gone when all of it was read, or the reader went away. */
async function* linesOf(header: ArchiveHeader, path: string): AsyncGenerator<string | Buffer> {
  try {
    yield `${JSON.stringify(header)}\n`
    yield* createReadStream(path)
  } finally {
    await rm(path, { force: true })
  }
}

function nameOf({ organization, createdAt }: ArchiveHeader): string {
  const word = organization.normalize('NFKD').replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').toLowerCase().slice(0, 60) || 'organization'
  return `${word}-${createdAt.slice(0, 10)}.ndjson.gz`
}
