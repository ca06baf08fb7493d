// Ends sessions: the row is marked, and the owner's inbox told, so that the session's sockets are closed (RT19).
import type { z } from 'zod'
import { events } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { Membership } from '../members/membership.entity.ts'
import { findSession, markEnded, type EndedSession } from './sessions.queries.ts'
import { withSystemSql } from './system-sql.ts'

export type EndReason = z.output<typeof events.sessionEnded.data>['reason']

/** A session may move to another organization between the look and the lock; then it is looked for again. */
const LOOKS = 3

/** Ends a session wherever it is; false when it had ended before. */
export async function endSessionAnywhere(kernel: Kernel, sessionId: string, reason: EndReason): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    const session = await withSystemSql(kernel, (sql) => findSession(sql, sessionId))
    if (!session || session.endedAt) return false
    const { result } = await kernel.transact(systemCaller(session.organizationId), (work) =>
      endHere(work, sessionId, reason),
    )
    if (result) return true
  }
  return false
}

/** Ends a session that is in this transaction's organization; false when it is not, or had ended. */
export async function endHere(work: Work, sessionId: string, reason: EndReason): Promise<boolean> {
  const ended = await work.asSystem((sql) => markEnded(sql, sessionId, work.organizationId, work.at))
  if (!ended) return false
  const owner = await work.em.findOne(Membership, { id: ended.membershipId })
  if (owner && reason !== 'reuse') work.signAs(owner)
  tellEnded(work, ended, reason)
  return true
}

export function tellEnded(work: Work, { id, membershipId }: EndedSession, reason: EndReason): void {
  work.append(inboxStream(membershipId), events.sessionEnded, { sessionId: id, reason })
}
