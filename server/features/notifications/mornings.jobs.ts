// Every five minutes: whose day has come to 09:00 is told what of theirs is due on it, and what was not done in time.
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import { everyOrganization } from '../upkeep/every-organization.ts'
import { findBegun, takeDays } from './days.ts'
import { tellDue } from './tell-due.ts'

const MORNING = '09:00'
const AT_ONCE = 100

/** The handler of `notifications.mornings`. */
export function tellMornings({ kernel }: { kernel: Kernel }): JobHandlers['notifications.mornings'] {
  return async () => {
    for (const organizationId of await everyOrganization(kernel)) {
      // What fails in one organization must not keep the others waiting; the next run tries it again.
      await tellMorningsOf(kernel, organizationId).catch((error: unknown) => kernel.logger.warn({ err: error, organizationId }, 'members could not be told what is due'))
    }
  }
}

async function tellMorningsOf(kernel: Kernel, organizationId: string): Promise<void> {
  const begun = await kernel.read(systemCaller(organizationId), (work) => findBegun(work, 'due', () => MORNING))
  for (let from = 0; from < begun.length; from += AT_ONCE) {
    const some = begun.slice(from, from + AT_ONCE)
    await kernel.transact(systemCaller(organizationId), async (work) => tellDue(work, await takeDays(work, 'due', some)))
      .catch((error: unknown) => kernel.logger.warn({ err: error, organizationId, members: some.length }, 'some members could not be told what is due'))
  }
}
