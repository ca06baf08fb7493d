// What is kept of a recurrence that somebody gave: with what they left out, and only if its rule falls on some day.
import type { Recurrence, RecurrenceInput } from '../../../shared/features/recurrence.ts'
import { localTime } from '../../../shared/calendar.ts'
import { invalid } from '../../kernel/errors.ts'
import { isTimezone } from '../../kernel/timezone.ts'
import { nextMaking, type Dated } from './next-turn.ts'
import { RulesOfRequest } from './rules-of-request.ts'

interface Setting {
  /** The recurrence that it had. */
  before: Recurrence | null
  /** The task as it will be. */
  task: Dated
  /** The zone of whoever sets it. */
  zone: string
  at: Date
  rules?: RulesOfRequest
}

/** Undefined where nothing was given; what was there where it says the same. Throws 422. */
export function keptRecurrence(given: RecurrenceInput | null | undefined, { before, task, zone, at, rules = new RulesOfRequest() }: Setting): Recurrence | null | undefined {
  if (!given) return given
  const { mode, rule, timezone = before?.timezone ?? zone } = given
  if (!isTimezone(timezone)) throw invalid('/recurrence/timezone', 'This is no time zone. Use a name such as Europe/Berlin.')
  const moment = task.dueAt ?? task.startAt ?? at.toISOString()
  const start = given.start ?? before?.start ?? localTime(Date.parse(moment), timezone)
  if (before && isSame(before, { mode, rule, start, timezone })) return before
  const recurrence: Recurrence = { mode, rule, start, nextAt: null, timezone }
  rules.check(recurrence)
  return { ...recurrence, nextAt: nextMaking({ ...task, recurrence }, at) }
}

const isSame = (before: Recurrence, after: Omit<Recurrence, 'nextAt'>) =>
  before.mode === after.mode && before.rule === after.rule && before.start === after.start && before.timezone === after.timezone

/** The same recurrence at a later moment: what it missed meanwhile is not made up for. */
export const renewed = (recurrence: Recurrence, task: Dated, at: Date): Recurrence =>
  ({ ...recurrence, nextAt: nextMaking({ ...task, recurrence }, at) })
