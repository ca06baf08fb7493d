// How many tasks wait for those that are to be put away: what one wants to know before doing it.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'

const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

/** Of each task how many open ones it blocks, as far as one may read them; those that are put away with it do not count. */
export async function countDependents(work: Work, taskIds: readonly string[]): Promise<Map<string, number>> {
  if (taskIds.length === 0) return new Map()
  const teams = readableTeams(work.actor)
  const rows = await query<{ id: string; count: number }>(work.em, `select l.from_task_id as id, count(*)::int as count from task_links l
    join tasks d on d.organization_id = l.organization_id and d.id = l.to_task_id and d.deleted_at is null and d.archived_at is null
    join statuses s on s.organization_id = d.organization_id and s.id = d.status_id and s.category not in ('done', 'cancelled')
    join projects p on p.organization_id = d.organization_id and p.id = d.project_id and p.deleted_at is null
      and ($3::text is null or p.team_id = any(array(select jsonb_array_elements_text($3::text::jsonb)::uuid)))
    where l.organization_id = $1::uuid and l.kind = 'blocks' and l.from_task_id = ${IDS} and not l.to_task_id = ${IDS} group by 1`,
  [work.organizationId, JSON.stringify(taskIds), teams === null ? null : JSON.stringify(teams)])
  return new Map(rows.map(({ id, count }) => [id, count]))
}
