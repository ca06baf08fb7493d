// Change of the password, proved by the present one. All other sessions end.
import type { z } from 'zod'
import type { authEndpoints } from '../../../shared/features/auth.ts'
import type { Work } from '../../kernel/work.ts'
import type { OutgoingSettings } from '../mail/outgoing.ts'
import type { AuthContext, Requester } from './auth-context.ts'
import { forgetOldPassword, tellEndedElsewhere } from './forget-old-password.ts'
import { invalidCredentials, knows } from './login.action.ts'
import { tellPasswordChanged } from './password-changed-mail.ts'
import { refuseWeakPassword } from './password-rules.ts'
import type { EndedSession } from './sessions.queries.ts'
import { findUser, replacePasswordHash, type UserRow } from './users.queries.ts'

type ChangeInput = z.output<typeof authEndpoints.changePassword.body>

/** Changes the password. Throws 401 invalid_credentials when the present one is wrong, 422 weak_password. */
export async function changePassword(context: AuthContext, requester: Requester, input: ChangeInput): Promise<void> {
  const user = await requester.read((work) => work.asSystem((sql) => findUser(sql, work.actor.userId!)))
  if (!user) throw invalidCredentials()
  refuseWeakPassword(input.newPassword, '/newPassword', [user.email, user.name])
  const proved = await knows(context, { email: user.email, user }, input.currentPassword, requester.address)
  const hash = proved ? await context.passwords.hash(input.newPassword) : null
  // Refused inside the transaction: a repetition with the same Idempotency-Key is answered before it comes to that.
  const elsewhere = await requester.transact((work) => replace(work, context.config, user, hash))
  await tellEndedElsewhere(context.kernel, elsewhere)
}

async function replace(work: Work, settings: OutgoingSettings, user: UserRow, hash: string | null): Promise<EndedSession[]> {
  const replaced = hash !== null && await work.asSystem((sql) => replacePasswordHash(sql, user.id, user.passwordHash, hash, work.at))
  if (!replaced) throw invalidCredentials()
  await tellPasswordChanged(work, settings, { memberId: work.actor.membershipId!, email: user.email, name: user.name })
  return forgetOldPassword(work, user.id, work.actor.sessionId!)
}
