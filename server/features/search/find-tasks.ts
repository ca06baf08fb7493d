// Tasks by their words and their comments': ids by the database's function of text search, then the rows under row-level security and the
// actor's rights.
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { searchEndpoints, SearchHit } from '../../../shared/features/search.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { BOARD_TASK_COLUMNS, PROJECT_OF_TASK, type BoardTaskRow } from '../tasks/task-row.ts'
import { presentBoardTask } from '../tasks/task.presenter.ts'
import { excerptOf, hasAny } from './excerpt.ts'
import type { Searched } from './searched.ts'

type Asked = QueryOf<typeof searchEndpoints.search>

/** Of words that stand in more tasks (or comments) than these, not all are ranked. */
const MOST_RANKED = 2000
/** Of the ranked ones so many are read, the best: of words that are everywhere the others would not be shown. */
const MOST_READ = 1000
/** Of a text, so many characters are looked through for the excerpt. */
const MOST_TEXT = 20_000

interface Found extends BoardTaskRow { category: Category; commentId: string | null; isKey: boolean; text: string }

/** One row for each task, the best of its own words and its comments'. Only what is shown is read whole. One more than asked for tells that there are more. */
export async function findTasks(
  work: Work, { q, archived, projectId, limit }: Asked, { words, projects }: Searched, wanted: readonly string[],
): Promise<SearchHit[]> {
  const [, key, number] = /^(.+)-(\d{1,9})$/.exec(q.toUpperCase()) ?? []
  const rows = await query<Found>(
    work.em,
    `with found as (
        select task_id, comment_id, points from search_words($1::uuid, $2::text::tsquery, $3::text::uuid[], ${MOST_RANKED}) where $2::text is not null
        union all select t.id, null, 1000 from tasks t ${PROJECT_OF_TASK}
          where t.organization_id = $1::uuid and p.key = $4::text and t.number = $5::int
        union all select k.task_id, null, 1000 from former_keys k join projects p on p.organization_id = k.organization_id and p.id = k.project_id
          where k.organization_id = $1::uuid and p.key = $4::text and k.number = $5::int),
      each as (select distinct on (task_id) task_id, comment_id, points from found order by task_id, points desc),
      best as (select * from each order by points desc limit ${MOST_READ}),
      shown as (select t.id, best.comment_id, best.points
        from best join tasks t on t.organization_id = $1::uuid and t.id = best.task_id ${PROJECT_OF_TASK}
        where p.deleted_at is null and t.deleted_at is null and ($6::boolean or t.archived_at is null)
          and (p.id = $7::uuid or (not p.is_template and ($6::boolean or p.archived_at is null)))
          and ($3::text is null or t.project_id = any($3::text::uuid[]))
        order by best.points desc, t.updated_at desc, t.id limit ${limit + 1})
    select ${BOARD_TASK_COLUMNS}, s.category, shown.comment_id as "commentId", shown.points >= 1000 as "isKey", left(coalesce(c.body, t.description), ${MOST_TEXT}) as text
    from shown join tasks t on t.organization_id = $1::uuid and t.id = shown.id ${PROJECT_OF_TASK}
      join statuses s on s.organization_id = t.organization_id and s.id = t.status_id
      left join comments c on c.organization_id = t.organization_id and c.id = shown.comment_id
    order by shown.points desc, t.updated_at desc, t.id`,
    [work.organizationId, words, projects, key ?? null, number ?? null, archived === 'true', projectId ?? null],
  )
  return rows.map((row) => hitOf(row, wanted))
}

function hitOf({ category, commentId, isKey, text, ...row }: Found, wanted: readonly string[]): SearchHit {
  const task = presentBoardTask(row)
  if (isKey) return { task, category, place: 'key', commentId: null, excerpt: [] }
  if (commentId === null && hasAny(row.title, wanted)) return { task, category, place: 'title', commentId: null, excerpt: [] }
  return { task, category, place: commentId === null ? 'description' : 'comment', commentId, excerpt: excerptOf(text, wanted) }
}
