// What an earlier try to bring in an archive left in the store: one whose process was killed, or lost the database in its commit.
import { query } from '../../kernel/database.ts'
import { Problem } from '../../kernel/errors.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { discardFiles } from '../attachments/discard-files.ts'
import type { Files } from '../attachments/store-file.ts'
import { isEmptyOrganization } from './is-empty.ts'

/** A try on another node that has stored for longer is given up for this one: it notices (`refuseDiscarded`). */
const LONGEST_TRY_MINUTES = 30

/** Makes room in an organization that has nothing: no file of it is of anything. Says whether it is empty. */
export async function discardLeftFiles(on: Files, organizationId: string): Promise<boolean> {
  const { result: { isEmpty, ids } } = await on.kernel.transact(systemCaller(organizationId), async (work) => {
    // Waits for an import whose commit is under way: what that names is seen then.
    await lockRights(work, 'exclusive')
    const isEmpty = await isEmptyOrganization(work)
    return { isEmpty, ids: isEmpty ? await takeLeftFiles(work) : [] }
  })
  if (ids.length > 0) await discardFiles(on, organizationId, ids)
  return isEmpty
}

async function takeLeftFiles({ em, organizationId, at }: Work): Promise<string[]> {
  const rows = await query<{ id: string }>(
    em, `update files f set unused_since = coalesce(f.unused_since, $2::timestamptz) where f.organization_id = $1::uuid and f.created_at < $2::timestamptz - interval '${LONGEST_TRY_MINUTES} minutes'
      and not exists (select from attachments a where a.organization_id = f.organization_id and a.file_id = f.id) returning f.id`, [organizationId, at.toISOString()],
  )
  return rows.map(({ id }) => id)
}

/** Throws 409 where one of these files was taken away by another try, before what names it is written. */
export async function refuseDiscarded({ em, organizationId }: Work, ids: readonly string[]): Promise<void> {
  const [here] = await query<{ count: number }>(
    em, 'select count(*)::int as count from files where organization_id = $1::uuid and id = any($2::uuid[]) and unused_since is null', [organizationId, ids],
  )
  if (here!.count < ids.length) throw new Problem('conflict', 'Another import into this organization began meanwhile, and took away what this one had stored. Send it again.')
}
