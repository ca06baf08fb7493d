// Takes files out of the store that nothing shows: their bytes first, their rows last.
import { fileVariants } from '../../../shared/features/attachments.ts'
import { query } from '../../kernel/database.ts'
import { Problem } from '../../kernel/errors.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import { sqlState, systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { storedName } from './stored-file-name.ts'

/** Classes of a connection that broke, and of a server that was ended: it may have committed before. */
const IN_DOUBT = /^(?:08|57P0[12]|40003)/

/** So many are asked of the store together, and their rows go together. */
const AT_ONCE = 32

/** Whether what was to name a file certainly was not committed. After all else, a connection that broke most of all, the commit may still come about. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof Problem && error.code !== 'unavailable') return true
  const state = sqlState(error instanceof Problem ? error.cause : error)
  return state !== undefined && /^\d/.test(state) && !IN_DOUBT.test(state)
}

/** Leaves nothing of those that nothing shows, nor will: no commit that could attach them is under way. What fails here, the sweep does later. */
export async function discardFiles({ kernel, files }: { kernel: Kernel; files: FileStore }, organizationId: string, ids: readonly string[]): Promise<void> {
  try {
    const { result: unused } = await kernel.transact(systemCaller(organizationId), (work) => unusedOf(work, ids))
    for (let begin = 0; begin < unused.length; begin += AT_ONCE) {
      const { gone, failure } = await deleteMany(files, organizationId, unused.slice(begin, begin + AT_ONCE))
      if (gone.length > 0) await kernel.transact(systemCaller(organizationId), (work) => deleteRows(work, gone))
      // A store that is away would be waited for again with each of them, and others wait for whoever asked.
      if (failure) throw failure.reason
    }
  } catch (error) {
    kernel.logger.warn({ err: error, files: ids.length, file: ids[0] }, 'files that nothing shows are left to the sweep')
  }
}

/** Those whose bytes are gone, and why others are not. */
async function deleteMany(files: FileStore, organizationId: string, ids: readonly string[]) {
  const done = await Promise.allSettled(ids.map((id) => deleteBytes(files, organizationId, id)))
  return { gone: ids.filter((_, index) => done[index]!.status === 'fulfilled'), failure: done.find((one) => one.status === 'rejected') }
}

export async function deleteBytes(files: FileStore, organizationId: string, id: string): Promise<void> {
  for (const variant of fileVariants) await files.delete(storedName(organizationId, id, variant))
}

export async function deleteRows(work: Work, ids: readonly string[]): Promise<void> {
  await query(work.em, 'delete from files where organization_id = $1::uuid and id = any($2::uuid[])', [work.organizationId, ids])
}

async function unusedOf(work: Work, ids: readonly string[]): Promise<string[]> {
  const used = await query<{ id: string }>(work.em, 'select file_id as id from attachments where organization_id = $1::uuid and file_id = any($2::uuid[])', [work.organizationId, ids])
  const shown = new Set(used.map(({ id }) => id))
  return ids.filter((id) => !shown.has(id))
}
