// Locks tasks in the one order that keeps changes from waiting for each other in a ring: tasks by id, whoever they belong to, then
// statuses. What is read and counted after it is the truth until the transaction ends.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

/** Where tasks change whose state others keep. */
const WHERE = {
  tasks: `t.id = ${IDS}`,
  statuses: `t.status_id = ${IDS}`,
  projects: `t.project_id = ${IDS}`,
} as const
export type Place = keyof typeof WHERE

/**
 * The parents of the tasks there, and what these block. Arrays instead of joins: where nobody has counted the rows yet, the planner may begin
 * a join at the other end, and read all links or all tasks of an organization for one.
 */
const AROUND = (where: string) => `select t.parent_id as id from tasks t
    where t.organization_id = $1::uuid and t.parent_id is not null and ${where}
  union select l.to_task_id from task_links l where l.organization_id = $1::uuid and l.kind = 'blocks'
    and l.from_task_id = any(array(select t.id from tasks t where t.organization_id = $1::uuid and t.blocks_count > 0 and ${where}))`

const LOCK = (ids: string) =>
  `select id from tasks where organization_id = $1::uuid and id = ${ids} order by id for no key update`

const LOCK_AROUND = (where: string) =>
  LOCK(`any(array(select t.id from tasks t where t.organization_id = $1::uuid and ${where} union ${AROUND(where)}))`)

/** The task is done where the status that it comes to is not, or the other way round: only that is kept by others. */
const OVER = (statusId: string) => `(select s.category in ('done', 'cancelled') from statuses s
  where s.organization_id = $1::uuid and s.id = ${statusId})`
const TURNS = `${WHERE.tasks} and ${OVER('t.status_id')} is distinct from ${OVER('$3::uuid')}`

/** The project of a task that repeats: the next one gets its number there. Projects come before tasks. */
const LOCK_MOVING = `with numbering as materialized (
    select p.id from projects p where p.organization_id = $1::uuid and p.id = any(array(
      select t.project_id from tasks t where t.organization_id = $1::uuid and ${WHERE.tasks} and t.recurrence is not null)) for no key update)
  select id from tasks where organization_id = $1::uuid and (select count(*) from numbering) >= 0
    and id = any(array(select t.id from tasks t where t.organization_id = $1::uuid and ${WHERE.tasks} union ${AROUND(TURNS)}))
  order by id for no key update`

/** So many rows a statement: each stays far below the statement timeout. */
export const ROWS = 1000

/** Locks these tasks. Resolves with the ids of those that are there. */
export async function lockTasks(work: Work, ids: readonly (string | null | undefined)[]): Promise<Set<string>> {
  const sorted = [...new Set(ids.filter((id) => id !== null && id !== undefined))].sort()
  const found = new Set<string>()
  for (let start = 0; start < sorted.length; start += ROWS) {
    const rows = await query<{ id: string }>(work.em, LOCK(IDS), [work.organizationId, JSON.stringify(sorted.slice(start, start + ROWS))])
    for (const { id } of rows) found.add(id)
  }
  return found
}

/**
 * Locks the tasks in the places and all that keep something of them, in one statement. Who keeps something may have changed while it
 * waited: whoever counts locks once more what it counts (`recount.ts`).
 */
export async function lockAround(work: Work, place: Place, ids: readonly (string | null | undefined)[]): Promise<void> {
  await query(work.em, LOCK_AROUND(WHERE[place]), [work.organizationId, JSON.stringify(ids.filter(Boolean))])
}

/** The same for a task on its way to a status: those around it only where it is finished or reopened there. */
export async function lockMoving(work: Work, taskId: string, statusId: string): Promise<void> {
  await query(work.em, LOCK_MOVING, [work.organizationId, JSON.stringify([taskId]), statusId])
}

/** The tasks that keep something of those in the places: their parents, and what they block. */
export async function idsAround(work: Work, place: Place, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await query<{ id: string }>(work.em, AROUND(WHERE[place]), [work.organizationId, JSON.stringify(ids)])
  return rows.map(({ id }) => id)
}
