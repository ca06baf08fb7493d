// Places of tasks in a status: ranks between neighbours, chosen while the status is locked.
import { rankBetween } from '../../../shared/rank.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { PROJECT_OF_STATUS } from './task-row.ts'
import { badNeighbour } from './task-rules.ts'

/** Archived and deleted tasks keep their places, so their ranks count as neighbours. */
export interface Bounds {
  found: boolean
  before: string | null
  after: string | null
  /** How many other tasks stand there, where a limit asks; else null. */
  others: number | null
}

const OTHERS = 'tasks where organization_id = $1::uuid and status_id = $2::uuid and id <> $3::uuid'

const LIVE_OTHERS = `select count(*)::int from ${OTHERS} and archived_at is null and deleted_at is null`

/** Nobody counts where no limit asks. */
const CROWD = `(select (${LIVE_OTHERS}) from statuses s
    ${PROJECT_OF_STATUS} and p.limits = 'enforce'
    where s.organization_id = $1::uuid and s.id = $2::uuid and s.limit is not null) as others`

const TOP = `select true as found, null as before, (select min(rank) from ${OTHERS}) as after, ${CROWD}`

const END = `select true as found, (select max(rank) from ${OTHERS}) as before, null as after, ${CROWD}`

const AFTER = `with n as (
    select rank from tasks
    where organization_id = $1::uuid and id = $4::uuid and status_id = $2::uuid and deleted_at is null)
  select exists (select from n) as found, (select rank from n) as before,
    (select min(rank) from ${OTHERS} and rank > (select rank from n)) as after, ${CROWD}`

/** Where a task goes: after another, to the top (null), or to the end (undefined). */
export type AfterTask = string | null | undefined

/**
 * A rank within bounds that were read when the status was locked. Keeps `present` (the task's rank in this very status)
 * where that is the place already.
 * Throws 422 at /afterTaskId when that task is not in the status.
 */
export function rankIn({ found, before, after }: Bounds, present: string | null): string {
  if (!found) throw badNeighbour()
  return isBetween(present, before, after) ? present : rankBetween(before, after)
}

/** Between which ranks the place is; meaningful while the status is locked, so it must be sent after what locks it. */
export async function boundsOf(work: Work, statusId: string, taskId: string, afterTaskId: AfterTask): Promise<Bounds> {
  const place = [work.organizationId, statusId, taskId]
  const [bounds] =
    afterTaskId === undefined
      ? await query<Bounds>(work.em, END, place)
      : afterTaskId === null
        ? await query<Bounds>(work.em, TOP, place)
        : await query<Bounds>(work.em, AFTER, [...place, afterTaskId])
  return bounds!
}

/** How many other tasks stand in the status, whose row must be locked. */
export async function countOthers(work: Work, statusId: string, taskId: string): Promise<number> {
  const [row] = await query<{ count: number }>(work.em, LIVE_OTHERS, [work.organizationId, statusId, taskId])
  return row!.count
}

/** Whether the rank stands between the two, null being open. */
export function isBetween(rank: string | null, before: string | null, after: string | null): rank is string {
  return rank !== null && (before === null || rank > before) && (after === null || rank < after)
}
