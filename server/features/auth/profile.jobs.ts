// After a person changed their name, time zone or picture: the other organizations that they belong to learn it.
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import { matchMember } from './profile.actions.ts'
import { withSystemSql } from './system-sql.ts'
import { findUser, membershipsOf } from './users.queries.ts'

/** The job `profile.spread`. It reads the account as it is now, so that it may run late or twice. */
export function spreadProfile({ kernel }: { kernel: Kernel }): JobHandlers['profile.spread'] {
  return async ({ userId, exceptOrganizationId }) => {
    const { user, memberships } = await withSystemSql(kernel, async (sql) => ({
      user: await findUser(sql, userId),
      memberships: await membershipsOf(sql, userId),
    }))
    if (!user) return
    for (const { id, organizationId } of memberships) {
      if (organizationId !== exceptOrganizationId)
        await kernel.transact(systemCaller(organizationId), (work) => matchMember(work, id, user))
    }
  }
}
