// Takes a change of a comment back, by the actions of comments.
import type { Attachment } from '../../../shared/features/attachments.ts'
import type { Comment } from '../../../shared/features/comments.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { deleteComment, restoreComment, updateComment } from '../comments/comments.actions.ts'
import type { PastChange } from './past-changes.ts'
import { taskOf } from './undo-task-change.ts'
import { changedSince, isGone } from './undo-refusal.ts'

/** The task may be in the trash: the same undo may take it out. */
const anywhere = { trash: true } as const

type Pairs = Record<string, [unknown, unknown]>

export async function undoCommentChange(work: Work, { type, data }: PastChange): Promise<Pairs> {
  const { key } = taskOf({ data })
  const comment = data.comment as Comment
  if (type === 'comment.deleted') return restoreComment(work, comment, (data.files as Attachment[] | undefined) ?? [], anywhere).then(({ body }) => ({ body: [null, body] }))
  const commentId = type === 'comment.updated' ? (data.commentId as string) : comment.id
  const present = await bodyOf(work, commentId)
  if (present === undefined) throw isGone(`The comment on ${key}`)
  const [before, after] = type === 'comment.updated' ? (data.changes as { body: [string, string] }).body : [null, comment.body]
  if (present !== after) throw changedSince(`The comment on ${key}`)
  if (before === null) await deleteComment(work, commentId, anywhere)
  else await updateComment(work, commentId, before, anywhere)
  return { body: [after, before] }
}

async function bodyOf(work: Work, commentId: string): Promise<string | undefined> {
  const [row] = await query<{ body: string }>(
    work.em, 'select body from comments where organization_id = $1::uuid and id = $2::uuid', [work.organizationId, commentId],
  )
  return row?.body
}
