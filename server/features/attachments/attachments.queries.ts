// Reads the attachments of a task.
import type { Attachment } from '../../../shared/features/attachments.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { ATTACHMENT_COLUMNS, ATTACHMENTS, presentAttachment, type AttachmentRow } from './attachment.presenter.ts'

/** All attachments of a task that the caller has authorized, oldest first. */
export async function findAttachments(work: Work, taskId: string): Promise<Attachment[]> {
  const rows = await query<AttachmentRow>(
    work.em,
    `select ${ATTACHMENT_COLUMNS} from ${ATTACHMENTS}
    where a.organization_id = $1::uuid and a.task_id = $2::uuid order by a.created_at, a.id`,
    [work.organizationId, taskId],
  )
  return rows.map(presentAttachment)
}
