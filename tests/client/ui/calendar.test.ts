// Days and clocks, against a library that knows more of them than a first page needs.
import { CalendarDate, endOfMonth as lastOf, getDayOfWeek, parseAbsolute, parseDate, parseDateTime, toZoned } from '@internationalized/date'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, endOfMonth, exactDay, instantAt, localTime, weekdayOf } from '../../../shared/calendar.ts'

const days = ['2024-02-29', '2026-01-31', '2026-03-29', '2026-10-25', '2026-11-23', '2026-12-31', '2027-01-01']
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns']

describe('days', () => {
  it.each(days)('of %s are counted as the calendar does', (day) => {
    const date = parseDate(day)
    for (const count of [-400, -31, -1, 0, 1, 28, 365]) expect(addDays(day, count)).toBe(date.add({ days: count }).toString())
    for (const count of [-13, -1, 0, 1, 11, 12, 48]) expect(addMonths(day, count)).toBe(date.add({ months: count }).toString())
    expect(endOfMonth(day)).toBe(lastOf(date).toString())
    expect(weekdayOf(day)).toBe(getDayOfWeek(date, 'en-GB', 'sun'))
    for (const other of days) expect(daysBetween(day, other)).toBe(parseDate(other).toDate('UTC').getTime() / 86_400_000 - date.toDate('UTC').getTime() / 86_400_000)
  })

  it('are only those that there are', () => {
    expect(exactDay(2028, 2, 29)).toBe(new CalendarDate(2028, 2, 29).toString())
    for (const [year, month, day] of [[2026, 2, 29], [2026, 11, 31], [2026, 13, 1], [2026, 0, 1], [2026, 5, 0]] as const) {
      expect(exactDay(year, month, day)).toBeNull()
    }
  })
})

describe('clocks', () => {
  it.each(zones)('of %s show each hour of a year as the library says, and lead back to it', (zone) => {
    for (let at = Date.UTC(2026, 0, 1, 0, 7); at < Date.UTC(2027, 0, 1); at += 13 * 3_600_000) {
      const local = localTime(at, zone)
      const known = parseAbsolute(new Date(at).toISOString(), zone)
      expect(local).toBe(known.toString().slice(0, 19))
      expect(instantAt(local, zone).toISOString()).toBe(toZoned(parseDateTime(local), zone).toAbsoluteString())
    }
  })

  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin'], ['2026-10-25T02:30', 'Europe/Berlin'], ['2026-03-08T02:15', 'America/New_York'],
    ['2026-11-01T01:15', 'America/New_York'], ['2026-10-04T02:10', 'Australia/Lord_Howe'], ['2026-04-05T01:45', 'Australia/Lord_Howe'],
    ['2011-12-30T12:00', 'Pacific/Apia'],
  ])('%s in %s, which comes twice or not at all, is the same instant as to the library', (local, zone) => {
    expect(instantAt(local, zone).toISOString()).toBe(toZoned(parseDateTime(local), zone).toAbsoluteString())
  })
})
