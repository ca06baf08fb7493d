// An attachment's row as the resource that clients see.
import type { Attachment } from '../../../shared/features/attachments.ts'
import { presentTime } from '../tasks/task.presenter.ts'

export interface AttachmentRow {
  id: string
  taskId: string
  kind: 'link'
  name: string
  url: string
  createdById: string | null
  createdAt: string
}

export const ATTACHMENT_COLUMNS = `a.id, a.task_id as "taskId", a.kind, a.name, a.url,
  a.created_by_id as "createdById", a.created_at as "createdAt"`

export function presentAttachment(row: AttachmentRow): Attachment {
  return {
    id: row.id,
    taskId: row.taskId,
    kind: row.kind,
    name: row.name,
    url: row.url,
    createdById: row.createdById,
    createdAt: presentTime(row.createdAt),
  }
}
