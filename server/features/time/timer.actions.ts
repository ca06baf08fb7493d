// The timer of a member: one at most, kept by its key in the database, so it survives tabs, reloads and restarts.
import type { Timer } from '../../../shared/features/time.ts'
import { MOST_MINUTES, timeEvents } from '../../../shared/features/time.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { notFound, Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize, can } from '../../policy/policy.ts'
import { loadTask, loadTaskFor } from '../tasks/load-task.ts'
import { logTime } from './time-entries.actions.ts'
import { findTimer } from './time.queries.ts'

/** One that runs already is stopped, and its time logged; on the same task it goes on. */
export async function startTimer(work: Work, taskId: string, note = ''): Promise<Timer> {
  const { task, subject } = await loadTaskFor(work, 'time.log', taskId)
  await lockTimer(work)
  // Who lost the task while we waited has dropped the timer that was (drop-timers.ts).
  authorize(await refreshRights(work.em, work.actor), 'time.log', subject)
  const running = await findTimer(work)
  if (running?.taskId === taskId) return running
  if (running) await endTimer(work, running)
  const startedAt = work.at.toISOString()
  await query(
    work.em,
    `insert into timers (organization_id, membership_id, task_id, note, started_at)
    values ($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz)`,
    [work.organizationId, work.actor.membershipId, taskId, note, startedAt],
  )
  const { projectId, key, title } = task
  const timer: Timer = { taskId, projectId, key, title, note, startedAt }
  work.append(inboxStream(work.actor.membershipId), timeEvents.timerStarted, { timer })
  return timer
}

/** Throws 404 when none runs. */
export async function stopTimer(work: Work): Promise<void> {
  await lockTimer(work)
  const running = await findTimer(work)
  if (!running) throw notFound()
  await endTimer(work, running)
}

/** Two starts at once follow each other: the second finds the first one's timer. */
async function lockTimer(work: Work): Promise<void> {
  await query(work.em, 'select id from memberships where organization_id = $1::uuid and id = $2::uuid for no key update', [work.organizationId, work.actor.membershipId])
}

async function endTimer(work: Work, timer: Timer): Promise<void> {
  await query(work.em, 'delete from timers where organization_id = $1::uuid and membership_id = $2::uuid', [work.organizationId, work.actor.membershipId])
  const loaded = await loadTask(work, timer.taskId).catch(nullWhenHidden)
  // Who lost the task meanwhile stops their timer all the same; its time has no place any more.
  if (loaded && can(work.actor, 'time.log', loaded.subject)) {
    const { startedAt, note } = timer
    await logTime(work, loaded.task, { startedAt, note, minutes: minutesSince(startedAt, work.at) })
  }
  work.append(inboxStream(work.actor.membershipId), timeEvents.timerStopped, { timer })
}

const minutesSince = (startedAt: string, at: Date) =>
  Math.min(MOST_MINUTES, Math.max(1, Math.round((at.getTime() - Date.parse(startedAt)) / 60_000)))

function nullWhenHidden(error: unknown): null {
  if (error instanceof Problem && error.code === 'not_found') return null
  throw error
}
