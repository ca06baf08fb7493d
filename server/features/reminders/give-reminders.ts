// Gives reminders whose time has come: each is deleted and told in one transaction, so once, whatever runs twice or is killed.
import type { Reminder } from '../../../shared/features/reminders.ts'
import { reminderEvents } from '../../../shared/features/reminders.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { now } from '../../kernel/clock.ts'
import { query } from '../../kernel/database.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { readRightsOf } from '../../policy/access.ts'
import { can } from '../../policy/policy.ts'
import { writeNotifications } from '../notifications/write-notifications.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import { presentTime } from '../tasks/task.presenter.ts'
import { REMINDER_COLUMNS } from './reminder.presenter.ts'

const AT_ONCE = 200
type Due = Reminder & { membershipId: string; dueAt: string | null }

/** Gives all that are due by now, in all organizations. */
export async function giveReminders(kernel: Kernel): Promise<void> {
  const organizations = await kernel.system((em) => query<{ id: string }>(em, 'select distinct organization_id as id from reminders where remind_at <= $1::timestamptz', [now().toISOString()]))
  for (const { id } of organizations) {
    // What fails in one organization must not keep the others waiting; the next look tries it again.
    await giveAllOf(kernel, id).catch((error: unknown) => kernel.logger.warn({ err: error, organizationId: id }, 'reminders could not be given'))
  }
}

async function giveAllOf(kernel: Kernel, organizationId: string): Promise<void> {
  let given = AT_ONCE
  while (given === AT_ONCE) given = (await kernel.transact(systemCaller(organizationId), giveSome)).result
}

/** What another node holds is its to give. */
async function giveSome(work: Work): Promise<number> {
  const due = await query<Due>(work.em, `select ${REMINDER_COLUMNS}, r.membership_id as "membershipId", t.due_at as "dueAt" from reminders r
    join tasks t on t.organization_id = r.organization_id and t.id = r.task_id ${PROJECT_OF_TASK}
    where r.organization_id = $1::uuid and r.remind_at <= $2::timestamptz order by r.id limit ${AT_ONCE} for update of r skip locked`, [work.organizationId, work.at.toISOString()])
  if (due.length === 0) return 0
  await query(work.em, 'delete from reminders where organization_id = $1::uuid and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))',
    [work.organizationId, JSON.stringify(due.map(({ id }) => id))])
  for (const { id, taskId, membershipId } of due) work.append(inboxStream(membershipId), reminderEvents.reminderDropped, { reminderId: id, taskId })
  const members = await readRightsOf(work.em, work.organizationId, due.map(({ membershipId }) => membershipId))
  await writeNotifications(work, due.flatMap(({ id, membershipId, teamId, projectId, taskId, key, title, dueAt }) => {
    const member = members.get(membershipId)
    if (!member || !can(member, 'task.read', { teamId })) return []
    return [{
      memberId: membershipId, sourceId: id, kind: 'reminder' as const, teamId, projectId, taskId, key, title, detail: dueAt === null ? '' : presentTime(dueAt),
      actor: { membershipId, name: member.name }, at: work.at.toISOString(),
    }]
  }))
  return due.length
}
