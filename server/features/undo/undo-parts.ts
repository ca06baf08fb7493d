// Takes changes of what hangs on a task back, one after another: comments, checklists, links, attachments, time.
import type { Work } from '../../kernel/work.ts'
import type { PastChange } from './past-changes.ts'
import { undoAttachmentChange } from './undo-attachment-change.ts'
import { undoChecklistChange } from './undo-checklist-change.ts'
import { undoCommentChange } from './undo-comment-change.ts'
import { isOfLink, undoLinkChange } from './undo-link-change.ts'
import { undoPartMove } from './undo-part-move.ts'
import type { StandIns } from './undo-task-change.ts'
import { undoTimeChange } from './undo-time-change.ts'

export class Parts {
  readonly #work: Work
  readonly #standIns: StandIns
  /** Files that went with their comments: that they were attached before is taken back with that. */
  readonly #gone = new Set<string>()

  constructor(work: Work, standIns: StandIns) {
    this.#work = work
    this.#standIns = standIns
  }

  async undo(past: PastChange): Promise<object> {
    if (isOfLink(past)) return undoLinkChange(this.#work, past)
    if (past.type === 'task_part.moved') return undoPartMove(this.#work, past)
    if (past.type.startsWith('attachment.')) return undoAttachmentChange(this.#work, past, this.#gone)
    if (past.type.startsWith('time.')) return undoTimeChange(this.#work, past)
    if (past.type.startsWith('checklist')) return undoChecklistChange(this.#work, this.#standIns, past)
    const changes = await undoCommentChange(this.#work, past)
    if (past.type === 'comment.created') for (const id of (past.data.fileIds as string[] | undefined) ?? []) this.#gone.add(id)
    return changes
  }
}
