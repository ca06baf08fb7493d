// The recurrence that a request gives a task, in the zone of whoever gives it where it names none.
import type { Recurrence, RecurrenceInput } from '../../../shared/features/recurrence.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import type { Work } from '../../kernel/work.ts'
import { zoneOf } from '../tasks/task-conditions.ts'
import { keptRecurrence } from './kept-recurrence.ts'

type Given = RecurrenceInput | null | undefined

/** `task` has the dates that it will have, and the recurrence that it has. */
export async function givenRecurrence(
  work: Work,
  given: Given,
  task: Pick<Task, 'startAt' | 'dueAt' | 'recurrence'>,
): Promise<Recurrence | null | undefined> {
  const zone = asksForZone(given) ? await zoneOf(work) : 'UTC'
  return keptRecurrence(given, { before: task.recurrence, task, zone, at: work.at })
}

export const asksForZone = (given: Given): boolean => Boolean(given) && given!.timezone === undefined
