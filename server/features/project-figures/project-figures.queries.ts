// Counts of many projects in one statement.
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { projectFigureEndpoints, ProjectFigures } from '../../../shared/features/project-figures.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { listProjects } from '../projects/projects.queries.ts'

const OPEN = `s.category not in ('done', 'cancelled')`

/** The figures of a page of the projects that the actor may read; a project without tasks has noughts. */
export async function listProjectFigures(work: Work, asked: QueryOf<typeof projectFigureEndpoints.listProjectFigures>) {
  const { items, nextCursor } = await listProjects(work, asked)
  const counted = items.length === 0 ? [] : await query<ProjectFigures>(work.em, `select t.project_id as "projectId",
      count(*) filter (where ${OPEN})::int as open,
      count(*) filter (where s.category = 'done')::int as done,
      count(*) filter (where ${OPEN} and t.due_at < $3::timestamptz)::int as overdue,
      count(*) filter (where ${OPEN} and not exists (select from task_assignees a
        where a.organization_id = t.organization_id and a.task_id = t.id))::int as unassigned
    from tasks t join statuses s on s.organization_id = t.organization_id and s.id = t.status_id
    where t.organization_id = $1::uuid and t.project_id = any($2::uuid[]) and t.deleted_at is null and t.archived_at is null
    group by t.project_id`, [work.organizationId, items.map(({ id }) => id), work.at.toISOString()])
  const byProject = new Map(counted.map((figures) => [figures.projectId, figures]))
  return { items: items.map(({ id }) => byProject.get(id) ?? { projectId: id, open: 0, done: 0, overdue: 0, unassigned: 0 }), nextCursor }
}
