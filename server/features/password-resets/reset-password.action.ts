// Choosing a new password by a link, once. All sessions of the account end.
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { passwordResetEndpoints } from '../../../shared/features/password-resets.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import type { Locator } from '../../kernel/locator-token.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import type { AuthContext, Origin } from '../auth/auth-context.ts'
import { forgetOldPassword, tellEndedElsewhere } from '../auth/forget-old-password.ts'
import { tellPasswordChanged } from '../auth/password-changed-mail.ts'
import type { OutgoingSettings } from '../mail/outgoing.ts'
import { refuseWeakPassword } from '../auth/password-rules.ts'
import type { EndedSession } from '../auth/sessions.queries.ts'
import { setPasswordHash } from '../auth/users.queries.ts'
import { locatorOf, pendingReset } from './pending-reset.ts'

type Input = BodyOf<typeof passwordResetEndpoints.resetPassword>

/** Throws 404 for text that is no such token, 409 reset_spent, 422 weak_password, which leaves the link good. */
export async function resetPassword(context: AuthContext, { token, password }: Input, { address }: Origin): Promise<void> {
  const { kernel, passwords, limits } = context
  const locator = locatorOf(token)
  const organization = systemCaller(locator.organizationId)
  const { email, name } = await kernel.read(organization, async (work) => (await pendingReset(work, locator)).member)
  refuseWeakPassword(password, '/password', [email!, name])
  const hash = await passwords.hash(password)
  const { result: elsewhere } = await kernel.transact(organization, (work) => replace(work, context.config, locator, hash))
  await tellEndedElsewhere(kernel, elsewhere)
  // Whoever tried until they were refused can sign in with the new one at once.
  await limits.signIn.succeeded(email!, address)
}

/** Gives the ended sessions of other organizations. */
async function replace(work: Work, settings: OutgoingSettings, locator: Locator, hash: string): Promise<EndedSession[]> {
  const { reset, member } = await pendingReset(work, locator)
  work.signAs(member)
  await work.asSystem((sql) => setPasswordHash(sql, member.userId!, hash, work.at))
  await tellPasswordChanged(work, settings, { memberId: member.id, email: member.email!, name: member.name })
  if (reset.madeBy) work.append(organizationStream(work.organizationId), events.memberPasswordReset, { memberId: member.id, state: 'used' })
  return forgetOldPassword(work, member.userId!, null)
}
