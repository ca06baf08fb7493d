// How a task repeats, as an archive of an organization may say it: what comes from outside is as good as what was set here.
import { recurrence, recurrenceInput, type Recurrence } from '../../../shared/features/recurrence.ts'
import { storableInstant } from '../../../shared/ids.ts'
import { isTimezone } from '../../kernel/timezone.ts'

export const archivedRecurrence = recurrence.refine(isKept, 'This is no way to repeat a task').nullable()

/** Written as it is kept: texts of moments are compared. */
function isKept(given: Recurrence): boolean {
  const { data } = recurrenceInput.safeParse(given)
  const isMoment = given.nextAt === null || (storableInstant.safeParse(given.nextAt).success && /\.\d{3}Z$/.test(given.nextAt))
  return data !== undefined && data.rule === given.rule && data.start === given.start && isTimezone(given.timezone) && isMoment
}
