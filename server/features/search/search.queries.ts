// Search: ids by the database's function of text search, then the tasks themselves under row-level security and the actor's rights.
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { SearchAnswer, searchEndpoints, SearchHit } from '../../../shared/features/search.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'
import { BOARD_TASK_COLUMNS, PROJECT_OF_TASK, type BoardTaskRow } from '../tasks/task-row.ts'
import { presentBoardTask } from '../tasks/task.presenter.ts'
import { askedWords } from './asked-words.ts'
import { excerptOf, hasAny } from './excerpt.ts'

type Asked = QueryOf<typeof searchEndpoints.search>

/** Of words that stand in more tasks (or comments) than these, not all are ranked. */
const MOST_RANKED = 2000
/** Of a text, so many characters are looked through for the excerpt. */
const MOST_TEXT = 20_000
const MOST_PROJECTS = 5

interface Found extends BoardTaskRow { commentId: string | null; isKey: boolean; text: string }

export async function search(work: Work, asked: Asked): Promise<SearchAnswer> {
  const { query: words, wanted } = askedWords(asked.q)
  const projects = await searchableProjects(work, asked)
  const [rows, named] = await Promise.all([findTasks(work, asked, words, projects), findProjects(work, asked, projects)])
  return { tasks: rows.slice(0, asked.limit).map((row) => hitOf(row, wanted)), projects: named, more: rows.length > asked.limit }
}

/** The projects to search; null stands for all of the organization. */
async function searchableProjects(work: Work, { teamId, projectId }: Asked): Promise<string[] | null> {
  const teams = readableTeams(work.actor)
  if (teams === null && teamId === undefined && projectId === undefined) return null
  const rows = await query<{ id: string }>(
    work.em,
    `select id from projects where organization_id = $1::uuid and deleted_at is null
      and ($2::text is null or team_id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid)))
      and ($3::uuid is null or team_id = $3::uuid) and ($4::uuid is null or id = $4::uuid)`,
    [work.organizationId, teams && JSON.stringify(teams), teamId ?? null, projectId ?? null],
  )
  return rows.map(({ id }) => id)
}

/** One row for each task, the best of its own words and its comments'; one more than asked for tells that there are more. */
function findTasks(work: Work, { q, archived, projectId, limit }: Asked, words: string | null, projects: string[] | null): Promise<Found[]> {
  const [, key, number] = /^(.+)-(\d{1,9})$/.exec(q.toUpperCase()) ?? []
  return query<Found>(
    work.em,
    `with found as (
        select task_id, comment_id, points from search_words($1::uuid, $2::text::tsquery, $3::text::uuid[], ${MOST_RANKED}) where $2::text is not null
        union all select t.id, null, 1000 from tasks t ${PROJECT_OF_TASK}
          where t.organization_id = $1::uuid and p.key = $4::text and t.number = $5::int),
      best as (select distinct on (task_id) task_id, comment_id, points from found order by task_id, points desc)
    select ${BOARD_TASK_COLUMNS}, best.comment_id as "commentId", best.points >= 1000 as "isKey",
      left(coalesce(c.body, t.description), ${MOST_TEXT}) as text
    from best join tasks t on t.organization_id = $1::uuid and t.id = best.task_id ${PROJECT_OF_TASK}
      left join comments c on c.organization_id = t.organization_id and c.id = best.comment_id
    where p.deleted_at is null and t.deleted_at is null and ($6::boolean or t.archived_at is null)
      and (p.id = $7::uuid or (not p.is_template and ($6::boolean or p.archived_at is null)))
      and ($3::text is null or t.project_id = any($3::text::uuid[]))
    order by best.points desc, t.updated_at desc, t.id limit ${limit + 1}`,
    [work.organizationId, words, projects && `{${projects.join(',')}}`, key ?? null, number ?? null, archived === 'true', projectId ?? null],
  )
}

function findProjects(work: Work, { q }: Asked, projects: string[] | null): Promise<SearchAnswer['projects']> {
  const pattern = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  return query(
    work.em,
    `select id, key, name, team_id as "teamId" from projects where organization_id = $1::uuid and deleted_at is null
      and ($2::text is null or id = any($2::text::uuid[])) and (name ilike $3::text or key ilike $3::text)
      order by name ilike substr($3::text, 2) desc, name limit ${MOST_PROJECTS}`,
    [work.organizationId, projects && `{${projects.join(',')}}`, pattern],
  )
}

function hitOf({ commentId, isKey, text, ...row }: Found, wanted: readonly string[]): SearchHit {
  const task = presentBoardTask(row)
  if (isKey) return { task, place: 'key', commentId: null, excerpt: [] }
  if (commentId === null && hasAny(row.title, wanted)) return { task, place: 'title', commentId: null, excerpt: [] }
  return { task, place: commentId === null ? 'description' : 'comment', commentId, excerpt: excerptOf(text, wanted) }
}
