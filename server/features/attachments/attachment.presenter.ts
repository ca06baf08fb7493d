// An attachment's row as the resource that clients see.
import type { Attachment } from '../../../shared/features/attachments.ts'
import { presentTime } from '../tasks/task.presenter.ts'

export interface AttachmentRow {
  id: string
  taskId: string
  kind: 'link' | 'file'
  name: string
  url: string | null
  createdById: string | null
  createdAt: string
  fileId: string | null
  commentId: string | null
  type: string | null
  size: number | null
  width: number | null
  height: number | null
}

export const ATTACHMENT_COLUMNS = `a.id, a.task_id as "taskId", a.kind, a.name, a.url,
  a.created_by_id as "createdById", a.created_at as "createdAt", a.file_id as "fileId", a.comment_id as "commentId",
  f.type, f.size::float8 as size, f.width, f.height`

/** With the file, where it is one. Those in the trash are left out by `a.deleted_at is null`. */
export const ATTACHMENTS = `attachments a
  left join files f on f.organization_id = a.organization_id and f.id = a.file_id`

export function presentAttachment(row: AttachmentRow): Attachment {
  const { id, taskId, name, createdById, commentId } = row
  const of = { id, taskId, name, createdById, createdAt: presentTime(row.createdAt), commentId }
  if (row.kind === 'link') return { ...of, kind: 'link', url: row.url! }
  return { ...of, kind: 'file', type: row.type!, size: row.size!, picture: pictureOf(row) }
}

/** The pixels of a picture that was drawn; null for all other files. */
export const pictureOf = ({ width, height }: Pick<AttachmentRow, 'width' | 'height'>) => (width && height ? { width, height } : null)
