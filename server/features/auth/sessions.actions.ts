// One's own sessions: the list, and ending one of them.
import type { Session } from '../../../shared/features/auth.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import type { AuthContext, Requester } from './auth-context.ts'
import { endHere, endSessionAnywhere } from './end-session.action.ts'
import { findSession, livingSessions } from './sessions.queries.ts'

/** All of one's living sessions, in whatever organization they are. */
export async function listSessions(work: Work): Promise<Session[]> {
  const { actor, at } = work
  const sessions = await work.asSystem((sql) => livingSessions(sql, actor.userId!, at))
  return sessions.map(({ id, userAgent, address, createdAt, lastUsedAt }) => ({
    id,
    current: id === actor.sessionId,
    userAgent,
    address,
    createdAt,
    lastUsedAt,
  }))
}

/** Ends one of one's sessions. Throws 404 for those of others and for ended ones. */
export async function endSession({ kernel }: AuthContext, requester: Requester, sessionId: string): Promise<void> {
  const isHere = await requester.read(async (work) => {
    const session = await work.asSystem((sql) => findSession(sql, sessionId))
    if (session?.userId !== work.actor.userId) throw notFound()
    return session.organizationId === work.organizationId
  })
  if (isHere) await requester.transact((work) => orMissing(endHere(work, sessionId, 'ended')))
  else await orMissing(endSessionAnywhere(kernel, sessionId, 'ended'))
}

async function orMissing(ended: Promise<boolean>): Promise<void> {
  if (!(await ended)) throw notFound()
}
