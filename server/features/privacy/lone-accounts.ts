// Accounts that belong to no organization any more: nobody could sign in with them, so nothing of them is kept.
import type { Sql } from '../auth/system-sql.ts'

const ELSEWHERE = `select from memberships m join organizations o on o.id = m.organization_id
  where m.user_id = u.id and m.organization_id <> $1::uuid and o.deleted_at is null`

/**
 * Deletes those of the accounts that no other organization has, with their sessions and pictures.
 * Whoever accepts an invitation elsewhere at this moment writes the account too: it is locked first, then looked for anew.
 */
export async function dropAccounts(sql: Sql, organizationId: string, ids: readonly string[]): Promise<void> {
  await sql('select id from users where id = any($1::uuid[]) order by id for update', [ids])
  await sql(`delete from users u where u.id = any($2::uuid[]) and not exists (${ELSEWHERE})`, [organizationId, ids])
  await sql('update users set last_organization_id = null where id = any($2::uuid[]) and last_organization_id = $1::uuid', [organizationId, ids])
}

/** The accounts of all members of an organization. */
export async function dropAccountsOf(sql: Sql, organizationId: string): Promise<void> {
  const members = await sql<{ id: string }>('select user_id as id from memberships where organization_id = $1::uuid and user_id is not null', [organizationId])
  await dropAccounts(sql, organizationId, members.map(({ id }) => id))
}
