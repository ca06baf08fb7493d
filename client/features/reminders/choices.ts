// When one may want to be reminded: soon, in the mornings to come, and before the task is due.
import { dayOf, instantOf, todayIn, typedDayOf } from '../../ui/index.ts'
import { t } from './words.ts'

export interface Choice { words: string; remindAt?: string; beforeMinutes?: number }

const HOUR = 60
const DAY = 24 * HOUR
const MINUTE_MS = 60_000

/** Only what is still to come. */
export function choicesOf(dueAt: string | null, now: number, zone: string): Choice[] {
  const inMinutes = (minutes: number) => new Date(now + minutes * MINUTE_MS).toISOString()
  const morning = (days: number) => instantOf(`${dayOf(Date.parse(`${todayIn(zone, now)}T12:00:00Z`) + days * DAY * MINUTE_MS, 'UTC')}T09:00`, zone)
  const before = dueAt === null ? [] : [0, HOUR, DAY].filter((minutes) => Date.parse(dueAt) - minutes * MINUTE_MS > now)
  return [
    ...before.map((beforeMinutes) => ({ words: t('before', { minutes: beforeMinutes }), beforeMinutes })),
    { words: t('inHour'), remindAt: inMinutes(HOUR) }, { words: t('inHours'), remindAt: inMinutes(3 * HOUR) },
    { words: t('tomorrow'), remindAt: morning(1) }, { words: t('nextWeek'), remindAt: morning(7) },
  ]
}

/** When that will be, as far as is known here. */
export const timeFor = ({ remindAt, beforeMinutes = 0 }: Omit<Choice, 'words'>, dueAt: string | null): string =>
  remindAt ?? new Date(Date.parse(dueAt!) - beforeMinutes * MINUTE_MS).toISOString()

/** The next hour that begins in more than some minutes, as a day and a time there. */
export function nextHour(now: number, zone: string): { day: string; time: string } {
  const hour = HOUR * MINUTE_MS
  const typed = typedDayOf(new Date(Math.ceil((now + 5 * MINUTE_MS) / hour) * hour).toISOString(), zone)
  return { day: typed.slice(0, 10), time: typed.slice(11) }
}
