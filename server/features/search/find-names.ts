// Projects and files by their names: ids by the database's function of text search, then the rows under row-level security and the actor's rights.
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { FoundFile, SearchAnswer, searchEndpoints } from '../../../shared/features/search.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { taskKey } from '../tasks/task.presenter.ts'
import type { Searched } from './searched.ts'

type Asked = QueryOf<typeof searchEndpoints.search>

const MOST_RANKED = 1000
export const MOST_PROJECTS = 5
export const MOST_FILES = 10
const NAMES = `select id, points from search_names($1::uuid, $2::text::tsquery, $3::text::uuid[], ${MOST_RANKED}) where $2::text is not null and kind =`

/** By words of name and description, or by any part of name or key. */
export function findProjects(work: Work, { q }: Asked, { words, projects }: Searched): Promise<SearchAnswer['projects']> {
  const pattern = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  return query(
    work.em,
    `select p.id, p.key, p.name, p.team_id as "teamId" from projects p left join (${NAMES} 'project') found on found.id = p.id
      where p.organization_id = $1::uuid and p.deleted_at is null and ($3::text is null or p.id = any($3::text::uuid[]))
      and (found.id is not null or p.name ilike $4::text or p.key ilike $4::text)
      order by p.name ilike substr($4::text, 2) desc, p.name ilike $4::text or p.key ilike $4::text desc, found.points desc nulls last, p.name limit ${MOST_PROJECTS}`,
    [work.organizationId, words, projects, pattern],
  )
}

type FileRow = Omit<FoundFile, 'task'> & { taskId: string | null; taskTitle: string; projectKey: string; number: number }

/** Of places that would be found themselves: not deleted, and where the archive is asked for, archived ones too. */
export async function findFiles(work: Work, { archived, projectId }: Asked, { words, places }: Searched): Promise<FoundFile[]> {
  const rows = await query<FileRow>(
    work.em,
    `select a.id, a.kind, a.name, a.url, t.id as "taskId", t.title as "taskTitle", t.number, p.id as "projectId", p.key as "projectKey", coalesce(p.team_id, a.team_id) as "teamId"
      from (${NAMES} 'file') found join attachments a on a.organization_id = $1::uuid and a.id = found.id and a.deleted_at is null
      left join tasks t on t.organization_id = a.organization_id and t.id = a.task_id
      left join projects p on p.organization_id = a.organization_id and p.id = coalesce(t.project_id, a.project_id)
      where p.deleted_at is null and t.deleted_at is null and ($4::boolean or t.archived_at is null)
      and (a.team_id is not null or p.id = $5::uuid or (not p.is_template and ($4::boolean or p.archived_at is null)))
      and ($3::text is null or coalesce(p.id, a.team_id) = any($3::text::uuid[]))
      order by found.points desc, a.created_at desc, a.id limit ${MOST_FILES}`,
    [work.organizationId, words, places, archived === 'true', projectId ?? null],
  )
  return rows.map(({ taskId, taskTitle, projectKey, number, ...row }) =>
    ({ ...row, task: taskId === null ? null : { id: taskId, key: taskKey(projectKey, number), title: taskTitle } }))
}
