// Timers of people who lose the tasks that they run on: they end with the access, since nobody could look at them again.
import { timeEvents } from '../../../shared/features/time.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import { PLACE_COLUMNS, presentTimer, type TimerRow } from './time.presenter.ts'

const IDS = (place: string) => `any(array(select jsonb_array_elements_text(${place}::text::jsonb)::uuid))`

/** Who starts a timer holds this lock and then asks what they may: so none is started behind our back. */
const LOCK = `select id from memberships where organization_id = $1::uuid and id = ${IDS('$2')} order by id for no key update`

const DROP = `delete from timers r using tasks t ${PROJECT_OF_TASK}
  where r.organization_id = $1::uuid and r.membership_id = ${IDS('$2')}
    and t.organization_id = r.organization_id and t.id = r.task_id and p.team_id = ${IDS('$3')}
  returning r.membership_id as "memberId", r.task_id as "taskId", ${PLACE_COLUMNS}, r.note, r.started_at as "startedAt"`

/**
 * Ends the timers of the members on tasks of the teams, which they lose in this transaction; each is told in their inbox.
 * No time is logged: nobody said that it was work up to now.
 */
export async function dropTimers(work: Work, memberIds: readonly string[], teamIds: Iterable<string>): Promise<void> {
  const teams = [...teamIds]
  if (memberIds.length === 0 || teams.length === 0) return
  const members = JSON.stringify(memberIds)
  await query(work.em, LOCK, [work.organizationId, members])
  const dropped = await query<TimerRow & { memberId: string }>(work.em, DROP, [work.organizationId, members, JSON.stringify(teams)])
  for (const row of dropped) work.append(inboxStream(row.memberId), timeEvents.timerStopped, { timer: presentTimer(row) })
}
