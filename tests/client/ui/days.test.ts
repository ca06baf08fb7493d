// Days as typed and as written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locale } from '../../../client/i18n/locale.svelte.ts'
import {
  dayLabel, dayOf, daysLate, instantOf, relativeTime, typedDayOf,
} from '../../../client/ui/day-labels.ts'
import { parseDay } from '../../../client/ui/day-words.ts'

const monday = '2026-11-23'

describe('parseDay', () => {
  it.each([
    ['today', '2026-11-23'], ['Tomorrow', '2026-11-24'], ['yesterday', '2026-11-22'],
    ['fri', '2026-11-27'], ['friday', '2026-11-27'], ['mon', '2026-11-30'], ['next fri', '2026-12-04'],
    ['this fri', '2026-11-27'],
    ['next mon', '2026-11-30'], ['next week', '2026-11-30'], ['eow', '2026-11-27'], ['eom', '2026-11-30'],
    ['next month', '2026-12-01'],
    ['24 nov', '2026-11-24'], ['24. November', '2026-11-24'], ['nov 24', '2026-11-24'],
    ['nov 24th, 2027', '2027-11-24'],
    ['1 mar', '2027-03-01'], ['10 nov', '2026-11-10'], ['24.11.', '2026-11-24'], ['24.11.2028', '2028-11-24'],
    ['5/12', '2026-12-05'],
    ['+3d', '2026-11-26'], ['+2w', '2026-12-07'], ['in 2 weeks', '2026-12-07'], ['+1m', '2026-12-23'],
    ['in 3 days', '2026-11-26'],
    ['2026-12-01', '2026-12-01'], ['29 feb', null], ['29 feb 2028', '2028-02-29'],
    ['next fri 14:00', '2026-12-04T14:00'], ['tomorrow at 9am', '2026-11-24T09:00'], ['fri 12 pm', '2026-11-27T12:00'],
    ['14:30', '2026-11-23T14:30'], ['fri 25:00', null], ['fri 13pm', null],
    ['31 nov', null], ['2026-13-01', null], ['soon', null], ['', null], ['+d', null],
  ])('%s → %s', (typed, day) => expect(parseDay(typed, monday)).toBe(day))

  it('takes the month first where that is the custom', () => {
    expect(parseDay('12/5', monday, 'en-US')).toBe('2026-12-05')
    expect(parseDay('12/5/2027', monday, 'en-GB')).toBe('2027-05-12')
  })

  it('knows the names of the person’s language too', () => {
    expect(parseDay('freitag', monday, 'de')).toBe('2026-11-27')
    expect(parseDay('3 mai', monday, 'fr')).toBe('2027-05-03')
  })

  it.each([
    ['heute', '2026-11-23'], ['morgen', '2026-11-24'], ['übermorgen', '2026-11-25'], ['gestern', '2026-11-22'],
    ['fr', '2026-11-27'], ['am freitag', '2026-11-27'], ['nächsten fr 14:00', '2026-12-04T14:00'],
    ['nächsten fr um 14 Uhr', '2026-12-04T14:00'], ['nächste woche', '2026-11-30'], ['monatsende', '2026-11-30'],
    ['24. nov', '2026-11-24'], ['am 24. November', '2026-11-24'], ['24. Nov. 2027', '2027-11-24'], ['3. mär', '2027-03-03'],
    ['+3t', '2026-11-26'], ['+3d', '2026-11-26'], ['in 2 wochen', '2026-12-07'], ['in 3 tagen', '2026-11-26'],
    ['5.12', '2026-12-05'], ['24.11.', '2026-11-24'], ['morgen 9.30 uhr', '2026-11-24T09:30'],
    ['next fri', '2026-12-04'], ['tomorrow 14:00', '2026-11-24T14:00'], ['irgendwann', null], ['+3x', null], ['24.13', null],
  ])('reads German: %s → %s', (typed, day) => expect(parseDay(typed, monday, 'de-DE')).toBe(day))

  it('does not read German to those who read English', () => expect(parseDay('morgen', monday, 'en-GB')).toBeNull())

  it.each(['2026-11-29', '2026-11-28'])('puts “next week” on the Monday after %s', (today) =>
    expect(parseDay('next week', today)).toBe('2026-11-30'))
})

describe('dayLabel', () => {
  it.each([
    ['2026-11-23', 'today'], ['2026-11-24', 'tomorrow'], ['2026-11-22', 'yesterday'], ['2026-11-27', 'Fri'],
    ['2026-11-30', '30 Nov'],
    ['2027-01-05', '5 Jan 2027'], ['2026-11-10', '10 Nov'], ['2026-11-27T14:00', 'Fri 14:00'],
  ])('%s → %s', (day, label) => expect(dayLabel(day, monday, 'en-GB')).toBe(label))

  it('counts late days', () => {
    expect(daysLate('2026-11-20', monday)).toBe(3)
    expect(daysLate('2026-11-23', monday)).toBe(0)
    expect(daysLate('2026-12-20', monday)).toBe(0)
  })
})

describe('instants', () => {
  it('ends a day without a time with its last minute, in the person’s zone', () => {
    expect(instantOf('2026-11-24', 'Europe/Stockholm')).toBe('2026-11-24T22:59:00.000Z')
    expect(instantOf('2026-11-24T14:00', 'America/New_York')).toBe('2026-11-24T19:00:00.000Z')
  })

  const typed = ['2026-11-24', '2026-11-24T09:05', '2027-03-28', '2026-10-25T02:30']
  it.each(typed)('%s comes back as it was typed', (day) =>
    expect(typedDayOf(instantOf(day, 'Europe/Berlin'), 'Europe/Berlin')).toBe(day))

  it('knows that a day begins earlier in the east', () => {
    expect(dayOf('2026-11-23T23:30:00Z', 'Asia/Tokyo')).toBe('2026-11-24')
    expect(dayOf('2026-11-23T23:30:00Z', 'UTC')).toBe('2026-11-23')
  })
})

describe('relativeTime', () => {
  const now = new Date('2026-11-23T15:00:00Z')
  it.each([
    ['2026-11-23T14:59:30Z', 'now'], ['2026-11-23T14:56:00Z', '4 min ago'], ['2026-11-23T12:00:00Z', '3 h ago'],
    ['2026-11-22T14:05:00Z', 'yesterday 14:05'], ['2026-11-22T23:30:00Z', 'yesterday 23:30'],
    ['2026-11-18T10:00:00Z', 'Wed 18 Nov'],
    ['2025-11-18T10:00:00Z', '18 Nov 2025'], ['2026-11-23T18:00:00Z', 'today 18:00'],
  ])('%s → %s', (at, text) => expect(relativeTime(at, now, 'UTC')).toBe(text))
})

describe('in German', () => {
  beforeAll(async () => {
    locale.catalogue = (await import('../../../client/i18n/german.ts')).default
    locale.language = 'de'
  })
  afterAll(() => {
    locale.catalogue = null
    locale.language = 'en'
  })

  const now = new Date('2026-11-23T15:00:00Z')
  it.each([
    ['2026-11-23T14:59:30Z', 'jetzt'], ['2026-11-23T14:56:00Z', 'vor 4 Min.'], ['2026-11-23T12:00:00Z', 'vor 3 Std.'],
    ['2026-11-22T14:05:00Z', 'gestern 14:05'], ['2026-11-18T10:00:00Z', 'Mi. 18. Nov.'], ['2025-11-18T10:00:00Z', '18. Nov. 2025'],
  ])('%s → %s', (at, text) => expect(relativeTime(at, now, 'UTC')).toBe(text))

  it.each([
    ['2026-11-24', 'morgen'], ['2026-11-27', 'Fr'], ['2026-11-30', '30. Nov.'], ['2026-11-27T14:00', 'Fr 14:00'],
  ])('the day %s → %s, and is read again', (day, label) => {
    expect(dayLabel(day, monday)).toBe(label)
    expect(parseDay(label, monday)).toBe(day)
  })
})
