// Puts a file that arrived into the store, its row first; and takes it out again, its row last.
import { randomUUIDv7 } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { fileVariants, type FileVariant } from '../../../shared/features/attachments.ts'
import { query } from '../../kernel/database.ts'
import { notFound, Problem } from '../../kernel/errors.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { drawPreviews } from './draw-previews.ts'
import { usedBytes } from './files.queries.ts'
import type { Received } from './receive-file.ts'

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

export const storedName = (organizationId: string, fileId: string, variant: FileVariant) => `${organizationId}/${fileId}/${variant}`

/** `type` is its media type. Throws 409 when the organization has no room for it. */
export async function storeFile(on: Files, organizationId: string, received: Received, type: string, id: string = randomUUIDv7()): Promise<Stored> {
  const drawn = await drawPreviews(received.path, type, on.kernel.logger)
  const stored = { id, type, size: received.size, picture: drawn && { width: drawn.width, height: drawn.height } }
  await on.kernel.transact(systemCaller(organizationId), (work) => reserve(work, stored, received.digest, on.config.MAX_ORGANIZATION_FILE_BYTES))
  try {
    const put = (variant: FileVariant, path: string) => on.files.put(storedName(organizationId, id, variant), path)
    if (drawn) {
      for (const variant of ['preview', 'thumbnail'] as const) {
        await writeFile(`${received.path}.${variant}`, drawn[variant], { mode: 0o600, flush: true })
        await put(variant, `${received.path}.${variant}`)
      }
    }
    await put('original', received.path)
    return stored
  } catch (error) {
    await discardFile(on, organizationId, id)
    throw error
  }
}

/** Takes away what is left of it outside of the store. */
export async function dropReceived({ path }: Received): Promise<void> {
  for (const end of ['', '.preview', '.thumbnail']) await rm(path + end, { force: true })
}

async function reserve(work: Work, { id, type, size, picture }: Stored, digest: string, maxBytes: number): Promise<void> {
  await refuseDeleted(work)
  // Two uploads at once must not both take the last room.
  await query(work.em, 'select pg_advisory_xact_lock(hashtext($1))', [`lockstep:files:${work.organizationId}`])
  await refuseWithoutRoom(work, size, maxBytes)
  await query(
    work.em,
    `insert into files (organization_id, id, type, size, digest, width, height, created_at)
    values ($1::uuid, $2::uuid, $3, $4::bigint, $5, $6::int, $7::int, $8::timestamptz)`,
    [work.organizationId, id, type, size, digest, picture?.width ?? null, picture?.height ?? null, work.at.toISOString()],
  )
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

/** Leaves nothing of a file that nothing shows, nor will: no commit that could attach it is under way. What fails here, the sweep does later. */
export async function discardFile({ kernel, files }: Files, organizationId: string, id: string): Promise<void> {
  try {
    const unused = await kernel.transact(systemCaller(organizationId), (work) => isUnused(work, id))
    if (!unused.result) return
    await deleteBytes(files, organizationId, id)
    await kernel.transact(systemCaller(organizationId), (work) => deleteRows(work, [id]))
  } catch (error) {
    kernel.logger.warn({ err: error, file: id }, 'a file that nothing shows is left to the sweep')
  }
}

export async function deleteBytes(files: FileStore, organizationId: string, id: string): Promise<void> {
  for (const variant of fileVariants) await files.delete(storedName(organizationId, id, variant))
}

export async function deleteRows(work: Work, ids: string[]): Promise<void> {
  await query(work.em, 'delete from files where organization_id = $1::uuid and id = any($2::uuid[])', [work.organizationId, ids])
}

async function isUnused(work: Work, id: string): Promise<boolean> {
  const [used] = await query(work.em, 'select 1 as used from attachments where organization_id = $1::uuid and file_id = $2::uuid', [work.organizationId, id])
  return used === undefined
}
