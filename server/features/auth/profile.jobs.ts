// After a person changed their name, time zone or picture: the other organizations that they belong to learn it.
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { lockMember, matchMember } from './profile.actions.ts'
import { withSystemSql } from './system-sql.ts'
import { findUser, membershipsOf } from './users.queries.ts'

/** The job `profile.spread`. It reads the account as it is now, so that it may run late, twice, or beside another. */
export function spreadProfile({ kernel }: { kernel: Kernel }): JobHandlers['profile.spread'] {
  return async ({ userId, exceptOrganizationId }) => {
    const memberships = await withSystemSql(kernel, (sql) => membershipsOf(sql, userId))
    for (const { id, organizationId } of memberships) {
      if (organizationId !== exceptOrganizationId)
        await kernel.transact(systemCaller(organizationId), (work) => matchAccount(work, id, userId))
    }
  }
}

/** The member's lock first: of two jobs the later then reads the later account. */
async function matchAccount(work: Work, membershipId: string, userId: string): Promise<void> {
  await lockMember(work, membershipId)
  const user = await work.asSystem((sql) => findUser(sql, userId))
  if (user) await matchMember(work, membershipId, user)
}
