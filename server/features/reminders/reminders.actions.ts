// What a member does with reminders of their own.
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { MOST_REMINDERS, reminderEvents, type Reminder, type reminderEndpoints } from '../../../shared/features/reminders.ts'
import { isOver } from '../../../shared/features/workflow.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from '../tasks/load-task.ts'

type Asked = BodyOf<typeof reminderEndpoints.createReminder>
const MINUTE_MS = 60_000

/** Throws 422 unless it is either at a time or before the task is due, and still to come; 409 on a task that is over. */
export async function createReminder(work: Work, taskId: string, asked: Asked): Promise<Reminder> {
  const { task, category } = await loadTaskFor(work, 'task.read', taskId)
  if (isOver(category)) throw conflict('conflict', 'The task is finished: nobody needs to be reminded of it.')
  const at = timeOf(asked, task)
  if (at <= work.at) throw invalid(asked.remindAt === undefined ? '/beforeMinutes' : '/remindAt', 'This time has passed')
  await refuseMore(work, taskId)
  const reminder: Reminder = {
    id: newId(), taskId, projectId: task.projectId, teamId: task.teamId, key: task.key, title: task.title,
    remindAt: at.toISOString(), beforeMinutes: asked.beforeMinutes ?? null, createdAt: work.at.toISOString(),
  }
  await query(work.em, `insert into reminders (organization_id, id, membership_id, task_id, remind_at, before_minutes, created_at)
    values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz, $6::int, $7::timestamptz)`,
  [work.organizationId, reminder.id, work.actor.membershipId, taskId, reminder.remindAt, reminder.beforeMinutes, reminder.createdAt])
  work.append(inboxStream(work.actor.membershipId), reminderEvents.reminderSet, { reminder })
  return reminder
}

/** Throws 404 on another's. */
export async function deleteReminder(work: Work, reminderId: string): Promise<void> {
  const [gone] = await query<{ taskId: string }>(work.em, `delete from reminders where organization_id = $1::uuid and membership_id = $2::uuid and id = $3::uuid
    returning task_id as "taskId"`, [work.organizationId, work.actor.membershipId, reminderId])
  if (!gone) throw notFound()
  work.append(inboxStream(work.actor.membershipId), reminderEvents.reminderDropped, { reminderId, taskId: gone.taskId })
}

function timeOf({ remindAt, beforeMinutes }: Asked, { dueAt }: Task): Date {
  if ((remindAt === undefined) === (beforeMinutes === undefined)) throw invalid('/remindAt', 'Say either remindAt or beforeMinutes')
  if (remindAt !== undefined) return new Date(remindAt)
  if (dueAt === null) throw invalid('/beforeMinutes', 'The task has no due time')
  return new Date(Date.parse(dueAt) - beforeMinutes! * MINUTE_MS)
}

/** Two at once follow each other by the lock on the membership. */
async function refuseMore({ em, organizationId, actor: { membershipId } }: Work, taskId: string): Promise<void> {
  await query(em, 'select id from memberships where organization_id = $1::uuid and id = $2::uuid for no key update', [organizationId, membershipId])
  const [row] = await query<{ count: number }>(em, `select count(*)::int as count from reminders
    where organization_id = $1::uuid and membership_id = $2::uuid and task_id = $3::uuid`, [organizationId, membershipId, taskId])
  if (row!.count >= MOST_REMINDERS) throw conflict('conflict', `You have ${MOST_REMINDERS} reminders of this task already. Delete one first.`)
}
