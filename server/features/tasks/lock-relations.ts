// Makes changes of what hangs together follow each other: two at once could close a ring that neither of them sees.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/**
 * The organization's lock on parents and blocking links, until the transaction ends. Taken before any row is locked:
 * what is read after it is what the one before has left.
 */
export async function lockRelations(work: Work): Promise<void> {
  await query(work.em, 'select pg_advisory_xact_lock(hashtextextended($1, 0)) is null as locked', [
    `task relations of ${work.organizationId}`,
  ])
}
