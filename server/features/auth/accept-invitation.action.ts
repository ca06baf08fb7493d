// Accepting an invitation: a new account or an existing one becomes a member, once.
import type { z } from 'zod'
import type { authEndpoints } from '../../../shared/features/auth.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import type { Locator } from '../../kernel/locator-token.ts'
import { newId } from '../../kernel/tenancy.ts'
import { knownTimezone } from '../../kernel/timezone.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import type { Invitation } from '../invitations/invitation.entity.ts'
import { tellInvitation } from '../invitations/invitation-inboxes.ts'
import { presentInvitation } from '../invitations/invitation.presenter.ts'
import { readInvitedTeamIds } from '../invitations/invitations.queries.ts'
import { welcomeMember } from '../members/joining.ts'
import { takePlace } from '../members/take-place.ts'
import { Membership } from '../members/membership.entity.ts'
import { Organization } from '../organizations/organization.entity.ts'
import type { AuthContext, Origin } from './auth-context.ts'
import { invalidCredentials, knows } from './login.action.ts'
import { openSession, type SignIn } from './open-session.ts'
import { locatorOf, pendingInvitation } from './pending-invitation.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { withSystemSql } from './system-sql.ts'
import { findUserByEmail, insertUser, openOrganization, type UserRow } from './users.queries.ts'

type AcceptInput = z.output<typeof authEndpoints.acceptInvitation.body>
type Account = { user: UserRow } | { email: string; name: string; passwordHash: string; timezone: string }

/**
 * Makes the invited person a member. An existing account proves its password, a new one sets it.
 * Throws 404 for no invitation, 409 for a spent one, 401 for a wrong password, 422 for a missing name or weak password.
 */
export async function acceptInvitation(context: AuthContext, input: AcceptInput, origin: Origin): Promise<SignIn> {
  const locator = locatorOf(input.token)
  const organization = systemCaller(locator.organizationId)
  const { email } = await context.kernel.read(organization, (work) => pendingInvitation(work, locator))
  const user = await withSystemSql(context.kernel, (sql) => findUserByEmail(sql, email))
  const account = user ? await proven(context, user, input, origin) : await newAccount(context, email, input)
  const { result } = await context.kernel.transact(organization, (work) =>
    join(work, context, locator, account, origin),
  )
  return result
}

async function proven(
  context: AuthContext,
  user: UserRow,
  { password }: AcceptInput,
  { address }: Origin,
): Promise<Account> {
  if (!(await knows(context, { email: user.email, user }, password, address))) throw invalidCredentials()
  return { user }
}

async function newAccount(
  { passwords }: AuthContext,
  email: string,
  { name, password, timezone }: AcceptInput,
): Promise<Account> {
  if (name === undefined) throw invalid('/name', 'Say your name: there is no account with this address yet.')
  refuseWeakPassword(password, '/password', [email, name])
  return { email, name, passwordHash: await passwords.hash(password), timezone: knownTimezone(timezone) }
}

async function join(
  work: Work,
  context: AuthContext,
  locator: Locator,
  account: Account,
  origin: Origin,
): Promise<SignIn> {
  await lockRights(work, 'exclusive')
  const invitation = await pendingInvitation(work, locator)
  const user = await userOf(work, account)
  const membership = await addMember(work, invitation, user)
  const organization = await work.em.findOneOrFail(Organization, { id: work.organizationId })
  return openSession(work, context, { user, organization, membership }, origin)
}

async function userOf(work: Work, account: Account): Promise<UserRow> {
  return work.asSystem(async (sql) => {
    if ('user' in account) {
      if (!(await openOrganization(sql, account.user.id, account.user.passwordHash, work.organizationId)))
        throw invalidCredentials()
      return account.user
    }
    const user = await insertUser(sql, { ...account, id: newId(), organizationId: work.organizationId, at: work.at })
    if (!user) throw conflict('conflict', 'An account with this address was made just now. Accept with its password.')
    return user
  })
}

async function addMember(work: Work, invitation: Invitation, user: UserRow): Promise<Membership> {
  if (await work.em.findOne(Membership, { userId: user.id }))
    throw conflict('already_member', 'You are a member of this organization already.')
  const teamIds = (await readInvitedTeamIds(work.em, [invitation])).get(invitation.id) ?? []
  const waiting = await work.em.findOne(Membership, { email: user.email, userId: null, kind: 'person' })
  const membership = waiting ? await takePlace(work, waiting, { user, role: invitation.role, teamIds }) : await newMember(work, invitation, user, teamIds)
  invitation.acceptedAt = work.at
  await tellInvitation(work, 'updated', presentInvitation(invitation, teamIds, work.at))
  return membership
}

async function newMember(work: Work, invitation: Invitation, user: UserRow, teamIds: string[]): Promise<Membership> {
  const membership = work.em.create(Membership, {
    organizationId: work.organizationId,
    id: newId(),
    userId: user.id,
    kind: 'person',
    name: user.name,
    email: user.email,
    timezone: user.timezone,
    picture: user.picture,
    role: invitation.role,
    status: 'active',
    version: 1,
    createdAt: work.at,
    updatedAt: work.at,
  })
  work.em.persist(membership)
  work.signAs(membership)
  await welcomeMember(work, membership, teamIds, { skipGone: true })
  return membership
}
