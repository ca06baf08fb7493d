// Understands days as people type them, in English and in the page's language: "today", "next fri 14:00", "24 nov",
// "+3d", "2026-11-24"; "morgen", "nächsten fr 14 Uhr", "24. nov", "+3t".
import { locale as language } from '../i18n/locale.svelte.ts'
import { addDays, addMonths, endOfMonth, exactDay, startOfMonth, weekdayOf, yearOf } from '../../shared/calendar.ts'
import { vocabulariesOf, type NamedDay, type Span, type Vocabulary } from './day-vocabulary.ts'

const english = 'en-GB'

/** Read a day, with a time if one is given: 'YYYY-MM-DD' or 'YYYY-MM-DDTHH:mm'. Null when it is not understood. */
export function parseDay(typed: string, today: string, locale = language.tag): string | null {
  const reading = { locale, vocabularies: vocabulariesOf(locale), today }
  const { words, time } = splitTime(typed.trim().toLocaleLowerCase(), reading)
  if (time === null) return null
  const day = words === '' && time ? reading.today : readDay(words, reading)
  if (!day) return null
  return time ? `${day}T${time}` : day
}

interface Reading { locale: string; vocabularies: readonly Vocabulary[]; today: string }

const anyOf = (vocabularies: readonly Vocabulary[], of: (vocabulary: Vocabulary) => readonly string[]) =>
  vocabularies.flatMap((vocabulary) => of(vocabulary)).join('|')

function splitTime(text: string, { locale, vocabularies }: Reading): { words: string; time: string | null | undefined } {
  const at = anyOf(vocabularies, (vocabulary) => vocabulary.at)
  const clock = new RegExp(`(?:^|\\s)(?:(?:${at})\\s+)?(\\d{1,2})(?:([:.])(\\d{2}))?\\s*(am|pm|uhr)?$`)
  const [all, hours, mark, minutes, suffix] = clock.exec(text) ?? []
  // Where days are written 24.11, two numbers with a dot are a time only when "Uhr" says so.
  const isDay = mark === '.' && !suffix && locale.startsWith('de')
  if (!all || isDay || (!mark && !suffix)) return { words: text, time: undefined }
  const words = text.slice(0, text.length - all.length).trim()
  return { words, time: timeOf(Number(hours), Number(minutes ?? 0), suffix === 'uhr' ? undefined : suffix) }
}

function timeOf(hours: number, minute: number, half: string | undefined): string | null {
  if (hours >= (half ? 13 : 24) || minute >= 60) return null
  const hour = (hours % (half ? 12 : 24)) + (half === 'pm' ? 12 : 0)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function readDay(words: string, reading: Reading): string | null {
  const readers = [readNamedDay, readDistance, readWeekday, readIso, readDayAndMonth, readNumbers]
  for (const read of readers) {
    const day = read(words, reading)
    if (day) return day
  }
  return null
}

function readNamedDay(words: string, { today, vocabularies }: Reading): string | null {
  const monday = addDays(today, ((8 - weekdayOf(today)) % 7) || 7)
  const days: Record<NamedDay, string> = {
    today, tomorrow: addDays(today, 1), afterTomorrow: addDays(today, 2), yesterday: addDays(today, -1),
    beforeYesterday: addDays(today, -2), nextWeek: monday, endOfWeek: addDays(monday, -3),
    endOfMonth: endOfMonth(today), nextMonth: addMonths(startOfMonth(today), 1),
  }
  const names = Object.keys(days) as NamedDay[]
  const name = names.find((one) => vocabularies.some(({ named }) => named[one].includes(words)))
  return name ? days[name] : null
}

function readDistance(words: string, { today, vocabularies }: Reading): string | null {
  const within = anyOf(vocabularies, (vocabulary) => vocabulary.within)
  const match = new RegExp(`^(?:\\+|(?:${within})\\s+)(\\d{1,3})\\s*(\\p{L}+)$`, 'u').exec(words)
  if (!match) return null
  const spans: Span[] = ['days', 'weeks', 'months', 'years']
  const span = spans.find((one) => vocabularies.some((vocabulary) => vocabulary.spans[one].includes(match[2] ?? '')))
  return span ? later[span](today, Number(match[1])) : null
}

const later: Record<Span, (day: string, count: number) => string> = {
  days: addDays, weeks: (day, count) => addDays(day, 7 * count), months: addMonths, years: (day, count) => addMonths(day, 12 * count),
}

function readWeekday(words: string, { today, locale, vocabularies }: Reading): string | null {
  const next = anyOf(vocabularies, (vocabulary) => vocabulary.next)
  const filler = anyOf(vocabularies, (vocabulary) => vocabulary.filler)
  const match = new RegExp(`^(?:(${next})\\s+|(?:${filler})\\s+)?(\\p{L}{2,})\\.?$`, 'u').exec(words)
  const wanted = match?.[2] ? indexOfName(match[2], weekdayNames(locale), 2) : -1
  if (wanted < 0) return null
  const ahead = ((wanted - weekdayOf(today) + 7) % 7) || 7
  return addDays(today, match?.[1] ? weekAfter(ahead, today) : ahead)
}

// "Next Friday" is the one of the week after this one, weeks starting on Monday.
function weekAfter(ahead: number, today: string): number {
  const untilSunday = (7 - weekdayOf(today)) % 7
  return ahead <= untilSunday ? ahead + 7 : ahead
}

function readIso(words: string): string | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words)
  return match ? exactDay(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

function readDayAndMonth(words: string, { today, locale, vocabularies }: Reading): string | null {
  const bare = words.replace(new RegExp(`^(?:${anyOf(vocabularies, (vocabulary) => vocabulary.filler)})\\s+`, 'u'), '')
  const forward = /^(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?(\p{L}{3,})\.?(?:,?\s+(\d{4}))?$/u.exec(bare)
  const backward = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$/u.exec(bare)
  const [day, name] = forward ? [forward[1], forward[2]] : [backward?.[2], backward?.[1]]
  const year = (forward ?? backward)?.[3]
  const month = name ? indexOfName(name, monthNames(locale), 3) + 1 : 0
  return month > 0 ? inYear(Number(day), month, year, today) : null
}

function readNumbers(words: string, { today, locale }: Reading): string | null {
  const match = /^(\d{1,2})[./-](\d{1,2})[./-]?(?:(\d{4}))?$/.exec(words)
  if (!match) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  const monthFirst = words.includes('/') && locale === 'en-US'
  return inYear(monthFirst ? second : first, monthFirst ? first : second, match[3], today)
}

// Without a year the next such day is meant; up to a month back it is this year's, which can then be late.
function inYear(day: number, month: number, year: string | undefined, today: string): string | null {
  if (year) return exactDay(Number(year), month, day)
  const thisYear = exactDay(yearOf(today), month, day)
  const longPast = thisYear !== null && thisYear < addMonths(today, -1)
  return longPast || !thisYear ? exactDay(yearOf(today) + 1, month, day) : thisYear
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
