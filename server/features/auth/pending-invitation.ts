// Finds the invitation of a token, and tells its holder what it is for.
import { LockMode } from '@mikro-orm/core'
import type { invitationEndpoints } from '../../../shared/features/invitations.ts'
import type { ResponseOf } from '../../../shared/endpoint.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Locator } from '../../kernel/locator-token.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { Invitation } from '../invitations/invitation.entity.ts'
import { parseInvitationToken } from '../invitations/invitation-token.ts'
import { statusOf } from '../invitations/invitation.presenter.ts'
import { Organization } from '../organizations/organization.entity.ts'
import type { AuthContext } from './auth-context.ts'
import { withSystemSql } from './system-sql.ts'
import { findUserByEmail } from './users.queries.ts'

/** Where the invitation of a token is; throws 404 for text that is none. */
export function locatorOf(token: string): Locator {
  const locator = parseInvitationToken(token)
  if (!locator) throw notFound()
  return locator
}

/**
 * The invitation, locked until the transaction ends. Throws 404 unless the token is its own, 409 when it was used,
 * withdrawn or has expired.
 */
export async function pendingInvitation(work: Work, { id, hash }: Locator): Promise<Invitation> {
  const invitation = await work.em.findOne(
    Invitation,
    { id, tokenHash: hash },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  if (!invitation) throw notFound()
  const status = statusOf(invitation, work.at)
  if (status !== 'pending') throw conflict('invitation_spent', `This invitation is ${status}. Ask for a new one.`)
  return invitation
}

/** What an invitation is for, told to whoever holds its token. */
export async function previewInvitation(
  { kernel }: AuthContext,
  token: string,
): Promise<ResponseOf<typeof invitationEndpoints.previewInvitation>> {
  const locator = locatorOf(token)
  const preview = await kernel.read(systemCaller(locator.organizationId), async (work) => {
    const invitation = await pendingInvitation(work, locator)
    const inviter = await invitation.invitedBy.loadOrFail()
    const organization = await work.em.findOneOrFail(Organization, { id: work.organizationId })
    const { email, role, expiresAt } = invitation
    return {
      organizationName: organization.name,
      inviterName: inviter.name,
      email,
      role,
      expiresAt: expiresAt.toISOString(),
    }
  })
  const user = await withSystemSql(kernel, (sql) => findUserByEmail(sql, preview.email))
  return { ...preview, hasAccount: user !== null }
}
