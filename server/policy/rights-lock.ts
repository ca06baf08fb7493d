// Makes changes of rights follow each other: two of them at once could each rest on what the other just took away.
import { query } from '../kernel/database.ts'
import type { Work } from '../kernel/work.ts'

/** `shared`: who belongs to which team; `exclusive`: roles, joining, deactivation; these wait for all others. */
type Mode = 'shared' | 'exclusive'

/**
 * Takes the organization's lock on rights until the transaction ends; the first lock that an action takes.
 * Whoever took it reads rights anew (`refreshRights`), since they may have changed while it waited.
 */
export async function lockRights(work: Work, mode: Mode): Promise<void> {
  const how = mode === 'exclusive' ? 'update' : 'share'
  await query(work.em, `select id from organizations where id = $1::uuid for ${how}`, [work.organizationId])
}
