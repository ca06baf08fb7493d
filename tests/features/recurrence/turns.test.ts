// When a rule comes to its turn, as clocks on the wall show it, and what follows a task. Pure.
import { describe, expect, it } from 'vitest'
import { nextMaking, turnOnSchedule, turnWhenFinished, type Repeating } from '../../../server/features/recurrence/next-turn.ts'
import { turnsAfter } from '../../../server/features/recurrence/turns.ts'
import { readRule, RuleFault, writeRule } from '../../../shared/recurrence-rule.ts'

const series = (rule: string, start = '2026-03-02T09:00:00', timezone = 'Europe/Berlin') => ({ rule, start, timezone })
const times = (of: ReturnType<typeof series>, most = 3, after: string | null = null) =>
  turnsAfter(of, after === null ? null : new Date(after), most).map(({ at }) => at.toISOString())
const task = (recurrence: Partial<Repeating['recurrence']>, dates: Partial<Repeating> = {}): Repeating => ({
  startAt: null, dueAt: '2026-03-02T08:00:00.000Z', ...dates,
  recurrence: { mode: 'whenDone', rule: 'FREQ=WEEKLY', start: '2026-03-02T09:00:00', nextAt: null, timezone: 'Europe/Berlin', ...recurrence },
})

describe('a rule of RFC 5545', () => {
  it.each([
    ['FREQ=DAILY', ['2026-03-02T08:00:00.000Z', '2026-03-03T08:00:00.000Z', '2026-03-04T08:00:00.000Z']],
    ['FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2', ['2026-03-02T08:00:00.000Z', '2026-03-04T08:00:00.000Z', '2026-03-16T08:00:00.000Z']],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=2', ['2026-03-02T08:00:00.000Z', '2026-03-03T08:00:00.000Z']],
    ['FREQ=MONTHLY;BYDAY=-1FR', ['2026-03-27T08:00:00.000Z', '2026-04-24T07:00:00.000Z', '2026-05-29T07:00:00.000Z']],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', ['2026-03-31T07:00:00.000Z', '2026-04-30T07:00:00.000Z', '2026-05-31T07:00:00.000Z']],
    ['FREQ=YEARLY;BYMONTH=6;BYDAY=2TU', ['2026-06-09T07:00:00.000Z', '2027-06-08T07:00:00.000Z', '2028-06-13T07:00:00.000Z']],
    ['FREQ=DAILY;UNTIL=20260303', ['2026-03-02T08:00:00.000Z', '2026-03-03T08:00:00.000Z']],
    ['FREQ=DAILY;UNTIL=20260303T075959Z', ['2026-03-02T08:00:00.000Z']],
  ])('%s', (rule, expected) => {
    expect(times(series(writeRule(readRule(rule))))).toEqual(expected)
  })

  it('stays at its hour when clocks change, also at an hour that is skipped or comes twice', () => {
    expect(times(series('FREQ=DAILY', '2026-03-28T09:00:00'))).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z'])
    expect(times(series('FREQ=DAILY', '2026-03-28T02:30:00'))).toEqual(['2026-03-28T01:30:00.000Z', '2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z'])
    expect(times(series('FREQ=DAILY', '2026-10-24T02:30:00'))).toEqual(['2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'])
    expect(times(series('FREQ=DAILY', '2026-10-24T02:30:00'), 1, '2026-10-25T01:10:00Z')).toEqual(['2026-10-26T01:30:00.000Z'])
  })

  it('is written in one way', () => {
    expect(writeRule(readRule('rrule:byday=mo,+2tu,mo;freq=monthly;interval=1;wkst=mo'))).toBe('FREQ=MONTHLY;BYDAY=MO,2TU')
  })

  it.each([
    '', 'FREQ=HOURLY', 'INTERVAL=2', 'FREQ=DAILY;FREQ=DAILY', 'FREQ=DAILY;BYHOUR=9', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;INTERVAL=1000', 'FREQ=DAILY;COUNT=1e3',
    'FREQ=DAILY;COUNT=3;UNTIL=20260303', 'FREQ=DAILY;UNTIL=20261399', 'FREQ=WEEKLY;BYDAY=2MO', 'FREQ=MONTHLY;BYDAY=6MO', 'FREQ=MONTHLY;BYMONTHDAY=0', 'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=WEEKLY;BYMONTHDAY=1', 'FREQ=MONTHLY;BYSETPOS=1', 'FREQ=YEARLY;BYMONTH=-1', `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(120)}1`,
  ])('refuses %j', (rule) => {
    expect(() => readRule(rule)).toThrow(RuleFault)
  })

  it('falls on no day without a search that never ends', () => {
    for (const rule of ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31', 'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=9', 'FREQ=DAILY;INTERVAL=7;BYDAY=TU']) expect(times(series(rule))).toEqual([])
  })
})

describe('what follows a task that is finished', () => {
  it('is due on the rule\'s next day: after its own, and not in the past', () => {
    expect(turnWhenFinished(task({}), new Date('2026-02-27T10:00Z'))?.dueAt).toBe('2026-03-09T08:00:00.000Z')
    expect(turnWhenFinished(task({}), new Date('2026-03-02T10:00Z'))?.dueAt).toBe('2026-03-09T08:00:00.000Z')
    expect(turnWhenFinished(task({}), new Date('2026-04-15T10:00Z'))?.dueAt).toBe('2026-04-20T07:00:00.000Z')
  })

  it('begins as long before its due time as the one before, by the clock', () => {
    const long = task({ rule: 'FREQ=WEEKLY;INTERVAL=4' }, { startAt: '2026-02-27T07:30:00.000Z' })
    expect(turnWhenFinished(long, new Date('2026-03-02T10:00Z'))).toMatchObject({ startAt: '2026-03-27T07:30:00.000Z', dueAt: '2026-03-30T07:00:00.000Z' })
    expect(turnWhenFinished(task({}, { startAt: '2026-03-02T08:00:00.000Z', dueAt: null }), new Date('2026-03-02T10:00Z'))).toMatchObject({ startAt: '2026-03-09T08:00:00.000Z', dueAt: null })
    expect(turnWhenFinished(task({}, { dueAt: null }), new Date('2026-03-02T07:00Z'))).toMatchObject({ startAt: null, dueAt: '2026-03-02T08:00:00.000Z' })
  })

  it('is counted from the day on which it was finished, where the rule says so, and one turn less is left', () => {
    const after = task({ mode: 'afterDone', rule: 'FREQ=DAILY;INTERVAL=3;COUNT=2' })
    const next = turnWhenFinished(after, new Date('2026-03-28T21:00Z'))
    expect(next).toMatchObject({ dueAt: '2026-03-31T07:00:00.000Z', recurrence: { rule: 'FREQ=DAILY;INTERVAL=3;COUNT=1', start: '2026-03-31T09:00:00' } })
    expect(turnWhenFinished({ ...next!, recurrence: next!.recurrence }, new Date('2026-04-01T10:00Z'))).toBeNull()
  })

  it('is nothing when the rule has ended', () => {
    expect(turnWhenFinished(task({ rule: 'FREQ=WEEKLY;COUNT=1' }), new Date('2026-03-02T10:00Z'))).toBeNull()
    expect(turnWhenFinished(task({ rule: 'FREQ=WEEKLY;UNTIL=20260308' }), new Date('2026-03-02T10:00Z'))).toBeNull()
    expect(turnWhenFinished(task({ mode: 'onSchedule' }), new Date('2026-03-02T10:00Z'))).toBeNull()
  })
})

describe('tasks by the days of a rule', () => {
  it('are made at the beginning of the day on which they start, or are due', () => {
    expect(nextMaking(task({ mode: 'onSchedule' }), new Date('2026-03-02T10:00Z'))).toBe('2026-03-08T23:00:00.000Z')
    expect(nextMaking(task({ mode: 'onSchedule' }, { startAt: '2026-02-27T08:00:00.000Z' }), new Date('2026-02-27T10:00Z'))).toBe('2026-03-05T23:00:00.000Z')
    expect(nextMaking(task({ mode: 'onSchedule' }), new Date('2026-05-05T10:00Z'))).toBe('2026-05-10T22:00:00.000Z')
  })

  it('are made once, and not made up for', () => {
    const daily = task({ mode: 'onSchedule', rule: 'FREQ=DAILY', nextAt: '2026-03-02T23:00:00.000Z' })
    expect(turnOnSchedule(daily, new Date('2026-03-02T22:59:59Z'))).toBeNull()
    expect(turnOnSchedule(daily, new Date('2026-03-02T23:00:00Z'))).toMatchObject({ dueAt: '2026-03-03T08:00:00.000Z', recurrence: { nextAt: '2026-03-03T23:00:00.000Z' } })
    expect(turnOnSchedule(daily, new Date('2026-03-29T12:00:00Z'))).toMatchObject({ dueAt: '2026-03-29T07:00:00.000Z', recurrence: { nextAt: '2026-03-29T22:00:00.000Z' } })
    expect(turnOnSchedule(task({ mode: 'onSchedule', rule: 'FREQ=DAILY;COUNT=2', nextAt: '2026-03-02T23:00:00.000Z' }), new Date('2026-03-05T10:00Z')))
      .toMatchObject({ dueAt: '2026-03-03T08:00:00.000Z', recurrence: { nextAt: null } })
  })
})
