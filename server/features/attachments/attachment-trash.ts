// The trash of what tasks have attached: it keeps the rows, and so the files, until it is emptied. The task counts; it is locked.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/** Puts attachments into the trash. Resolves with the ids of those that were not there yet. */
export const putIntoTrash = (work: Work, ids: readonly string[]): Promise<string[]> =>
  count(work, -1, 'deleted_at = $3::timestamptz', 'deleted_at is null', ids, work.at.toISOString())

/** Takes out those that the trash still has, and gives them to the comment as long as their task has it. Resolves with their ids. */
export const takeOut = (work: Work, ids: readonly string[], commentId: string | null): Promise<string[]> =>
  count(work, 1, `deleted_at = null, comment_id = (select c.id from comments c
    where c.organization_id = $1::uuid and c.id = $3::uuid and c.task_id = attachments.task_id)`, 'deleted_at is not null', ids, commentId)

async function count(work: Work, by: 1 | -1, change: string, where: string, ids: readonly string[], value: string | null): Promise<string[]> {
  if (ids.length === 0) return []
  const changed = await query<{ id: string }>(
    work.em,
    `with changed as (update attachments set ${change} where organization_id = $1::uuid and id = any($2::uuid[]) and ${where} returning id, task_id),
    counted as (
      update tasks t set attachment_count = t.attachment_count + ${by} * c.count from (select task_id, count(*) as count from changed group by task_id) c
      where t.organization_id = $1::uuid and t.id = c.task_id)
    select id from changed`,
    [work.organizationId, ids, value],
  )
  return changed.map(({ id }) => id)
}
