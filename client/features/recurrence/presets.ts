// The rules that are offered for a day: what people most often mean by "again". Pure.
import { endOfMonth, weekdayOf } from '../../../shared/calendar.ts'
import { readRule, weekdays, writeRule, type Frequency, type Rule } from '../../../shared/recurrence-rule.ts'

const dayCode = (day: string) => weekdays[(weekdayOf(day) + 6) % 7]!
const numberOf = (day: string) => Number(day.slice(8, 10))

/** From every day to every year, for a task of this day. */
export function presetsFor(day: string): string[] {
  const weekday = dayCode(day)
  return [
    'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', `FREQ=WEEKLY;BYDAY=${weekday}`, `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`,
    monthly(day), `FREQ=MONTHLY;BYDAY=${placeInMonth(day)}${weekday}`, yearly(day),
  ]
}

/** A short month has no 30th: its last day stands for it, instead of none. */
function monthly(day: string): string {
  const number = numberOf(day)
  if (day === endOfMonth(day)) return 'FREQ=MONTHLY;BYMONTHDAY=-1'
  if (number <= 28) return `FREQ=MONTHLY;BYMONTHDAY=${number}`
  return `FREQ=MONTHLY;BYMONTHDAY=${[28, 29, 30].filter((one) => one <= number).join()};BYSETPOS=-1`
}

const yearly = (day: string) => `FREQ=YEARLY;BYMONTH=${Number(day.slice(5, 7))};BYMONTHDAY=${numberOf(day)}`

/** The fifth of its kind is the last one, which every month has. */
function placeInMonth(day: string): number {
  const place = Math.ceil(numberOf(day) / 7)
  return place === 5 ? -1 : place
}

/** What the form of one's own rules asks for. */
export interface OwnRule {
  freq: Frequency
  interval: string
  days: string[]
  ends: 'never' | 'on' | 'after'
  until: string | null
  count: string
}

export const ownRule = (day: string): OwnRule => ({ freq: 'WEEKLY', interval: '1', days: [dayCode(day)], ends: 'never', until: null, count: '10' })

/** The form filled with a rule; null where it says what the form does not ask for. */
export function ownFrom(text: string, day: string): OwnRule | null {
  const rule = readRule(text)
  const { freq, interval, byDay, count, until } = rule
  const own: OwnRule = {
    ...ownRule(day), freq, interval: String(interval), days: freq === 'WEEKLY' ? (byDay.length > 0 ? byDay : [dayCode(day)]) : [],
    ends: count !== null ? 'after' : until === null ? 'never' : 'on', count: String(count ?? 10),
    until: until && `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`,
  }
  const written = ruleFrom(own, day)
  return typeof written === 'string' && written === writeRule({ ...rule, until: until && until.slice(0, 8) }) ? own : null
}

export interface OwnFaults { interval?: true; times?: true; day?: true }

/** The rule that the form says, or what is wrong in it. In months and years it falls on the day of the task. */
export function ruleFrom({ freq, interval, days, ends, until, count }: OwnRule, day: string): string | OwnFaults {
  const [every, times] = [wholeNumber(interval), wholeNumber(count)]
  const faults: OwnFaults = {
    ...(every === null && { interval: true as const }), ...(ends === 'after' && times === null && { times: true as const }),
    ...(((ends === 'on' && !until) || (freq === 'WEEKLY' && days.length === 0)) && { day: true as const }),
  }
  if (Object.keys(faults).length > 0) return faults
  const base = readRule(freq === 'MONTHLY' ? monthly(day) : freq === 'YEARLY' ? yearly(day) : `FREQ=${freq}`)
  const rule: Rule = {
    ...base, interval: every!, byDay: freq === 'WEEKLY' ? weekdays.filter((one) => days.includes(one)) : [],
    count: ends === 'after' ? times : null, until: ends === 'on' ? until!.slice(0, 10).replaceAll('-', '') : null,
  }
  return writeRule(rule)
}

const wholeNumber = (text: string) => (/^\s*[1-9]\d{0,2}\s*$/.test(text) ? Number(text) : null)
