// Upkeep, hourly: what has served its time is deleted.
import { now } from '../../kernel/clock.ts'
import { query } from '../../kernel/database.ts'
import { KEPT_HOURS } from '../../kernel/idempotency.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import { everyOrganization } from './every-organization.ts'

const HOUR_MS = 60 * 60 * 1000
/** A session that is over is kept for so long, so that a late use of its tokens is still recognised. */
const SESSION_KEPT_HOURS = 24
/** Those asked for in the last hour are counted. */
const RESET_KEPT_HOURS = 1

/** The handler of `upkeep.purge`: stored answers older than 24 h, organization by organization, ended sessions and links that have expired. */
export function purge({ kernel }: { kernel: Kernel }): JobHandlers['upkeep.purge'] {
  return async () => {
    for (const organizationId of await everyOrganization(kernel)) await purgeAnswers(kernel, organizationId)
    await purgeSessions(kernel)
    await kernel.system((em) => query(em, 'delete from password_resets where expires_at < $1::timestamptz', [hoursAgo(RESET_KEPT_HOURS)]))
  }
}

async function purgeAnswers(kernel: Kernel, organizationId: string): Promise<void> {
  await kernel.transact(systemCaller(organizationId), async ({ em }) => {
    await query(
      em, 'delete from idempotency_keys where organization_id = $1::uuid and created_at < $2::timestamptz',
      [organizationId, hoursAgo(KEPT_HOURS)],
    )
  })
}

async function purgeSessions(kernel: Kernel): Promise<void> {
  await kernel.system((em) => query(
    em, 'delete from sessions where least(ended_at, expires_at) < $1::timestamptz', [hoursAgo(SESSION_KEPT_HOURS)],
  ))
}

const hoursAgo = (hours: number): string => new Date(now().getTime() - hours * HOUR_MS).toISOString()
