// All organizations, for jobs that work on one after another.
import { query } from '../../kernel/database.ts'
import type { Kernel } from '../../kernel/transact.ts'

/** Their ids, in order; those that were deleted are left to what deletes them. */
export async function everyOrganization(kernel: Kernel): Promise<string[]> {
  const rows = await kernel.system((em) => query<{ id: string }>(em, 'select id from organizations where deleted_at is null order by id'))
  return rows.map(({ id }) => id)
}
