// Removes what was attached, or takes it out of the trash, by the actions of attachments.
import type { Attachment } from '../../../shared/features/attachments.ts'
import type { Work } from '../../kernel/work.ts'
import { deleteAttachment, restoreAttachment } from '../attachments/attachments.actions.ts'
import { findAttachment } from '../attachments/attachments.queries.ts'
import type { PastChange } from './past-changes.ts'
import { isGone } from './undo-refusal.ts'
import { taskOf } from './undo-task-change.ts'

/** The task may be in the trash: the same undo may take it out. */
const anywhere = { trash: true } as const

/** `gone`: files that went with their comments in the same undo. */
export async function undoAttachmentChange(work: Work, past: PastChange, gone: ReadonlySet<string>): Promise<object> {
  const attachment = past.data.attachment as Attachment
  if (past.type === 'attachment.deleted') {
    await restoreAttachment(work, attachment, anywhere)
    return { name: [null, attachment.name] }
  }
  if (!gone.has(attachment.id)) {
    if (!(await findAttachment(work, attachment.id))) throw isGone(`“${attachment.name}” of ${taskOf(past).key}`)
    await deleteAttachment(work, attachment.id, anywhere)
  }
  return { name: [attachment.name, null] }
}
