// Attaches links and stored files to tasks; removes what is attached anywhere. The task counts its attachments.
import { randomUUIDv7 } from 'node:crypto'
import { attachmentEvents, type Attachment } from '../../../shared/features/attachments.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadTask, loadTaskFor } from '../tasks/load-task.ts'
import { placeOf } from '../tasks/task-rules.ts'
import { placeOfAttachment } from './file-place.ts'
import { removePlaceFile } from './place-files.actions.ts'
import { putIntoTrash, takeOut } from './attachment-trash.ts'
import { findAttachment } from './attachments.queries.ts'
import type { Stored } from './store-file.ts'

/** Without a name the link is called by its address. */
export function createAttachment(
  work: Work,
  taskId: string,
  { url, name = nameOf(url) }: { name?: string | undefined; url: string },
): Promise<Attachment> {
  return attach(work, taskId, { id: randomUUIDv7(), kind: 'link', name, url })
}

/** Attaches what the store holds already. */
export function attachFile(
  work: Work,
  taskId: string,
  { id, name, stored: { type, size, picture, id: fileId } }: { id: string; name: string; stored: Stored },
): Promise<Attachment> {
  return attach(work, taskId, { id, kind: 'file', name, type, size, picture }, fileId)
}

type Facts<A> = A extends Attachment ? Omit<A, 'taskId' | 'createdById' | 'createdAt' | 'commentId'> : never

async function attach(work: Work, taskId: string, facts: Facts<Attachment>, fileId?: string): Promise<Attachment> {
  const { task } = await loadTaskFor(work, 'comment.create', taskId, { lock: true })
  const createdById = work.actor.membershipId || null
  const attachment: Attachment = { ...facts, taskId, createdById, createdAt: work.at.toISOString(), commentId: null }
  const { id, kind, name, createdAt } = attachment
  const url = attachment.kind === 'link' ? attachment.url : null
  await query(
    work.em,
    `with added as (
      insert into attachments (organization_id, id, task_id, kind, name, url, file_id, created_by_id, created_at)
      values ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::uuid, $8::uuid, $9::timestamptz) returning task_id, file_id),
    shown as (
      update files f set unused_since = null from added where f.organization_id = $1::uuid and f.id = added.file_id)
    update tasks t set attachment_count = t.attachment_count + 1 from added
    where t.organization_id = $1::uuid and t.id = added.task_id`,
    [work.organizationId, id, taskId, kind, name, url, fileId ?? null, createdById, createdAt],
  )
  work.append(teamStream(task.teamId), attachmentEvents.attachmentCreated, { ...placeOf(task), attachment })
  return attachment
}

const nameOf = (url: string) =>
  url
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .slice(0, 500)

/** `trash`: of tasks in the trash too. */
interface LoadOptions { trash?: boolean }

/** Its author, the team's manager and admins may. It goes to the trash, from where an undo takes it out again. */
export async function deleteAttachment(work: Work, attachmentId: string, options: LoadOptions = {}): Promise<void> {
  const { kind, id } = await placeOfAttachment(work, attachmentId)
  if (kind !== 'task') return removePlaceFile(work, { kind, id }, attachmentId)
  const { task, project } = await loadTask(work, id, { ...options, lock: true })
  const attachment = await findAttachment(work, attachmentId)
  // A merge may have taken it to another task until the lock was ours.
  if (attachment?.taskId !== task.id) throw notFound()
  authorize(work.actor, 'comment.delete', { teamId: project.teamId, createdById: attachment.createdById })
  await putIntoTrash(work, [attachmentId])
  work.append(teamStream(task.teamId), attachmentEvents.attachmentDeleted, { ...placeOf(task), attachment })
}

/** Takes what the trash still has out of it, back to its comment too: whoever may remove it may. Throws 404. */
export async function restoreAttachment(work: Work, { id, taskId, createdById, commentId = null }: Attachment, options: LoadOptions = {}): Promise<void> {
  const { task, project } = await loadTask(work, taskId, { ...options, lock: true })
  authorize(work.actor, 'comment.delete', { teamId: project.teamId, createdById })
  const isBack = (await takeOut(work, [id], commentId)).length > 0
  const attachment = isBack ? await findAttachment(work, id) : undefined
  if (!attachment) throw notFound()
  work.append(teamStream(task.teamId), attachmentEvents.attachmentCreated, { ...placeOf(task), attachment })
}
