// Attaches links and stored files to tasks and removes them. The task counts its attachments.
import { randomUUIDv7 } from 'node:crypto'
import { attachmentEvents, type Attachment } from '../../../shared/features/attachments.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadTask, loadTaskFor } from '../tasks/load-task.ts'
import { placeOf } from '../tasks/task-rules.ts'
import { ATTACHMENT_COLUMNS, ATTACHMENTS, presentAttachment, type AttachmentRow } from './attachment.presenter.ts'
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

type Facts<A> = A extends Attachment ? Omit<A, 'taskId' | 'createdById' | 'createdAt'> : never

async function attach(work: Work, taskId: string, facts: Facts<Attachment>, fileId?: string): Promise<Attachment> {
  const { task } = await loadTaskFor(work, 'comment.create', taskId, { lock: true })
  const createdById = work.actor.membershipId || null
  const attachment: Attachment = { ...facts, taskId, createdById, createdAt: work.at.toISOString() }
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

/** Its author, the team's manager and admins may. */
export async function deleteAttachment(work: Work, attachmentId: string): Promise<void> {
  const [place] = await query<{ taskId: string }>(
    work.em,
    'select task_id as "taskId" from attachments where organization_id = $1::uuid and id = $2::uuid',
    [work.organizationId, attachmentId],
  )
  if (!place) throw notFound()
  const { task, project } = await loadTask(work, place.taskId, { lock: true })
  const [row] = await query<AttachmentRow>(
    work.em,
    `select ${ATTACHMENT_COLUMNS} from ${ATTACHMENTS}
    where a.organization_id = $1::uuid and a.id = $2::uuid`,
    [work.organizationId, attachmentId],
  )
  if (!row) throw notFound()
  authorize(work.actor, 'comment.delete', { teamId: project.teamId, createdById: row.createdById })
  await query(
    work.em,
    `with gone as (delete from attachments where organization_id = $1::uuid and id = $2::uuid returning task_id)
    update tasks t set attachment_count = t.attachment_count - 1 from gone
    where t.organization_id = $1::uuid and t.id = gone.task_id`,
    [work.organizationId, attachmentId],
  )
  work.append(teamStream(task.teamId), attachmentEvents.attachmentDeleted, {
    ...placeOf(task),
    attachment: presentAttachment(row),
  })
}
