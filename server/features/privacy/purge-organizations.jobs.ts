// Each minute, and right after one was deleted: organizations that were deleted lose all that they have, in small transactions that may be
// broken off anywhere and go on the next time. Nobody waits for them but who reads the disk.
import { now } from '../../kernel/clock.ts'
import { query } from '../../kernel/database.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import { deleteBytes } from '../attachments/discard-files.ts'
import { contentTables, lastTables, type EmptiedTable } from './emptied-tables.ts'
import { dropAccountsOf } from './lone-accounts.ts'

/** So many rows at a time: what they lock is soon free again. */
const ROWS = 1000
const FILES = 100
/** What tells connections of the end is kept so long: a node that missed the bell finds it by its sweep. */
const LINGER_MS = 30_000

interface On { kernel: Kernel; files: FileStore }
interface Deleted { id: string; deletedAt: string }

/** The handler of `organizations.purge`. */
export function purgeOrganizations(on: On): JobHandlers['organizations.purge'] {
  return async () => {
    for (const organization of await deletedOrganizations(on.kernel)) {
      await purge(on, organization).catch((error: unknown) => on.kernel.logger.warn({ err: error, organizationId: organization.id }, 'a deleted organization could not be emptied'))
    }
  }
}

const deletedOrganizations = (kernel: Kernel) => kernel.system((em) =>
  query<Deleted>(em, 'select id, deleted_at::text as "deletedAt" from organizations where deleted_at is not null order by deleted_at'))

async function purge(on: On, { id, deletedAt }: Deleted): Promise<void> {
  for (const table of contentTables) await empty(on.kernel, id, table)
  await deleteFiles(on, id)
  if (now().getTime() - new Date(deletedAt).getTime() < LINGER_MS) return
  await on.files.forget(id)
  await on.kernel.jobs.forget(id)
  await asSystemOf(on.kernel, id, (sql) => dropAccountsOf(sql, id))
  for (const table of lastTables) await empty(on.kernel, id, table)
}

async function empty(kernel: Kernel, organizationId: string, table: EmptiedTable): Promise<void> {
  const column = table === 'organizations' ? 'id' : 'organization_id'
  const some = `delete from ${table} where ctid = any(array(select ctid from ${table} where ${column} = $1::uuid limit ${ROWS})) returning 1 as gone`
  for (let gone = ROWS; gone === ROWS;) gone = (await asSystemOf(kernel, organizationId, (sql) => sql(some, [organizationId]))).length
}

/** Bytes before rows, as everywhere: no byte is ever forgotten. */
async function deleteFiles({ kernel, files }: On, organizationId: string): Promise<void> {
  for (;;) {
    const found = await asSystemOf(kernel, organizationId, (sql) => sql<{ id: string }>(`select id from files where organization_id = $1::uuid limit ${FILES}`, [organizationId]))
    if (found.length === 0) return
    for (const { id } of found) await deleteBytes(files, organizationId, id)
    await asSystemOf(kernel, organizationId, (sql) => sql('delete from files where organization_id = $1::uuid and id = any($2::uuid[])', [organizationId, found.map(({ id }) => id)]))
  }
}

type Sql = Parameters<typeof dropAccountsOf>[0]

/** Row-level security holds here too: no other organization has rows for these statements. */
async function asSystemOf<T>(kernel: Kernel, organizationId: string, action: (sql: Sql) => Promise<T>): Promise<T> {
  return (await kernel.transact(systemCaller(organizationId), (work) => work.asSystem(action))).result
}
