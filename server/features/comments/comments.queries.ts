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

type Asked = z.output<typeof commentEndpoints.listComments.query>

/** So many are read with their task; older ones are asked for. */
const NEWEST = 50

/** The newest comments of a task that the caller has authorized, oldest first, and the cursor of those before. */
export async function findNewestComments(work: Work, taskId: string): Promise<{ comments: Comment[]; olderComments: string | null }> {
  const { items, nextCursor } = await readComments(work, taskId, { limit: NEWEST, sort: '-createdAt' })
  return { comments: items.reverse(), olderComments: nextCursor }
}

export async function listComments(work: Work, taskId: string, asked: Asked) {
  await loadTaskFor(work, 'task.read', taskId)
  return readComments(work, taskId, asked)
}

const ORDER = {
  createdAt: { after: '>', by: 'c.created_at, c.id' },
  '-createdAt': { after: '<', by: 'c.created_at desc, c.id desc' },
} as const

async function readComments(work: Work, taskId: string, { limit, cursor, sort }: Asked) {
  const { after, by } = ORDER[sort]
  const [time, last] = decodeCursor(cursor, z.tuple([storableInstant, id])) ?? [null, null]
  const rows = await query<CommentRow>(
    work.em,
    `select ${COMMENT_COLUMNS} from comments c
    where c.organization_id = $1::uuid and c.task_id = $2::uuid and ($3::timestamptz is null or (c.created_at, c.id) ${after}
      ($3::timestamptz, $4::uuid))
    order by ${by} limit $5::int`,
    [work.organizationId, taskId, time, last, limit + 1],
  )
  return page(rows, limit, presentComment, (row) => [presentTime(row.createdAt), row.id])
}
