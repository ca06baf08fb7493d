// Files that come with a comment: they are the task's, go to the trash with the comment and come back with it. The task is locked.
import type { Attachment } from '../../../shared/features/attachments.ts'
import { query } from '../../kernel/database.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { findCommentFiles } from './attachments.queries.ts'
import { takeOut } from './attachment-trash.ts'

/** Throws 422 for what is no file of the task that its author attached, or came with a comment already. */
export async function giveToComment(work: Work, { id, taskId }: { id: string; taskId: string }, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return
  const given = await query<{ id: string }>(
    work.em,
    `update attachments set comment_id = $2::uuid where organization_id = $1::uuid and task_id = $3::uuid and id = any($4::uuid[])
      and kind = 'file' and comment_id is null and deleted_at is null and created_by_id = $5::uuid returning id`,
    [work.organizationId, id, taskId, fileIds, work.actor.membershipId || null],
  )
  const known = new Set(given.map((one) => one.id))
  const odd = fileIds.findIndex((one) => !known.has(one))
  if (odd >= 0) throw invalid(`/fileIds/${odd}`, 'This is no file of the task that you attached and that no comment has yet.', 'invalid_reference')
}

/** Brings back those that the trash still has, and gives them to their comment. */
export async function restoreCommentFiles(work: Work, commentId: string, files: readonly Attachment[]): Promise<Attachment[]> {
  if (files.length === 0) return []
  await takeOut(work, files.map(({ id }) => id), commentId)
  return findCommentFiles(work, commentId)
}
