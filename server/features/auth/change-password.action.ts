// Change of the password, proved by the present one. All other sessions end.
import type { z } from 'zod'
import type { authEndpoints } from '../../../shared/features/auth.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import type { AuthContext, Requester } from './auth-context.ts'
import { tellEnded } from './end-session.action.ts'
import { invalidCredentials, knows } from './login.action.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { markOthersEnded, type EndedSession } from './sessions.queries.ts'
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
  const elsewhere = await requester.transact((work) => replace(work, user, hash))
  for (const session of elsewhere) {
    await context.kernel.transact(systemCaller(session.organizationId), async (work) =>
      tellEnded(work, session, 'password_changed'),
    )
  }
}

/** Gives the ended sessions of other organizations, whose streams this transaction cannot write. */
async function replace(work: Work, user: UserRow, hash: string | null): Promise<EndedSession[]> {
  if (hash === null) throw invalidCredentials()
  const ended = await work.asSystem(async (sql) => {
    if (!(await replacePasswordHash(sql, user.id, user.passwordHash, hash, work.at))) throw invalidCredentials()
    return markOthersEnded(sql, user.id, work.actor.sessionId!, work.at)
  })
  const isHere = ({ organizationId }: EndedSession) => organizationId === work.organizationId
  for (const session of ended.filter(isHere)) tellEnded(work, session, 'password_changed')
  return ended.filter((session) => !isHere(session))
}
