// What stood on an old password ends with it: sessions, links that would replace the new one, and those that the account made for others. API tokens stay (decision 58).
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { tellEnded } from './end-session.action.ts'
import { markOthersEnded, type EndedSession } from './sessions.queries.ts'

const FORGET_LINKS = `delete from password_resets r using memberships m
  where m.organization_id = r.organization_id and m.id in (r.member_id, r.made_by_id) and m.user_id = $1::uuid`

/**
 * Ends all sessions of the account but the one that is kept, and tells those of this organization.
 * Gives those of others, whose streams this transaction cannot write: they are told by `tellEndedElsewhere` after it.
 */
export async function forgetOldPassword(work: Work, userId: string, keptSessionId: string | null): Promise<EndedSession[]> {
  const ended = await work.asSystem(async (sql) => {
    await sql(FORGET_LINKS, [userId])
    return markOthersEnded(sql, userId, keptSessionId, work.at)
  })
  const isHere = ({ organizationId }: EndedSession) => organizationId === work.organizationId
  for (const session of ended.filter(isHere)) tellEnded(work, session, 'password_changed')
  return ended.filter((session) => !isHere(session))
}

export async function tellEndedElsewhere(kernel: Kernel, sessions: EndedSession[]): Promise<void> {
  for (const session of sessions)
    await kernel.transact(systemCaller(session.organizationId), async (work) => tellEnded(work, session, 'password_changed'))
}
