// Writes comments. The task counts its comments; its lock keeps count and comments together.
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import { commentEvents, type Comment, type commentInput } from '../../../shared/features/comments.ts'
import type { Attachment } from '../../../shared/features/attachments.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { findCommentFiles } from '../attachments/attachments.queries.ts'
import { putIntoTrash } from '../attachments/attachment-trash.ts'
import { giveToComment, restoreCommentFiles } from '../attachments/comment-files.ts'
import { loadTask, loadTaskFor } from '../tasks/load-task.ts'
import { idTaken, placeOf } from '../tasks/task-rules.ts'
import { watchAsWriter } from '../watchers/watchers.actions.ts'
import { COMMENT_COLUMNS, presentComment, type CommentRow } from './comment.presenter.ts'

/** `trash`: of tasks in the trash too. */
interface LoadOptions {
  trash?: boolean
}

export async function createComment(
  work: Work,
  taskId: string,
  input: z.output<typeof commentInput>,
): Promise<Comment> {
  const { task } = await loadTaskFor(work, 'comment.create', taskId, { lock: true })
  const at = work.at.toISOString()
  const comment: Comment = {
    id: input.id ?? randomUUIDv7(),
    taskId,
    authorId: work.actor.membershipId || null,
    importedAuthor: null,
    body: input.body,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
  const added = await query(work.em, INSERT, [
    work.organizationId,
    comment.id,
    taskId,
    comment.authorId,
    comment.body,
    at,
  ])
  if (added.length === 0) throw idTaken()
  if (comment.authorId !== null) watchAsWriter(work, taskId, comment.authorId)
  const fileIds = [...new Set(input.fileIds)]
  await giveToComment(work, comment, fileIds)
  work.append(teamStream(task.teamId), commentEvents.commentCreated, { ...placeOf(task), comment, ...(fileIds.length > 0 && { fileIds }) })
  return comment
}

const INSERT = `with added as (
    insert into comments (organization_id, id, task_id, author_id, imported_author, body, version,
      created_at, updated_at)
    values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, null, $5, 1, $6::timestamptz, $6::timestamptz)
    on conflict (organization_id, id) do nothing returning task_id)
  update tasks t set comment_count = t.comment_count + 1 from added
  where t.organization_id = $1::uuid and t.id = added.task_id returning t.id`

/** Brings a deleted comment back as it was, with its files: whoever may delete it may. 409 when its id is in use. */
export async function restoreComment(work: Work, comment: Comment, gone: readonly Attachment[], options: LoadOptions = {}): Promise<Comment> {
  const { task, project } = await loadTask(work, comment.taskId, { ...options, lock: true })
  authorize(work.actor, 'comment.delete', { teamId: project.teamId, createdById: comment.authorId })
  const added = await query(work.em, RESTORE, [work.organizationId, JSON.stringify(comment)])
  if (added.length === 0) throw idTaken()
  const files = await restoreCommentFiles(work, comment.id, gone)
  work.append(teamStream(task.teamId), commentEvents.commentRestored, { ...placeOf(task), comment, ...(files.length > 0 && { files }) })
  return comment
}

/** Whoever left the organization is its author no more. */
const RESTORE = `with given as (
    select v.*, m.id as author from jsonb_to_record($2::text::jsonb) as v(id uuid, "taskId" uuid, "authorId" uuid, "importedAuthor" text,
      body text, version int, "createdAt" timestamptz, "updatedAt" timestamptz)
    left join memberships m on m.organization_id = $1::uuid and m.id = v."authorId"),
  added as (
    insert into comments (organization_id, id, task_id, author_id, imported_author, body, version, created_at, updated_at)
    select $1::uuid, id, "taskId", author, "importedAuthor", body, version, "createdAt", "updatedAt" from given
    on conflict (organization_id, id) do nothing returning task_id)
  update tasks t set comment_count = t.comment_count + 1 from added
  where t.organization_id = $1::uuid and t.id = added.task_id returning t.id`

/** Only its author may. The same text changes nothing. */
export async function updateComment(work: Work, commentId: string, body: string, options: LoadOptions = {}): Promise<Comment> {
  const { comment, task } = await loadComment(work, 'comment.update', commentId, options)
  if (body === comment.body) return comment
  const updated = { ...comment, body, version: comment.version + 1, updatedAt: work.at.toISOString() }
  await query(
    work.em,
    `update comments set body = $3, version = $4::int, updated_at = $5::timestamptz
    where organization_id = $1::uuid and id = $2::uuid`,
    [work.organizationId, commentId, body, updated.version, updated.updatedAt],
  )
  work.append(teamStream(task.teamId), commentEvents.commentUpdated, {
    ...placeOf(task),
    commentId,
    version: updated.version,
    updatedAt: updated.updatedAt,
    changes: { body: [comment.body, body] },
  })
  return updated
}

/** Its files go to the trash with it. */
export async function deleteComment(work: Work, commentId: string, options: LoadOptions = {}): Promise<void> {
  const { comment, task } = await loadComment(work, 'comment.delete', commentId, options)
  const files = await findCommentFiles(work, commentId)
  await putIntoTrash(work, files.map(({ id }) => id))
  await query(
    work.em,
    `with gone as (delete from comments where organization_id = $1::uuid and id = $2::uuid returning task_id)
    update tasks t set comment_count = t.comment_count - 1 from gone
    where t.organization_id = $1::uuid and t.id = gone.task_id`,
    [work.organizationId, commentId],
  )
  work.append(teamStream(task.teamId), commentEvents.commentDeleted, { ...placeOf(task), comment, ...(files.length > 0 && { files }) })
}

/** The task is locked first, then its comment is read: whoever deleted it meanwhile, or merged it into another task, was first. */
async function loadComment(
  work: Work,
  permission: Permission,
  commentId: string,
  { trash }: LoadOptions,
): Promise<{ comment: Comment; task: Task }> {
  const [place] = await query<{ taskId: string }>(
    work.em,
    'select task_id as "taskId" from comments where organization_id = $1::uuid and id = $2::uuid',
    [work.organizationId, commentId],
  )
  if (!place) throw notFound()
  const { task, project } = await loadTask(work, place.taskId, { lock: true, ...(trash && { trash }) })
  const [row] = await query<CommentRow>(
    work.em,
    `select ${COMMENT_COLUMNS} from comments c
    where c.organization_id = $1::uuid and c.id = $2::uuid and c.task_id = $3::uuid`,
    [work.organizationId, commentId, task.id],
  )
  if (!row) throw notFound()
  authorize(work.actor, permission, { teamId: project.teamId, createdById: row.authorId })
  return { comment: presentComment(row), task }
}
