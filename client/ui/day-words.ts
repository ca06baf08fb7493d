// Understands days as people type them: "today", "next fri 14:00", "24 nov", "+3d", "2026-11-24".
import { CalendarDate, endOfMonth, getDayOfWeek, parseDate } from '@internationalized/date'

const english = 'en-GB'

/** Read a day, with a time if one is given: 'YYYY-MM-DD' or 'YYYY-MM-DDTHH:mm'. Null when it is not understood. */
export function parseDay(typed: string, today: string, locale = english): string | null {
  const { words, time } = splitTime(typed.trim().toLocaleLowerCase())
  if (time === null) return null
  const day = words === '' && time ? parseDate(today) : readDay(words, parseDate(today), locale)
  if (!day) return null
  return time ? `${day.toString()}T${time}` : day.toString()
}

function splitTime(text: string): { words: string; time: string | null | undefined } {
  const match = /(?:^|\s)(?:at\s+)?(\d{1,2})(?:[:.](\d{2})\s*(am|pm)?|\s*(am|pm))$/.exec(text)
  if (!match) return { words: text, time: undefined }
  const words = text.slice(0, match.index).trim()
  const half = match[3] ?? match[4]
  const hour = (Number(match[1]) % (half ? 12 : 24)) + (half === 'pm' ? 12 : 0)
  const minute = Number(match[2] ?? 0)
  const valid = Number(match[1]) < (half ? 13 : 24) && minute < 60
  return { words, time: valid ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null }
}

function readDay(words: string, today: CalendarDate, locale: string): CalendarDate | null {
  const readers = [readNamedDay, readDistance, readWeekday, readIso, readDayAndMonth, readNumbers]
  for (const read of readers) {
    const day = read(words, today, locale)
    if (day) return day
  }
  return null
}

function readNamedDay(words: string, today: CalendarDate): CalendarDate | null {
  const monday = today.add({ days: ((8 - getDayOfWeek(today, english, 'sun')) % 7) || 7 })
  const named: Record<string, CalendarDate> = {
    today, tod: today, now: today,
    tomorrow: today.add({ days: 1 }), tom: today.add({ days: 1 }), tmr: today.add({ days: 1 }),
    yesterday: today.subtract({ days: 1 }),
    'next week': monday,
    'end of week': monday.subtract({ days: 3 }), eow: monday.subtract({ days: 3 }),
    'end of month': endOfMonth(today), eom: endOfMonth(today),
    'next month': today.set({ day: 1 }).add({ months: 1 }),
  }
  return named[words] ?? null
}

function readDistance(words: string, today: CalendarDate): CalendarDate | null {
  const match = /^(?:\+|in\s+)(\d{1,3})\s*(d|days?|w|weeks?|m|months?|y|years?)$/.exec(words)
  if (!match) return null
  const count = Number(match[1])
  const unit = { d: 'days', w: 'weeks', m: 'months', y: 'years' }[match[2]?.charAt(0) ?? 'd'] ?? 'days'
  return today.add({ [unit]: count })
}

function readWeekday(words: string, today: CalendarDate, locale: string): CalendarDate | null {
  const match = /^(next\s+|this\s+|on\s+)?(\p{L}{2,})\.?$/u.exec(words)
  const wanted = match?.[2] ? indexOfName(match[2], weekdayNames(locale), 2) : -1
  if (wanted < 0) return null
  const ahead = ((wanted - getDayOfWeek(today, english, 'sun') + 7) % 7) || 7
  return today.add({ days: match?.[1]?.startsWith('next') ? weekAfter(ahead, today) : ahead })
}

// "Next Friday" is the one of the week after this one, weeks starting on Monday.
function weekAfter(ahead: number, today: CalendarDate): number {
  const untilSunday = (7 - getDayOfWeek(today, english, 'sun')) % 7
  return ahead <= untilSunday ? ahead + 7 : ahead
}

function readIso(words: string): CalendarDate | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words)
  return match ? exactDay(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

function readDayAndMonth(words: string, today: CalendarDate, locale: string): CalendarDate | null {
  const forward = /^(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?(\p{L}{3,})\.?(?:,?\s+(\d{4}))?$/u.exec(words)
  const backward = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$/u.exec(words)
  const [day, name] = forward ? [forward[1], forward[2]] : [backward?.[2], backward?.[1]]
  const year = (forward ?? backward)?.[3]
  const month = name ? indexOfName(name, monthNames(locale), 3) + 1 : 0
  return month > 0 ? inYear(Number(day), month, year, today) : null
}

function readNumbers(words: string, today: CalendarDate, locale: string): CalendarDate | null {
  const match = /^(\d{1,2})[./-](\d{1,2})[./-]?(?:(\d{4}))?$/.exec(words)
  if (!match) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  const monthFirst = words.includes('/') && locale === 'en-US'
  return inYear(monthFirst ? second : first, monthFirst ? first : second, match[3], today)
}

// Without a year the next such day is meant; up to a month back it is this year's, which can then be late.
function inYear(day: number, month: number, year: string | undefined, today: CalendarDate): CalendarDate | null {
  if (year) return exactDay(Number(year), month, day)
  const thisYear = exactDay(today.year, month, day)
  const longPast = thisYear !== null && thisYear.compare(today.subtract({ months: 1 })) < 0
  return longPast || !thisYear ? exactDay(today.year + 1, month, day) : thisYear
}

function exactDay(year: number, month: number, day: number): CalendarDate | null {
  const date = new CalendarDate(year, month, day)
  return date.year === year && date.month === month && date.day === day ? date : null
}

function indexOfName(word: string, names: string[][], shortest: number): number {
  if (word.length < shortest) return -1
  return names.findIndex((variants) => variants.some((name) => name.startsWith(word)))
}

function namesOf(locale: string, count: number, at: (index: number) => Date, options: Intl.DateTimeFormatOptions) {
  const formats = [english, locale].map((tag) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }))
  return Array.from({ length: count }, (_, index) =>
    formats.map((format) => format.format(at(index)).toLocaleLowerCase()))
}

const weekdayNames = (locale: string) =>
  namesOf(locale, 7, (index) => new Date(Date.UTC(2023, 0, 1 + index)), { weekday: 'long' })
const monthNames = (locale: string) =>
  namesOf(locale, 12, (index) => new Date(Date.UTC(2023, index, 1)), { month: 'long' })
