// Reads the comments of a task.
import { z } from 'zod'
import type { Comment, commentEndpoints } from '../../../shared/features/comments.ts'
import { id, storableInstant } from '../../../shared/ids.ts'
import { query } from '../../kernel/database.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { presentTime } from '../tasks/task.presenter.ts'
import { COMMENT_COLUMNS, presentComment, type CommentRow } from './comment.presenter.ts'

/** All comments of a task that the caller has authorized, oldest first. */
export async function findComments(work: Work, taskId: string): Promise<Comment[]> {
  const rows = await query<CommentRow>(
    work.em,
    `select ${COMMENT_COLUMNS} from comments c
    where c.organization_id = $1::uuid and c.task_id = $2::uuid order by c.created_at, c.id`,
    [work.organizationId, taskId],
  )
  return rows.map(presentComment)
}

export async function listComments(
  work: Work,
  taskId: string,
  { limit, cursor }: z.output<typeof commentEndpoints.listComments.query>,
) {
  await loadTaskFor(work, 'task.read', taskId)
  const [time, last] = decodeCursor(cursor, z.tuple([storableInstant, id])) ?? [null, null]
  const rows = await query<CommentRow>(
    work.em,
    `select ${COMMENT_COLUMNS} from comments c
    where c.organization_id = $1::uuid and c.task_id = $2::uuid and ($3::timestamptz is null or (c.created_at, c.id) >
      ($3::timestamptz, $4::uuid))
    order by c.created_at, c.id limit $5::int`,
    [work.organizationId, taskId, time, last, limit + 1],
  )
  return page(rows, limit, presentComment, (row) => [presentTime(row.createdAt), row.id])
}
