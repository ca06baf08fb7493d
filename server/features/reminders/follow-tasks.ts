// Reminders go with their tasks: those before the due time move with it, and a task that is over, or hidden, ends them.
import { reminderEvents, type Reminder } from '../../../shared/features/reminders.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { readRightsOf } from '../../policy/access.ts'
import { can } from '../../policy/policy.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import { presentReminder, REMINDER_COLUMNS } from './reminder.presenter.ts'

type Inner = { type: string; data: Record<string, unknown> }
type Owned = Reminder & { membershipId: string }
const TELLING = ['dueAt', 'statusId', 'deletedAt'] as const

const OF_TASKS = `from tasks t ${PROJECT_OF_TASK} join statuses s on s.organization_id = t.organization_id and s.id = t.status_id
  where r.organization_id = $1::uuid and t.organization_id = r.organization_id and t.id = r.task_id and t.id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`
const IS_OVER = `(t.deleted_at is not null or s.category in ('done', 'cancelled') or (r.before_minutes is not null and t.due_at is null))`

/** Moves and ends reminders of the tasks that these events changed. */
export async function followTasks(work: Work, events: readonly Inner[]): Promise<void> {
  const ids = [...new Set(events.flatMap(({ data }) => (isTelling(data.changes) ? [data.taskId as string] : [])))]
  if (ids.length === 0) return
  const given = [work.organizationId, JSON.stringify(ids)]
  drop(work, await query<Owned>(work.em, `delete from reminders r using (select t.organization_id, t.id as task_id, t.due_at, t.deleted_at, s.category from tasks t
    join statuses s on s.organization_id = t.organization_id and s.id = t.status_id) g
    where r.organization_id = $1::uuid and g.organization_id = r.organization_id and g.task_id = r.task_id and r.task_id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))
      and (g.deleted_at is not null or g.category in ('done', 'cancelled') or (r.before_minutes is not null and g.due_at is null))
    returning r.id, r.task_id as "taskId", r.membership_id as "membershipId"`, given))
  const moved = await query<Owned>(work.em, `update reminders r set remind_at = t.due_at - make_interval(mins => r.before_minutes) ${OF_TASKS} and not ${IS_OVER}
      and r.before_minutes is not null and r.remind_at <> t.due_at - make_interval(mins => r.before_minutes)
    returning ${REMINDER_COLUMNS}, r.membership_id as "membershipId"`, given)
  for (const row of moved) work.append(inboxStream(row.membershipId), reminderEvents.reminderSet, { reminder: presentReminder(row) })
}

/** Who may not read a team any more is reminded of nothing there; null stands for everybody. */
export async function dropRemindersIn(work: Work, teamId: string, memberId: string | null): Promise<void> {
  const rows = await query<Owned>(work.em, `select r.id, r.task_id as "taskId", r.membership_id as "membershipId" from reminders r
    join tasks t on t.organization_id = r.organization_id and t.id = r.task_id ${PROJECT_OF_TASK} and p.team_id = $2::uuid
    where r.organization_id = $1::uuid and ($3::uuid is null or r.membership_id = $3::uuid) for update of r`, [work.organizationId, teamId, memberId])
  const members = await readRightsOf(work.em, work.organizationId, rows.map(({ membershipId }) => membershipId))
  const lost = rows.filter(({ membershipId }) => !members.has(membershipId) || !can(members.get(membershipId)!, 'task.read', { teamId }))
  if (lost.length === 0) return
  await query(work.em, 'delete from reminders where organization_id = $1::uuid and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))',
    [work.organizationId, JSON.stringify(lost.map(({ id }) => id))])
  drop(work, lost)
}

const isTelling = (changes: unknown): boolean => typeof changes === 'object' && changes !== null && TELLING.some((field) => field in changes)

function drop(work: Work, rows: readonly Pick<Owned, 'id' | 'taskId' | 'membershipId'>[]): void {
  for (const { id, taskId, membershipId } of rows) work.append(inboxStream(membershipId), reminderEvents.reminderDropped, { reminderId: id, taskId })
}
