// Puts a file that arrived into the store, its row first.
import { randomUUIDv7 } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import type { FileVariant } from '../../../shared/features/attachments.ts'
import { query } from '../../kernel/database.ts'
import { notFound, Problem } from '../../kernel/errors.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { discardFiles } from './discard-files.ts'
import { drawPreviews } from './draw-previews.ts'
import { usedBytes } from './files.queries.ts'
import type { Received } from './receive-file.ts'
import { storedName } from './stored-file-name.ts'

export interface Stored {
  id: string
  type: string
  size: number
  picture: { width: number; height: number } | null
}

export interface Files {
  kernel: Kernel
  config: Readonly<{ MAX_FILE_BYTES: number; MAX_ORGANIZATION_FILE_BYTES: number }>
  files: FileStore
}

/** A file whose room is kept; `digest` is SHA-256, base64url. */
export interface Reserved { id: string; type: string; size: number; digest: string }

/** `type` is its media type. Throws 409 when the organization has no room for it. */
export async function storeFile(on: Files, organizationId: string, received: Received, type: string): Promise<Stored> {
  const file = { id: randomUUIDv7(), type, size: received.size, digest: received.digest }
  await reserveFiles(on, organizationId, [file])
  try {
    return await putFile(on, organizationId, received, file)
  } catch (error) {
    await discardFiles(on, organizationId, [file.id])
    throw error
  }
}

/** Their rows, all at once: throws 409 when the organization has no room for all of them, 404 when it is gone. */
export async function reserveFiles({ kernel, config }: Files, organizationId: string, files: readonly Reserved[], { forImport = false } = {}): Promise<void> {
  await kernel.transact(systemCaller(organizationId), async (work) => {
    await refuseDeleted(work)
    // Two uploads at once must not both take the last room.
    await query(work.em, 'select pg_advisory_xact_lock(hashtext($1))', [`lockstep:files:${organizationId}`])
    await refuseWithoutRoom(work, files.reduce((sum, { size }) => sum + size, 0), config.MAX_ORGANIZATION_FILE_BYTES)
    await query(
      work.em,
      `insert into files (organization_id, id, type, size, digest, for_import, created_at)
      select $1::uuid, v.id, v.type, v.size, v.digest, $4::boolean, $3::timestamptz from jsonb_to_recordset($2::text::jsonb) as v(id uuid, type text, size bigint, digest text)`,
      [organizationId, JSON.stringify(files), work.at.toISOString(), forImport],
    )
  })
}

/** The bytes of a file whose row is there, with previews where it is a picture. Where it fails, some of them may be in the store. */
export async function putFile(on: Files, organizationId: string, { path, size }: Received, { id, type }: Pick<Reserved, 'id' | 'type'>): Promise<Stored> {
  const drawn = await drawPreviews(path, type, on.kernel.logger)
  const put = (variant: FileVariant, from: string) => on.files.put(storedName(organizationId, id, variant), from)
  if (drawn) {
    for (const variant of ['preview', 'thumbnail'] as const) {
      await writeFile(`${path}.${variant}`, drawn[variant], { mode: 0o600, flush: true })
      await put(variant, `${path}.${variant}`)
    }
    await noteDrawn(on.kernel, organizationId, id, drawn)
  }
  await put('original', path)
  return { id, type, size, picture: drawn && { width: drawn.width, height: drawn.height } }
}

const noteDrawn = (kernel: Kernel, organizationId: string, id: string, { width, height }: { width: number; height: number }) => kernel.transact(systemCaller(organizationId), (work) => query(
  work.em, 'update files set width = $3::int, height = $4::int where organization_id = $1::uuid and id = $2::uuid', [organizationId, id, width, height],
))

/** Takes away what is left of it outside of the store. */
export async function dropReceived({ path }: Received): Promise<void> {
  for (const end of ['', '.preview', '.thumbnail']) await rm(path + end, { force: true })
}

/** Throws 404 where the organization was deleted while the file came: nobody would delete its row and bytes again. */
async function refuseDeleted(work: Work): Promise<void> {
  const [here] = await query(work.em, 'select id from organizations where id = $1::uuid and deleted_at is null for share', [work.organizationId])
  if (!here) throw notFound()
}

/** Throws 409 when so many bytes more are too many; 0 stands for no limit. */
export async function refuseWithoutRoom(work: Work, size: number, maxBytes: number): Promise<void> {
  if (maxBytes > 0 && await usedBytes(work) + size > maxBytes) throw new Problem('storage_full', 'Remove files that nobody needs, or ask who runs this server for more room.')
}
