// Whether somebody who is signed in is who they say: their password, asked again before what cannot be taken back.
import type { Work } from '../../kernel/work.ts'
import type { AuthContext, Requester } from '../auth/auth-context.ts'
import { invalidCredentials, knows } from '../auth/login.action.ts'
import { findUser, type UserRow } from '../auth/users.queries.ts'

/** Throws what `may` throws, first of all; then 401 invalid_credentials or 429. */
export async function provePresence(context: AuthContext, requester: Requester, password: string, may: (work: Work) => void = () => {}): Promise<UserRow> {
  const user = await requester.read((work) => {
    may(work)
    return work.asSystem((sql) => findUser(sql, work.actor.userId!))
  })
  if (!user || !(await knows(context, { email: user.email, user }, password, requester.address))) throw invalidCredentials()
  return user
}
