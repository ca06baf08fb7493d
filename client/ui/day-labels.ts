// How days and instants are written for people.
import { locale as language } from '../i18n/locale.svelte.ts'
import { daysBetween, instantAt, instantIn, localTime, yearOf } from '../../shared/calendar.ts'
import { t } from './words.ts'

const minute = 60_000
const hour = 60 * minute

// A due day without a time ends with its last minute.
const endOfDay = '23:59'

/** Today as 'YYYY-MM-DD' in a time zone. */
export function todayIn(timeZone: string, now: Date | number = Date.now()): string {
  return dayOf(now, timeZone)
}

/** The day of an instant in a time zone. */
export function dayOf(at: Date | string | number, timeZone: string): string {
  return localTime(new Date(at), timeZone).slice(0, 10)
}

/** The instant of a typed day: at its time, or at the end of the day. */
export function instantOf(day: string, timeZone: string): string {
  return instantAt(day.includes('T') ? day : `${day}T${endOfDay}`, timeZone).toISOString()
}

/** The typed form of an instant; the last minute of a day means the day. */
export function typedDayOf(instant: string, timeZone: string): string {
  const local = localTime(new Date(instant), timeZone)
  const [day, time] = [local.slice(0, 10), local.slice(11, 16)]
  return time === endOfDay ? day : `${day}T${time}`
}

/** "today", "tomorrow", "Fri" within a week, "24 Nov", "24 Nov 2027"; with the time if there is one. */
export function dayLabel(day: string, today: string, locale = language.tag): string {
  const [datePart = day, time] = day.split('T')
  const name = nameOfDay(datePart, today, locale)
  return time ? `${name} ${clockOf(new Date(`${datePart}T${time.slice(0, 5)}Z`), 'UTC', locale)}` : name
}

function nameOfDay(date: string, now: string, locale: string): string {
  const days = daysBetween(now, date)
  if (Math.abs(days) <= 1) return daysAway(locale).format(days, 'day')
  if (days > 1 && days < 7) return format(date, { weekday: 'short' }, locale)
  return format(date, { day: 'numeric', month: 'short', year: yearOf(date) === yearOf(now) ? undefined : 'numeric' }, locale)
}

function format(date: string, options: Intl.DateTimeFormatOptions, locale: string): string {
  return formatOf(locale, { ...options, timeZone: 'UTC' }).format(instantIn(date))
}

// Making a format takes longer than using it a hundred times, and a board uses some on every card.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, options)))
  return format
}

const relatives = new Map<string, Intl.RelativeTimeFormat>()

function daysAway(locale: string): Intl.RelativeTimeFormat {
  let format = relatives.get(locale)
  if (!format) relatives.set(locale, (format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })))
  return format
}

const clockOf = (at: Date, timeZone: string, locale: string) =>
  formatOf(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at)

/** How many whole days a day lies in the past; 0 when it does not. */
export function daysLate(day: string, today: string): number {
  return Math.max(daysBetween(day.slice(0, 10), today), 0)
}

/** "now", "4 min ago", "3 h ago", "yesterday 14:05", "Wed 18 Nov", "18 Nov 2025". */
export function relativeTime(at: Date | string, now: Date | number, timeZone: string, locale = language.tag): string {
  const then = new Date(at)
  const age = Number(now) - then.getTime()
  const days = daysBetween(dayOf(then, timeZone), dayOf(now, timeZone))
  if (Math.abs(age) < minute) return t('time.now')
  if (age > 0 && age < hour) return t('time.minutes', { count: Math.floor(age / minute) })
  if (age > 0 && days === 0) return t('time.hours', { count: Math.floor(age / hour) })
  if (days === 0) return t('time.today', { time: clockOf(then, timeZone, locale) })
  if (days === 1) return t('time.yesterday', { time: clockOf(then, timeZone, locale) })
  const date = dayOf(then, timeZone)
  if (yearOf(date) !== yearOf(dayOf(now, timeZone))) {
    return format(date, { day: 'numeric', month: 'short', year: 'numeric' }, locale)
  }
  return format(date, { weekday: 'short', day: 'numeric', month: 'short' }, locale).replace(',', '')
}

/** The whole instant with its zone, for hover and readers. */
export function exactTime(at: Date | string, timeZone: string, locale = language.tag): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone }).format(new Date(at))
}
