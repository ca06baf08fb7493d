// Rules in words, and those that are offered for a day.
import { describe, expect, it } from 'vitest'
import { ownFrom, ownRule, presetsFor, ruleFrom } from '../../../client/features/recurrence/presets.ts'
import { ruleWords } from '../../../client/features/recurrence/rule-words.ts'

describe('a rule in words', () => {
  it.each([
    ['FREQ=DAILY', 'Every day'], ['FREQ=DAILY;INTERVAL=3;COUNT=5', 'Every 3 days, 5 times'], ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO', 'Every 2 weeks on Monday and Thursday'], ['FREQ=MONTHLY;BYMONTHDAY=15', 'Every month on day 15'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day'], ['FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', 'Every month on day 30, or the last'],
    ['FREQ=MONTHLY;BYDAY=2TU', 'Every month on the second Tuesday'], ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2;UNTIL=20990301', /^Every year on (2 March|March 2), until .*2099$/],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'By the rule FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1'], ['nonsense', 'By the rule nonsense'],
  ])('%s', (rule, words) => {
    if (typeof words === 'string') expect(ruleWords(rule)).toBe(words)
    else expect(ruleWords(rule)).toMatch(words)
  })
})

describe('offered rules', () => {
  it('are of the day that the task has, also where months are too short for it', () => {
    expect(presetsFor('2026-03-02').slice(2)).toEqual([
      'FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'FREQ=MONTHLY;BYMONTHDAY=2', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2',
    ])
    expect([presetsFor('2026-01-31')[4], presetsFor('2026-01-30')[4], presetsFor('2026-01-30')[5]]).toEqual([
      'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', 'FREQ=MONTHLY;BYDAY=-1FR',
    ])
  })

  it('one\'s own is written, read again, and refused where something is wrong in it', () => {
    const own = { ...ownRule('2026-03-02'), interval: '3', days: ['TH', 'MO'], ends: 'on' as const, until: '2027-01-01' }
    expect(ruleFrom(own, '2026-03-02')).toBe('FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;UNTIL=20270101')
    expect(ownFrom('FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;UNTIL=20270101', '2026-03-02')).toEqual({ ...own, days: ['MO', 'TH'] })
    expect(ownFrom('FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1', '2026-03-02')).toBeNull()
    expect(ruleFrom({ ...own, interval: 'x', until: null }, '2026-03-02')).toEqual({ interval: true, day: true })
    expect(ruleFrom({ ...own, ends: 'after', count: '0' }, '2026-03-02')).toEqual({ times: true })
  })
})
