// After a person changed their name: the other organizations that they belong to learn it.
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import { renameMember } from './profile.actions.ts'
import { withSystemSql } from './system-sql.ts'
import { findUser, membershipsOf } from './users.queries.ts'

/** The job `profile.spread`. It reads the name as it is now, so that it may run late or twice. */
export function spreadProfile({ kernel }: { kernel: Kernel }): JobHandlers['profile.spread'] {
  return async ({ userId, exceptOrganizationId }) => {
    const { name, memberships } = await withSystemSql(kernel, async (sql) => ({
      name: (await findUser(sql, userId))?.name,
      memberships: await membershipsOf(sql, userId),
    }))
    if (name === undefined) return
    for (const { id, organizationId } of memberships) {
      if (organizationId !== exceptOrganizationId)
        await kernel.transact(systemCaller(organizationId), (work) => renameMember(work, id, name))
    }
  }
}
