// Days and times as programs write them into CSV files. Pure.
import { exactDay, instantAt } from '../calendar.ts'

/** Whether the day or the month is first in dates such as 3/4/2026: told by the dates that can be read in one way only. */
export type DayOrder = 'day' | 'month'

export function dayOrderOf(values: readonly string[]): DayOrder {
  const pairs = values.flatMap((value) => {
    const found = SLASHES.exec(value.trim())
    return found ? [[Number(found[1]), Number(found[2])] as const] : []
  })
  return pairs.some(([, second]) => second > 12) ? 'month' : pairs.some(([first]) => first > 12) ? 'day' : 'month'
}

const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?:[ ,]+(.*))?$/
const NAMED = /^(\d{1,2})[/ -]([A-Za-z]{3})[a-z]*[/ -](\d{2}|\d{4})(?:[ ,]+(.*))?$/
const DOTS = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})(?:[ ,]+(.*))?$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](.*))?$/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** How the dates of a file are meant. */
export interface Dating { order: DayOrder; zone: string }

/** The instant; what names no offset is what a clock in the zone shows, a day without a time gets `time`. Null where it is no date. */
export function instantOf(value: string, { order, zone }: Dating, time = '23:59'): string | null {
  const text = value.trim()
  const read = ISO.exec(text)
  if (read) return written(exactDay(Number(read[1]), Number(read[2]), Number(read[3])), read[4], { time, zone })
  const named = NAMED.exec(text)
  if (named) return written(dayOf(named[3]!, months.indexOf(named[2]!.toLowerCase()) + 1, Number(named[1])), named[4], { time, zone })
  const dots = DOTS.exec(text)
  if (dots) return written(dayOf(dots[3]!, Number(dots[2]), Number(dots[1])), dots[4], { time, zone })
  const slashes = SLASHES.exec(text)
  if (!slashes) return null
  const [first, second] = [Number(slashes[1]), Number(slashes[2])]
  return written(order === 'day' ? dayOf(slashes[3]!, second, first) : dayOf(slashes[3]!, first, second), slashes[4], { time, zone })
}

const dayOf = (year: string, month: number, day: number) => exactDay(Number(year) + (year.length === 2 ? 2000 : 0), month, day)

// Around these days instants have years of four digits in every zone.
const FIRST_DAY = '1000-01-01'
const LAST_DAY = '9998-12-31'

function written(day: string | null, given: string | undefined, usual: { time: string; zone: string }): string | null {
  const clock = clockOf(given?.trim() || usual.time)
  if (day === null || day < FIRST_DAY || day > LAST_DAY || !clock) return null
  const local = `${day}T${clock.time}`
  const asWritten = Date.parse(`${local}${clock.offset ?? 'Z'}`)
  if (Number.isNaN(asWritten)) return null
  const at = clock.offset === null ? instantAt(local, usual.zone).getTime() : asWritten
  return new Date(at + clock.milliseconds).toISOString()
}

interface Clock { time: string; milliseconds: number; offset: string | null }

function clockOf(text: string): Clock | null {
  const read = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?\s*(AM|PM)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(text)
  if (!read) return null
  const half = read[5]?.toLowerCase()
  const hour = half ? (Number(read[1]) % 12) + (half === 'pm' ? 12 : 0) : Number(read[1])
  return { time: `${String(hour).padStart(2, '0')}:${read[2]}:${read[3] ?? '00'}`, milliseconds: Number((read[4] ?? '0').padEnd(3, '0')), offset: offsetOf(read[6]) }
}

function offsetOf(text: string | undefined): string | null {
  if (!text) return null
  return /^(?:z|utc)$/i.test(text) ? 'Z' : text.replace(/^(.{3}):?(.{2})$/, '$1:$2')
}
