// Whether an organization may have a say about an account: only where it belongs to no other.
import type { Work } from '../../kernel/work.ts'
import { membershipsOf } from '../auth/users.queries.ts'

/** Nobody changes the account until the transaction ends. */
export const holdAccount = (work: Work, userId: string): Promise<unknown> =>
  work.asSystem((sql) => sql('select id from users where id = $1::uuid for update', [userId]))

/**
 * Whether the account is a member of this organization alone; one that was deactivated elsewhere is not.
 * Holds the account until the transaction ends, so that it cannot join another meanwhile.
 */
export async function isOnlyHere(work: Work, userId: string): Promise<boolean> {
  await holdAccount(work, userId)
  const memberships = await work.asSystem((sql) => membershipsOf(sql, userId))
  return memberships.every(({ organizationId }) => organizationId === work.organizationId)
}
