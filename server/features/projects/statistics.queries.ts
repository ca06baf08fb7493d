// Counts of a project's tasks.
import type { ResponseOf } from '../../../shared/endpoint.ts'
import type { projectEndpoints } from '../../../shared/features/projects.ts'
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from './load-project.ts'

type Statistics = ResponseOf<typeof projectEndpoints.readStatistics>

const OPEN = `s.category not in ('done', 'cancelled')`
const LIVE = 't.organization_id = $1::uuid and t.project_id = $2::uuid and t.deleted_at is null'
const STATUS = 'join statuses s on s.organization_id = t.organization_id and s.id = t.status_id'

/** Statistics over tasks that are not in the trash; archived ones are counted apart and in nothing else. */
export async function readStatistics(work: Work, id: string): Promise<Statistics> {
  await loadProject(work, id, 'project.read')
  const place = [work.organizationId, id]
  const [tasks] = await query<Statistics['tasks']>(work.em, `select
      count(*) filter (where t.archived_at is null and ${OPEN})::int as open,
      count(*) filter (where t.archived_at is null and s.category = 'done')::int as done,
      count(*) filter (where t.archived_at is null and s.category = 'cancelled')::int as cancelled,
      count(*) filter (where t.archived_at is not null)::int as archived,
      count(*) filter (where t.archived_at is null and ${OPEN} and t.due_at < $3::timestamptz)::int as overdue,
      count(*) filter (where t.archived_at is null and ${OPEN} and not exists (select from task_assignees a
        where a.organization_id = t.organization_id and a.task_id = t.id))::int as unassigned
    from tasks t ${STATUS} where ${LIVE}`, [...place, work.at.toISOString()])
  const byStatus = await query<Statistics['byStatus'][number]>(work.em, `select s.id as "statusId", count(t.id)::int as tasks from statuses s
    left join tasks t on t.organization_id = s.organization_id and t.status_id = s.id and t.deleted_at is null and t.archived_at is null
    where s.organization_id = $1::uuid and s.project_id = $2::uuid group by s.id, s.rank order by s.rank`, place)
  const byAssignee = await query<Statistics['byAssignee'][number]>(work.em, `select a.membership_id as "membershipId",
      count(*) filter (where ${OPEN})::int as open, count(*) filter (where s.category = 'done')::int as done
    from tasks t ${STATUS} join task_assignees a on a.organization_id = t.organization_id and a.task_id = t.id
    where ${LIVE} and t.archived_at is null group by a.membership_id order by a.membership_id`, place)
  const counted = await query<{ priority: Priority; tasks: number }>(work.em, `select t.priority, count(*)::int as tasks from tasks t
    where ${LIVE} and t.archived_at is null group by t.priority`, place)
  const byPriority = Object.fromEntries(priorities.map((priority) => [priority, counted.find((row) => row.priority === priority)?.tasks ?? 0]))
  return { tasks: tasks!, byStatus, byAssignee, byPriority: byPriority as Statistics['byPriority'], completion: completion(tasks!) }
}

/** Never 100 before all are done, never 0 once one is. */
function completion({ open, done }: Statistics['tasks']): number {
  return open + done === 0 ? 0 : Math.round((done / (open + done)) * 1000) / 10
}
