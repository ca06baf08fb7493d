// The sweep, hourly: files that nothing shows any more are kept for a week, so that a restored backup still finds them, then go.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { now } from '../../kernel/clock.ts'
import { query } from '../../kernel/database.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import { everyOrganization } from '../upkeep/every-organization.ts'
import { deleteBytes, deleteRows } from './discard-files.ts'
import type { Files } from './store-file.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const KEPT_DAYS = 7
/** Younger ones may be on their way to a task. */
const YOUNG_DAYS = 1
/** So many at a time: each means a few requests to the store. */
const MOST = 500

/** The handler of `files.sweep`. */
export function sweepFiles(on: Files): JobHandlers['files.sweep'] {
  return async () => {
    for (const organizationId of await everyOrganization(on.kernel)) await sweepOrganization(on, organizationId)
    await sweepArrivals(on.files.arrivals)
  }
}

async function sweepOrganization(on: Files, organizationId: string): Promise<void> {
  await markUnused(on.kernel, organizationId)
  const ids = await longUnused(on.kernel, organizationId)
  for (const id of ids) await deleteBytes(on.files, organizationId, id)
  if (ids.length > 0) await on.kernel.transact(systemCaller(organizationId), (work) => deleteRows(work, ids))
}

const markUnused = (kernel: Kernel, organizationId: string) => kernel.transact(systemCaller(organizationId), ({ em, at }) => query(
  em, `update files f set unused_since = $2::timestamptz where f.organization_id = $1::uuid and f.unused_since is null and f.created_at < $3::timestamptz
    and not exists (select from attachments a where a.organization_id = f.organization_id and a.file_id = f.id)`,
  [organizationId, at.toISOString(), daysAgo(YOUNG_DAYS).toISOString()],
))

async function longUnused(kernel: Kernel, organizationId: string): Promise<string[]> {
  const rows = await kernel.read(systemCaller(organizationId), ({ em }) => query<{ id: string }>(
    em, `select f.id from files f where f.organization_id = $1::uuid and f.unused_since < $2::timestamptz
      and not exists (select from attachments a where a.organization_id = f.organization_id and a.file_id = f.id) limit ${MOST}`, [organizationId, daysAgo(KEPT_DAYS).toISOString()],
  ))
  return rows.map(({ id }) => id)
}

/** What a process that was killed left half received. */
async function sweepArrivals(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const { mtime } = await stat(path).catch(() => ({ mtime: now() }))
    if (mtime < daysAgo(1)) await rm(path, { force: true })
  }
}

const daysAgo = (days: number): Date => new Date(now().getTime() - days * DAY_MS)
