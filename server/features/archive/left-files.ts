// What an earlier try to bring in an archive left in the store: one whose process was killed, or lost the database in its commit.
import { query } from '../../kernel/database.ts'
import { Problem } from '../../kernel/errors.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { discardFiles } from '../attachments/discard-files.ts'
import type { Files } from '../attachments/store-file.ts'
import { isEmptyOrganization } from './is-empty.ts'

/** A try on another node that has stored for longer is given up for this one: it notices (`claimFiles`). */
const LONGEST_TRY_MINUTES = 30

/** Makes room in an organization that has nothing. What was of something once stays for its week: a restored backup may name it. */
export async function discardLeftFiles(on: Files, organizationId: string): Promise<void> {
  const { result: ids } = await on.kernel.transact(systemCaller(organizationId), async (work) => {
    // Waits for an import whose commit is under way: what that names is seen then.
    await lockRights(work, 'exclusive')
    return await isEmptyOrganization(work) ? takeLeftFiles(work) : []
  })
  if (ids.length > 0) await discardFiles(on, organizationId, ids)
}

/** Of an organization and a moment. */
const LEFT = `f.organization_id = $1::uuid and f.for_import and f.created_at < $2::timestamptz - interval '${LONGEST_TRY_MINUTES} minutes'
  and not exists (select from attachments a where a.organization_id = f.organization_id and a.file_id = f.id)`

async function takeLeftFiles({ em, organizationId, at }: Work): Promise<string[]> {
  const rows = await query<{ id: string }>(
    em, `update files f set unused_since = coalesce(f.unused_since, $2::timestamptz) where ${LEFT} returning f.id`, [organizationId, at.toISOString()],
  )
  return rows.map(({ id }) => id)
}

/** So much room an import would make before it begins, in an organization that has nothing; a trial makes none. */
export async function leftBytes(work: Work): Promise<number> {
  if (!await isEmptyOrganization(work)) return 0
  const [left] = await query<{ bytes: number }>(
    work.em, `select coalesce(sum(f.size), 0)::float8 as bytes from files f where ${LEFT}`, [work.organizationId, work.at.toISOString()],
  )
  return left!.bytes
}

/** They are of what the import writes from now on. Throws 409 where one of them was taken away by another try before. */
export async function claimFiles({ em, organizationId }: Work, ids: readonly string[]): Promise<void> {
  const here = await query(
    em, 'update files set for_import = false where organization_id = $1::uuid and id = any($2::uuid[]) and unused_since is null returning id', [organizationId, ids],
  )
  if (here.length < ids.length) throw new Problem('conflict', 'Another import into this organization began meanwhile, and took away what this one had stored. Send it again.')
}
