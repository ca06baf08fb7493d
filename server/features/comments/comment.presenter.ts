// A comment's row as the resource that clients see.
import type { Comment } from '../../../shared/features/comments.ts'
import { presentTime } from '../tasks/task.presenter.ts'

export interface CommentRow {
  id: string
  taskId: string
  authorId: string | null
  importedAuthor: string | null
  body: string
  version: number
  createdAt: string
  updatedAt: string
}

export const COMMENT_COLUMNS = `c.id, c.task_id as "taskId", c.author_id as "authorId",
  c.imported_author as "importedAuthor", c.body, c.version,
  c.created_at as "createdAt", c.updated_at as "updatedAt"`

export function presentComment(row: CommentRow): Comment {
  return {
    id: row.id,
    taskId: row.taskId,
    authorId: row.authorId,
    importedAuthor: row.importedAuthor,
    body: row.body,
    version: row.version,
    createdAt: presentTime(row.createdAt),
    updatedAt: presentTime(row.updatedAt),
  }
}
