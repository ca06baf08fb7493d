// Days of the calendar, written 'YYYY-MM-DD', and what a clock in a time zone shows. As small as a first page wants it; the
// month grid, which comes later, has a library for the rest.
const DAY = 86_400_000

const two = (number: number) => String(number).padStart(2, '0')
const atNoon = (day: string) => new Date(`${day}T12:00Z`)
const written = (date: Date) => date.toISOString().slice(0, 10)

/** A day by its numbers; null when there is no such day. */
export function exactDay(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  const date = atNoon(text)
  return !Number.isNaN(date.getTime()) && written(date) === text ? text : null
}

export const yearOf = (day: string): number => Number(day.slice(0, 4))

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: string): number => atNoon(day).getUTCDay()

export const mondayOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7))

/** Noon in UTC: an instant of this day for formats in UTC. */
export const instantIn = atNoon

export const daysBetween = (from: string, to: string): number => Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / DAY)

export function addDays(day: string, count: number): string {
  return written(new Date(atNoon(day).getTime() + count * DAY))
}

/** Months later; the last day of that month where it is shorter. */
export function addMonths(day: string, count: number): string {
  const date = atNoon(day)
  const wanted = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + count, 1)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(wanted, last))
  return written(date)
}

export const startOfMonth = (day: string): string => `${day.slice(0, 8)}01`
export const endOfMonth = (day: string): string => addDays(addMonths(startOfMonth(day), 1), -1)

// Making a format takes longer than using it a hundred times.
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone, calendar: 'iso8601', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    clocks.set(timeZone, clock)
  }
  return clock
}

/** What a clock with a calendar shows there, as 'YYYY-MM-DDTHH:mm:ss'. */
export function localTime(at: Date | number, timeZone: string): string {
  const shown = Object.fromEntries(clockIn(timeZone).formatToParts(at).map(({ type, value }) => [type, value]))
  const day = `${shown.year!.padStart(4, '0')}-${two(Number(shown.month))}-${two(Number(shown.day))}`
  return `${day}T${two(Number(shown.hour))}:${two(Number(shown.minute))}:${two(Number(shown.second))}`
}

/**
 * The instant at which a clock there shows this time. Of two, when clocks are put back, the first; where clocks skip it, as long
 * after the skip as it says.
 */
export function instantAt(local: string, timeZone: string): Date {
  const asIfUtc = Date.parse(`${local}Z`)
  const ahead = (at: number) => Date.parse(`${localTime(at, timeZone)}Z`) - at
  const before = asIfUtc - ahead(asIfUtc - DAY)
  const after = asIfUtc - ahead(asIfUtc + DAY)
  const shows = [before, after].filter((at) => at + ahead(at) === asIfUtc)
  return new Date(shows.length > 0 ? Math.min(...shows) : before)
}
