// Reads and locks what a merge touches: the tasks, what hangs on them, and where a duplicate ends.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { idsAround, lockTasks } from '../tasks/lock-tasks.ts'

const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

const REPEATING = `select p.id from projects p where p.organization_id = $1::uuid and p.id in (
    select t.project_id from tasks t where t.organization_id = $1::uuid and t.id = ${IDS} and t.recurrence is not null)
  order by p.id for no key update of p`

const HANGING = `select id from tasks where organization_id = $1::uuid and parent_id = ${IDS}
  union select unnest(array[from_task_id, to_task_id]) from task_links where organization_id = $1::uuid and (from_task_id = ${IDS} or to_task_id = ${IDS})`

/** In the one order of locks: projects, tasks. Whoever calls holds `lockRelations`, so nothing else comes to hang on them. */
export async function lockMerged(work: Work, keptId: string, duplicateIds: readonly string[]): Promise<void> {
  const place = [work.organizationId, JSON.stringify(duplicateIds)]
  await query(work.em, REPEATING, place)
  const hanging = (await query<{ id: string }>(work.em, HANGING, place)).map(({ id }) => id)
  const ids = [keptId, ...duplicateIds, ...hanging]
  await lockTasks(work, [...ids, ...(await idsAround(work, 'tasks', ids))])
}

export interface DuplicateFacts {
  id: string
  childIds: string[]
  checklists: number
  minutes: number
  status: string
  /** Says cancelled, and one may go there and back; null where there is none, or it is over already. */
  end: { id: string; name: string } | null
  isAboveKept: boolean
}

/** Subtasks in the trash are left out: they stay with it. */
export const readDuplicates = (work: Work, keptId: string, ids: readonly string[]): Promise<DuplicateFacts[]> =>
  query(work.em, FACTS, [work.organizationId, JSON.stringify(ids), keptId])

const FACTS = `with recursive above(id) as (
    select parent_id from tasks where organization_id = $1::uuid and id = $3::uuid and parent_id is not null
    union select t.parent_id from tasks t join above a on a.id = t.id where t.organization_id = $1::uuid and t.parent_id is not null)
  select t.id, s.name as status, t.id in (select id from above) as "isAboveKept",
    array(select c.id from tasks c where c.organization_id = t.organization_id and c.parent_id = t.id and c.deleted_at is null order by c.id) as "childIds",
    (select count(*)::int from checklists c where c.organization_id = t.organization_id and c.task_id = t.id) as checklists,
    (select coalesce(sum(e.minutes), 0)::int from time_entries e where e.organization_id = t.organization_id and e.task_id = t.id) as minutes,
    (select jsonb_build_object('id', n.id, 'name', n.name) from statuses n
      where n.organization_id = t.organization_id and n.project_id = t.project_id and n.category = 'cancelled' and not n.archived
        and s.category not in ('done', 'cancelled') and not s.archived
        and (s.next_status_ids is null or jsonb_exists(s.next_status_ids, n.id::text))
        and (n.next_status_ids is null or jsonb_exists(n.next_status_ids, s.id::text))
      order by n.rank limit 1) as end
  from tasks t join statuses s on s.organization_id = t.organization_id and s.id = t.status_id
  where t.organization_id = $1::uuid and t.id = ${IDS}`
