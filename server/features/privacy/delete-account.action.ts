// A person deletes their own account: they are erased from each organization, one transaction each, and with the last one the account goes.
// What breaks off in between is gone on with when they ask again: they can sign in until then.
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { privacyEndpoints } from '../../../shared/features/privacy.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { systemCaller } from '../../kernel/transact.ts'
import { activeAdminsSql } from '../../policy/scopes.ts'
import type { AuthContext, Requester } from '../auth/auth-context.ts'
import { withSystemSql, type Sql } from '../auth/system-sql.ts'
import { membershipsOf, type UserMembership } from '../auth/users.queries.ts'
import { eraseOneself } from './erase-member.actions.ts'
import { provePresence } from './prove.ts'

type Confirmed = BodyOf<typeof privacyEndpoints.deleteAccount>

/** Throws 401 for a wrong password, 422 for another address, 409 where an organization would be without an admin. */
export async function deleteAccount(context: AuthContext, requester: Requester, { password, email }: Confirmed): Promise<void> {
  const user = await provePresence(context, requester, password)
  if (email !== user.email) throw invalid('/email', 'Type the e-mail address that you sign in with.')
  const memberships = await withSystemSql(context.kernel, async (sql) => {
    const all = await membershipsOf(sql, user.id)
    refuseLastAdmin(await withoutOthers(sql, all))
    return all
  })
  const here = await requester.read(async (work) => work.actor.membershipId)
  for (const { id, organizationId } of memberships) {
    if (id !== here) await context.kernel.transact(systemCaller(organizationId), (work) => eraseOneself(work, id))
  }
  await requester.transact((work) => eraseOneself(work, here))
}

/** Names what to do, before anything is changed. */
function refuseLastAdmin(organizations: UserMembership[]): void {
  if (organizations.length === 0) return
  const names = organizations.map(({ organizationName }) => organizationName).join(', ')
  throw conflict('last_admin', `You are the last active admin of ${names}. Make somebody else admin there, or delete the organization, first.`)
}

async function withoutOthers(sql: Sql, memberships: UserMembership[]): Promise<UserMembership[]> {
  const alone: UserMembership[] = []
  for (const membership of memberships) {
    const admins = await sql<{ id: string }>(`select id from memberships where organization_id = $1::uuid and ${activeAdminsSql}`, [membership.organizationId])
    if (admins.length === 1 && admins[0]!.id === membership.id) alone.push(membership)
  }
  return alone
}
