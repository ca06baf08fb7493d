// The archive as a file: its lines go to the disk while one snapshot is held, and from there, packed, to whoever asked, however slow they are.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, pipeline, Readable, type Duplex } from 'node:stream'
import { pipeline as finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { ARCHIVE_SNAPSHOT_MS, ARCHIVE_VERSION, type ArchiveHeader } from '../../../shared/features/archive.ts'
import type { WrittenFile } from '../../../shared/endpoint.ts'
import { query } from '../../kernel/database.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import type { Files } from '../attachments/store-file.ts'
import { authorizeArchive } from './authorize-archive.ts'
import { readOrganizationLine } from './organization-line.ts'
import { readShownFiles, type ShownFile } from './shown-files.ts'
import { tarOf } from './write-tar.ts'
import { writeContent } from './write-content.ts'

interface Reader { read<T>(action: (work: Work) => Promise<T>, options: { snapshot: true }): Promise<T> }

interface Spooled { header: ArchiveHeader; files: ShownFile[] }

/** Throws before the first byte: 403, and 409 where the organization is too large for the time that one snapshot is held. */
export async function exportArchive(on: Pick<Files, 'files' | 'kernel'>, request: Reader, { withFiles }: { withFiles: boolean }): Promise<WrittenFile> {
  await mkdir(on.files.arrivals, { recursive: true, mode: 0o700 })
  const path = join(on.files.arrivals, `${randomUUID()}.archive`)
  try {
    const { header, files } = await request.read((work) => spool(work, path, withFiles), { snapshot: true })
    const lines = Readable.from(linesOf(header, path))
    if (!withFiles) return { type: 'application/gzip', name: nameOf(header, 'ndjson.gz'), body: sent(lines, createGzip()) }
    const packed = `${path}.gz`
    await pack(lines, packed)
    return { type: 'application/x-tar', name: nameOf(header, 'tar'), body: sent(Readable.from(tarOf(on, packed, header, files)), new PassThrough()) }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Ends both when either ends: who goes away leaves no open file. What went wrong the reader sees by an end that comes too early. */
function sent(from: Readable, through: Duplex): WrittenFile['body'] {
  pipeline(from, through, () => {})
  return Readable.toWeb(through) as unknown as WrittenFile['body']
}

/** A tar says before each file how long it is, so the lines are packed on the disk. */
async function pack(lines: Readable, path: string): Promise<void> {
  try {
    await finished(lines, createGzip(), createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function spool(work: Work, path: string, withFiles: boolean): Promise<Spooled> {
  authorizeArchive(work.actor, 'organization.export')
  const end = performance.now() + ARCHIVE_SNAPSHOT_MS
  await query(work.em, `select set_config('statement_timeout', '30s', true) as timeout`)
  const file = await open(path, 'w', 0o600)
  try {
    const content = await writeContent(work, async (lines) => {
      if (performance.now() > end) throw new Problem('conflict', `This organization is too large for one archive: reading it took longer than ${ARCHIVE_SNAPSHOT_MS / 1000} seconds.`)
      await file.appendFile(lines)
    }, { withFiles })
    const { name } = await readOrganizationLine(work)
    const header = { format: 'lockstep-archive', version: ARCHIVE_VERSION, organization: name, createdAt: work.at.toISOString(), ...content } as const
    return { header, files: withFiles ? await readShownFiles(work) : [] }
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

function nameOf({ organization, createdAt }: ArchiveHeader, extension: string): string {
  const word = organization.normalize('NFKD').replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').toLowerCase().slice(0, 60) || 'organization'
  return `${word}-${createdAt.slice(0, 10)}.${extension}`
}
