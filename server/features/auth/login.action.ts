// Sign-in with e-mail and password. Unknown address, wrong password, no membership: the same answer after the same
// work.
import type { z } from 'zod'
import type { authEndpoints } from '../../../shared/features/auth.ts'
import { now } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/errors.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { Membership } from '../members/membership.entity.ts'
import { Organization } from '../organizations/organization.entity.ts'
import type { AuthContext, Origin } from './auth-context.ts'
import { openSession, type SignIn } from './open-session.ts'
import { withSystemSql } from './system-sql.ts'
import { findUser, findUserByEmail, membershipsOf, openOrganization, replacePasswordHash, type UserMembership, type UserRow } from './users.queries.ts'

type LoginInput = z.output<typeof authEndpoints.login.body>

/** Signs in. Throws 401 invalid_credentials, 429 after too many failures of this account from this address. */
export async function login(context: AuthContext, input: LoginInput, origin: Origin): Promise<SignIn> {
  const user = await provePassword(context, input.email, input.password, origin.address)
  const memberships = await withSystemSql(context.kernel, (sql) => membershipsOf(sql, user.id))
  const chosen = choose(memberships, input.organizationId, user.lastOrganizationId)
  if (!chosen) throw invalidCredentials()
  const { result } = await context.kernel.transact(systemCaller(chosen.organizationId), (work) =>
    enter(work, context, user, chosen.id, origin),
  )
  return result
}

/** The user whose password this is. */
export async function provePassword(
  context: AuthContext,
  email: string,
  password: string,
  address: string,
): Promise<UserRow> {
  const user = await withSystemSql(context.kernel, (sql) => findUserByEmail(sql, email))
  if (!(await knows(context, { email, user }, password, address)) || !user) throw invalidCredentials()
  return user
}

/** Whether the password is the user's. Counts failures per account and address, so that nobody can lock another out. */
export async function knows(
  context: AuthContext,
  { email, user }: { email: string; user: UserRow | null },
  password: string,
  address: string,
): Promise<boolean> {
  const { passwords, limits } = context
  await limits.signIn.check(email, address)
  const { fits, renewed } = await passwords.check(password, user?.passwordHash ?? null)
  if (user && renewed) await renewHash(context, user, password, renewed)
  await (fits ? limits.signIn.succeeded(email, address) : limits.signIn.failed(email, address))
  return fits
}

/** A password that was hashed under another secret key is from now on hashed under today's. Who signs in beside it may have done so first. */
async function renewHash({ kernel, passwords }: AuthContext, user: UserRow, password: string, renewed: string): Promise<void> {
  const { id, passwordHash } = user
  const stored = await withSystemSql(kernel, async (sql) =>
    (await replacePasswordHash(sql, id, passwordHash, renewed, now())) ? renewed : (await findUser(sql, id))?.passwordHash)
  if (stored === renewed || (stored && await passwords.fits(password, stored))) user.passwordHash = stored
}

export const invalidCredentials = () => new Problem('invalid_credentials', 'E-mail or password is wrong.')

/** The organization asked for, else the one used last, else the first. */
function choose(
  memberships: UserMembership[],
  wanted: string | undefined,
  last: string | null,
): UserMembership | undefined {
  const active = memberships.filter(({ status }) => status === 'active')
  const of = (organizationId: string | null) =>
    active.find((membership) => membership.organizationId === organizationId)
  return wanted === undefined ? (of(last) ?? active[0]) : of(wanted)
}

async function enter(
  work: Work,
  context: AuthContext,
  user: UserRow,
  membershipId: string,
  origin: Origin,
): Promise<SignIn> {
  // Whoever deactivates the member ends their sessions: this one is among them, or is never opened.
  await lockRights(work, 'shared')
  const membership = await work.em.findOne(Membership, { id: membershipId, status: 'active' })
  const organization = await work.em.findOne(Organization, { id: work.organizationId })
  const proved = await work.asSystem((sql) => openOrganization(sql, user.id, user.passwordHash, work.organizationId))
  if (!membership || !organization || !proved) throw invalidCredentials()
  return openSession(work, context, { user, organization, membership }, origin)
}
