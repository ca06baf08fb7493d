// What people have of their own on a task that goes to a team that they cannot read, timers and reminders: it ends before the task
// goes, so nobody hears where to.
import type { Task } from '../../../shared/features/tasks.ts'
import { reminderEvents } from '../../../shared/features/reminders.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { readersOf } from '../teams/team-inboxes.ts'
import { dropTimers } from '../time/drop-timers.ts'
import type { Move } from './arrive.ts'

const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

interface Own { kind: 'timer' | 'reminder'; id: string; memberId: string; taskId: string }

const OWN = `select 'timer' as kind, task_id as id, membership_id as "memberId", task_id as "taskId" from timers where organization_id = $1::uuid and task_id = ${IDS}
  union all select 'reminder', id, membership_id, task_id from reminders where organization_id = $1::uuid and task_id = ${IDS}`

type Leaving = Record<keyof Pick<Move, 'before' | 'after'>, Pick<Task, 'id' | 'teamId'>>

export async function endWhatIsLeftBehind(work: Work, moves: readonly Leaving[]): Promise<void> {
  const leaving = moves.filter(({ before, after }) => before.teamId !== after.teamId)
  if (leaving.length === 0) return
  const all = await query<Own>(work.em, OWN, [work.organizationId, JSON.stringify(leaving.map(({ before }) => before.id))])
  if (all.length === 0) return
  for (const teamId of new Set(leaving.map(({ after }) => after.teamId))) {
    const readers = await readersOfTeam(work, teamId)
    const there = new Map(leaving.filter(({ after }) => after.teamId === teamId).map(({ before }) => [before.id, before.teamId]))
    const losing = all.filter(({ memberId, taskId }) => there.has(taskId) && !readers.has(memberId))
    const timed = losing.filter(({ kind }) => kind === 'timer')
    await dropTimers(work, timed.map(({ memberId }) => memberId), timed.map(({ taskId }) => there.get(taskId)!))
    await dropReminders(work, losing.filter(({ kind }) => kind === 'reminder'))
  }
}

async function readersOfTeam(work: Work, teamId: string): Promise<Set<string>> {
  const members = await query<{ id: string }>(work.em, 'select membership_id as id from team_members where organization_id = $1::uuid and team_id = $2::uuid', [work.organizationId, teamId])
  return new Set((await readersOf(work, teamId, members.map(({ id }) => id))).map(({ id }) => id))
}

async function dropReminders(work: Work, reminders: readonly Own[]): Promise<void> {
  if (reminders.length === 0) return
  await query(work.em, `delete from reminders where organization_id = $1::uuid and id = ${IDS}`, [work.organizationId, JSON.stringify(reminders.map(({ id }) => id))])
  for (const { id, taskId, memberId } of reminders) work.append(inboxStream(memberId), reminderEvents.reminderDropped, { reminderId: id, taskId })
}
