// The trash is emptied hourly of what it kept long enough.
import { now } from '../../kernel/clock.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { everyOrganization } from '../upkeep/every-organization.ts'
import { purgeFiles, purgeProject, purgeTasks } from './purge.actions.ts'
import { keptSince, type Retention } from './retention.ts'

/** The handler of `trash.purge`. The queue gives it to one node; two at once would only wait for each other. */
export function purgeTrash({ kernel, config }: { kernel: Kernel; config: Retention }): JobHandlers['trash.purge'] {
  return async () => {
    const before = keptSince(config, now())
    if (!before) return
    for (const organizationId of await everyOrganization(kernel)) {
      for (const purge of [purgeTasks, purgeProject, purgeFiles]) {
        await repeat(kernel, organizationId, (work) => purge(work, before))
          .catch((error: unknown) => kernel.logger.warn({ err: error, organizationId }, 'the trash could not be emptied'))
      }
    }
  }
}

/** One small transaction after another, until there is nothing left. */
async function repeat(kernel: Kernel, organizationId: string, purge: (work: Work) => Promise<number>): Promise<void> {
  for (;;) {
    const { result } = await kernel.transact(systemCaller(organizationId), purge)
    if (result === 0) return
  }
}
