// Reads one's reminders of tasks that one may see.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { Reminder, reminderEndpoints } from '../../../shared/features/reminders.ts'
import { id, storableInstant } from '../../../shared/ids.ts'
import { query } from '../../kernel/database.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import { presentTime } from '../tasks/task.presenter.ts'
import { presentReminder, REMINDER_COLUMNS } from './reminder.presenter.ts'

export async function listReminders(work: Work, { taskId, limit, cursor }: QueryOf<typeof reminderEndpoints.listReminders>) {
  const [time, last] = decodeCursor(cursor, z.tuple([storableInstant, id])) ?? [null, null]
  const rows = await query<Reminder>(work.em, `select ${REMINDER_COLUMNS} from reminders r
    join tasks t on t.organization_id = r.organization_id and t.id = r.task_id ${PROJECT_OF_TASK}
    where r.organization_id = $1::uuid and r.membership_id = $2::uuid and ($3::uuid[] is null or p.team_id = any($3::uuid[])) and ($4::uuid is null or r.task_id = $4::uuid)
      and ($5::timestamptz is null or (r.remind_at, r.id) > ($5::timestamptz, $6::uuid))
    order by r.remind_at, r.id limit $7::int`,
  [work.organizationId, work.actor.membershipId, readableTeams(work.actor), taskId ?? null, time, last, limit + 1])
  return page(rows, limit, presentReminder, (row) => [presentTime(row.remindAt), row.id])
}
