// Reads the attachments of a task, or those that came with a comment; none of them from the trash.
import type { Attachment } from '../../../shared/features/attachments.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { ATTACHMENT_COLUMNS, ATTACHMENTS, presentAttachment, type AttachmentRow } from './attachment.presenter.ts'

/** All attachments of a task that the caller has authorized, oldest first. */
export const findAttachments = (work: Work, taskId: string) => find(work, 'task_id', taskId)

/** What goes with a comment, oldest first. */
export const findCommentFiles = (work: Work, commentId: string) => find(work, 'comment_id', commentId)

export const findAttachment = async (work: Work, id: string): Promise<Attachment | undefined> => (await find(work, 'id', id))[0]

async function find(work: Work, column: 'task_id' | 'comment_id' | 'id', id: string): Promise<Attachment[]> {
  const rows = await query<AttachmentRow>(
    work.em,
    `select ${ATTACHMENT_COLUMNS} from ${ATTACHMENTS}
    where a.organization_id = $1::uuid and a.${column} = $2::uuid and a.deleted_at is null order by a.created_at, a.id`,
    [work.organizationId, id],
  )
  return rows.map(presentAttachment)
}
