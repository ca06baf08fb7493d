// Whether an organization may have a say about an account: only where it belongs to no other.
import type { Work } from '../../kernel/work.ts'
import { membershipsOf } from '../auth/users.queries.ts'

/**
 * Whether the account is a member of this organization alone; one that was deactivated elsewhere is not.
 * Holds the account until the transaction ends, so that it cannot join another meanwhile.
 */
export async function isOnlyHere(work: Work, userId: string): Promise<boolean> {
  const memberships = await work.asSystem(async (sql) => {
    await sql('select id from users where id = $1::uuid for update', [userId])
    return membershipsOf(sql, userId)
  })
  return memberships.every(({ organizationId }) => organizationId === work.organizationId)
}
