// Days and moments of a filter as stretches of time, in the zone of whoever asks.
import { addDays, instantAt, localTime } from '../calendar.ts'
import type { FilterOperator } from './fields.ts'
import type { FilterValue } from './filter.ts'

/** When and where the question is asked. */
export interface Moment { now: number; zone: string }

/** Milliseconds from the first that belongs to it to the first that does not. */
export interface Span { from: number; to: number }

/** Open ends are undefined. */
export interface Bounds { from?: number; to?: number }

/** A day lasts from midnight to midnight there; a moment lasts one millisecond, which is as exact as times are stored. */
export function spanOf(value: FilterValue, { now, zone }: Moment): Span {
  const moment = (at: number) => ({ from: at, to: at + 1 })
  const day = (name: string) => ({ from: startOf(name, zone), to: startOf(addDays(name, 1), zone) })
  switch (value.kind) {
    case 'now': return moment(now)
    case 'instant': return moment(Date.parse(value.at))
    case 'day': return day(value.day)
    case 'days': return day(addDays(localTime(now, zone).slice(0, 10), value.count))
    default: throw new Error('Only days have a span')
  }
}

const startOf = (day: string, zone: string) => instantAt(`${day}T00:00:00`, zone).getTime()

/** Which times a comparison with a span lets through; `!=` is what `=` does not. */
export function boundsOf(operator: FilterOperator, { from, to }: Span): Bounds {
  switch (operator) {
    case '<': return { to: from }
    case '<=': return { to }
    case '>': return { from: to }
    case '>=': return { from }
    default: return { from, to }
  }
}
