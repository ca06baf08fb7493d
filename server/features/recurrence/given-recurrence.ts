// The recurrence that a request gives a task: where it names no zone in that of its team, else of whoever gives it.
import type { Recurrence, RecurrenceInput } from '../../../shared/features/recurrence.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import { knownTimezone } from '../../kernel/timezone.ts'
import type { Work } from '../../kernel/work.ts'
import { zoneOf } from '../tasks/task-conditions.ts'
import { keptRecurrence } from './kept-recurrence.ts'

type Given = RecurrenceInput | null | undefined

/** `task` has the dates that it will have, and the recurrence that it has. */
export async function givenRecurrence(
  work: Work,
  given: Given,
  task: Pick<Task, 'startAt' | 'dueAt' | 'recurrence'>,
  teamId: string,
): Promise<Recurrence | null | undefined> {
  const zone = asksForZone(given) ? (await zonesOfTeams(work, [teamId])).get(teamId)! : 'UTC'
  return keptRecurrence(given, { before: task.recurrence, task, zone, at: work.at })
}

export const asksForZone = (given: Given): boolean => Boolean(given) && given!.timezone === undefined

/** In which zone tasks of each team repeat: its own where it has one, else that of whoever asks. */
export async function zonesOfTeams(work: Work, teamIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await query<{ id: string; timezone: string | null }>(
    work.em, 'select id, timezone from teams where organization_id = $1::uuid and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))',
    [work.organizationId, JSON.stringify(teamIds)],
  )
  const own = rows.every(({ timezone }) => timezone !== null) ? 'UTC' : await zoneOf(work)
  return new Map(rows.map(({ id, timezone }) => [id, timezone === null ? own : knownTimezone(timezone)]))
}
