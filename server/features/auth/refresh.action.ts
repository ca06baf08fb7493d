// Exchange of refresh tokens. The one before is good for 10 more seconds and leads to the same successor; an older one
// ends the session.
import { signAccessToken } from '../../kernel/access-token.ts'
import { now } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/errors.ts'
import { acceptedKeys } from '../../kernel/secrets.ts'
import type { AuthContext } from './auth-context.ts'
import { endSessionAnywhere } from './end-session.action.ts'
import { parseRefreshToken, successorOf, type RefreshToken } from './refresh-token.ts'
import { isAlive, lockSession, rotateSession, type SessionRow } from './sessions.queries.ts'
import { withSystemSql, type Sql } from './system-sql.ts'

export const GRACE_MS = 10_000

export interface NewTokens {
  access: string
  refresh: string
}

/**
 * New tokens for a refresh token. Throws 401: unauthenticated for what we never issued, session_ended for what is no
 * longer good.
 */
export async function refresh(context: AuthContext, token: string): Promise<NewTokens> {
  const { kernel, secrets } = context
  const keys = acceptedKeys(secrets, 'refresh')
  const presented = parseRefreshToken(keys, token)
  if (!presented) throw new Problem('unauthenticated')
  const outcome = await withSystemSql(kernel, (sql) => exchange(sql, keys, presented))
  if (outcome === 'ended') throw sessionEnded()
  if (outcome === 'reused') {
    await endSessionAnywhere(kernel, presented.sessionId, 'reuse')
    throw sessionEnded()
  }
  const { userId, organizationId, membershipId, id } = outcome.session
  const access = await signAccessToken(secrets, { userId, organizationId, membershipId, sessionId: id })
  return { access, refresh: outcome.next.token }
}

async function exchange(
  sql: Sql,
  keys: readonly Buffer[],
  presented: RefreshToken,
): Promise<'ended' | 'reused' | { session: SessionRow; next: RefreshToken }> {
  const session = await lockSession(sql, presented.sessionId)
  const at = now()
  if (!session || !isAlive(session, at)) return 'ended'
  const successors = keys.map((key) => successorOf(key, session.id, presented.hash))
  if (presented.hash === session.refreshHash) {
    const next = successors[0]!
    await rotateSession(sql, session, next, session, at)
    return { session, next }
  }
  const inGrace = presented.hash === session.previousHash && at.getTime() - Date.parse(session.rotatedAt) <= GRACE_MS
  // While the secret key is changed, another node may have given the one of the other key.
  const given = successors.find(({ hash }) => hash === session.refreshHash) ?? successors[0]!
  return inGrace ? { session, next: given } : 'reused'
}

const sessionEnded = () => new Problem('session_ended', 'The session has ended. Sign in again.')
