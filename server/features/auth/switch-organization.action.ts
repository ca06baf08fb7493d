// Going on in another organization: the session moves there, and all its older tokens end with the move.
import { signAccessToken } from '../../kernel/access-token.ts'
import { notFound, Problem } from '../../kernel/errors.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { presentMember } from '../members/member.presenter.ts'
import { Membership } from '../members/membership.entity.ts'
import { Organization } from '../organizations/organization.entity.ts'
import { presentOrganization } from '../organizations/organization.presenter.ts'
import type { AuthContext, Requester } from './auth-context.ts'
import { presentUser } from './auth.presenter.ts'
import type { SignIn } from './open-session.ts'
import { successorOf } from './refresh-token.ts'
import { isAlive, lockSession, rotateSession, type SessionOwner } from './sessions.queries.ts'
import type { Sql } from './system-sql.ts'
import { findUser, membershipsOf, openOrganization, type UserRow } from './users.queries.ts'

interface Move {
  user: UserRow
  owner: SessionOwner
  sessionId: string
  refresh: string
}

/** Moves the session. Throws 404 for an organization that the person does not belong to. */
export async function switchOrganization(
  context: AuthContext,
  requester: Requester,
  organizationId: string,
): Promise<SignIn> {
  const { user, owner, sessionId, refresh } = await requester.transact((work) => move(work, context, organizationId))
  const here = await context.kernel.read(systemCaller(organizationId), async ({ em }) => ({
    organization: presentOrganization(await em.findOneOrFail(Organization, { id: organizationId })),
    membership: presentMember(await em.findOneOrFail(Membership, { id: owner.membershipId })),
  }))
  return {
    user: presentUser(user),
    ...here,
    access: await signAccessToken(context.secrets, { ...owner, sessionId }),
    refresh,
  }
}

async function move(work: Work, { secrets }: AuthContext, organizationId: string): Promise<Move> {
  const { userId, sessionId } = work.actor
  return work.asSystem(async (sql) => {
    const user = (await findUser(sql, userId!))!
    const owner = await ownerIn(sql, user.id, organizationId)
    const session = await lockSession(sql, sessionId!)
    if (!session || !isAlive(session, work.at)) throw new Problem('session_ended')
    const next = successorOf(secrets.refresh, session.id, session.refreshHash)
    await rotateSession(sql, session, next, owner, work.at)
    await openOrganization(sql, user.id, user.passwordHash, organizationId)
    return { user, owner, sessionId: session.id, refresh: next.token }
  })
}

async function ownerIn(sql: Sql, userId: string, organizationId: string): Promise<SessionOwner> {
  const memberships = await membershipsOf(sql, userId)
  const membership = memberships.find((one) => one.organizationId === organizationId && one.status === 'active')
  if (!membership) throw notFound()
  return { userId, organizationId, membershipId: membership.id }
}
