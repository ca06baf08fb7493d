// Attaches links to tasks and removes them. The task counts its attachments.
import { randomUUIDv7 } from 'node:crypto'
import { attachmentEvents, type Attachment } from '../../../shared/features/attachments.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadTask, loadTaskFor } from '../tasks/load-task.ts'
import { placeOf } from '../tasks/task-rules.ts'
import { ATTACHMENT_COLUMNS, presentAttachment, type AttachmentRow } from './attachment.presenter.ts'

/** Without a name the link is called by its address. */
export async function createAttachment(
  work: Work,
  taskId: string,
  input: { name?: string | undefined; url: string },
): Promise<Attachment> {
  const { task } = await loadTaskFor(work, 'comment.create', taskId, { lock: true })
  const attachment: Attachment = {
    id: randomUUIDv7(),
    taskId,
    kind: 'link',
    name: input.name ?? nameOf(input.url),
    url: input.url,
    createdById: work.actor.membershipId || null,
    createdAt: work.at.toISOString(),
  }
  const { id, kind, name, url, createdById, createdAt } = attachment
  await query(
    work.em,
    `with added as (
      insert into attachments (organization_id, id, task_id, kind, name, url, created_by_id, created_at)
      values ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::uuid, $8::timestamptz) returning task_id)
    update tasks t set attachment_count = t.attachment_count + 1 from added
    where t.organization_id = $1::uuid and t.id = added.task_id`,
    [work.organizationId, id, taskId, kind, name, url, createdById, createdAt],
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
    `select ${ATTACHMENT_COLUMNS} from attachments a
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
