// The period of a report: days and weeks as a time zone counts them, as moments. Weeks of summer time's ends have an hour more or less.
import { addDays, daysBetween, instantAt, localTime, mondayOf } from '../../../shared/calendar.ts'
import { MOST_REPORTED_DAYS } from '../../../shared/features/reports.ts'
import { invalid } from '../../kernel/errors.ts'
import { isTimezone } from '../../kernel/timezone.ts'

export interface Period {
  from: string
  to: string
  timezone: string
  /** From the first moment that belongs to it to the first that does not. */
  start: string
  end: string
  /** The Mondays of its weeks, and when each begins; the first not before the period. */
  weeks: string[]
  beginnings: string[]
}

interface Asked { from?: string | undefined; to?: string | undefined; timezone?: string | undefined }

/** The usual one: this week and so many before it. */
const WEEKS_BEFORE = 11

/** Throws 422 for a zone that is none and for days that are no period. */
export function periodOf({ from, to, timezone }: Asked, ownZone: string, at: Date): Period {
  const zone = askedZone(timezone, ownZone)
  const last = to ?? localTime(at, zone).slice(0, 10)
  const first = from ?? addDays(mondayOf(last), -7 * WEEKS_BEFORE)
  const days = daysBetween(first, last) + 1
  if (days < 1) throw invalid('?to', 'The last day is before the first.')
  if (days > MOST_REPORTED_DAYS) throw invalid('?from', `A report covers ${MOST_REPORTED_DAYS} days at most.`)
  return { from: first, to: last, timezone: zone, ...momentsOf(first, last, zone) }
}

/** Throws 422 for a zone that is none. */
export function askedZone(timezone: string | undefined, ownZone: string): string {
  if (timezone !== undefined && !isTimezone(timezone)) throw invalid('?timezone', 'This is no time zone. Use a name such as Europe/Berlin.')
  return timezone ?? ownZone
}

export function momentsOf(first: string, last: string, zone: string): Pick<Period, 'start' | 'end' | 'weeks' | 'beginnings'> {
  const begins = (day: string) => instantAt(`${day}T00:00:00`, zone).toISOString()
  const weeks: string[] = []
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) weeks.push(monday)
  return { start: begins(first), end: begins(addDays(last, 1)), weeks, beginnings: weeks.map((monday) => begins(monday < first ? first : monday)) }
}
