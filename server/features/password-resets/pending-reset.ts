// Finds the link of a token, and tells its holder whose it is.
import { LockMode } from '@mikro-orm/core'
import type { ResponseOf } from '../../../shared/endpoint.ts'
import type { passwordResetEndpoints } from '../../../shared/features/password-resets.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Locator } from '../../kernel/locator-token.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { readRightsOf } from '../../policy/access.ts'
import { can } from '../../policy/policy.ts'
import type { Membership } from '../members/membership.entity.ts'
import { holdAccount, isOnlyHere } from './account-of-one.ts'
import { PasswordReset } from './password-reset.entity.ts'
import { parseResetToken } from './reset-token.ts'

/** Where the link of a token is; throws 404 for text that is none. */
export function locatorOf(token: string): Locator {
  const locator = parseResetToken(token)
  if (!locator) throw notFound()
  return locator
}

/** The link, locked until the transaction ends, and its member. Throws 409 when it was used, replaced, has expired, or holds no longer. */
export async function pendingReset(work: Work, { id, hash }: Locator): Promise<{ reset: PasswordReset; member: Membership }> {
  const sought = { id, tokenHash: hash, expiresAt: { $gt: work.at } }
  const member = await (await work.em.findOne(PasswordReset, sought))?.member.loadOrFail()
  // The account before the link: whoever uses another of its links deletes this one while they hold it.
  if (member?.userId) await holdAccount(work, member.userId)
  const reset = await work.em.findOne(PasswordReset, sought, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
  if (!reset || !member || member.status !== 'active' || !member.userId || !(await mayStill(work, reset, member.userId)))
    throw conflict('reset_spent', 'This link was used, replaced or has expired. Ask for a new one.')
  return { reset, member }
}

/** What an admin could not make any more cannot be used either: they are none now, or the account has joined another organization since. */
async function mayStill(work: Work, { madeBy }: PasswordReset, userId: string): Promise<boolean> {
  if (!madeBy) return true
  const maker = (await readRightsOf(work.em, work.organizationId, [madeBy.id])).get(madeBy.id)
  return maker !== undefined && can(maker, 'member.reset_password') && isOnlyHere(work, userId)
}

/** Whose password a link is for. */
export async function previewPasswordReset(kernel: Kernel, token: string): Promise<ResponseOf<typeof passwordResetEndpoints.previewPasswordReset>> {
  const locator = locatorOf(token)
  const { reset: { expiresAt }, member: { email, name } } = await kernel.read(systemCaller(locator.organizationId), (work) => pendingReset(work, locator))
  return { email: email!, name, expiresAt: expiresAt.toISOString() }
}
