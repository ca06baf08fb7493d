// Rules by which a task repeats: the part of RFC 5545 that tasks know, read and written. Pure; the browser uses it too.

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof frequencies)[number]
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

/** So long a rule may be as text, so many times it may be counted, so far apart its turns may be. */
export const ruleLimits = { length: 200, count: 999, interval: 999 } as const

/** The parts of a rule; lists are empty where it has no such part. */
export interface Rule {
  freq: Frequency
  interval: number
  byMonth: number[]
  byMonthDay: number[]
  /** Days of the week, with their number in the month or year before them: `MO`, `-1FR`. */
  byDay: string[]
  bySetPos: number[]
  weekStart: Weekday
  count: number | null
  /** The last day, `20261231`, or the last moment, `20261231T225959Z`. */
  until: string | null
}

/** Why a text is no such rule. */
export class RuleFault extends Error {}

const PARTS = ['FREQ', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS', 'WKST', 'COUNT', 'UNTIL']
const DAY = /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/
const UNTIL = /^\d{8}(T\d{6}Z)?$/

/** Reads `FREQ=WEEKLY;BYDAY=MO,TH`, with or without `RRULE:` before it. Throws RuleFault. */
export function readRule(text: string): Rule {
  const parts = partsOf(text)
  const freq = oneOf('FREQ', parts.get('FREQ') ?? '', frequencies)
  const rule: Rule = {
    freq, interval: numberIn(parts, 'INTERVAL', ruleLimits.interval) ?? 1,
    byMonth: numbersIn(parts, 'BYMONTH', 12, false), byMonthDay: numbersIn(parts, 'BYMONTHDAY', 31), byDay: daysIn(parts, freq),
    bySetPos: numbersIn(parts, 'BYSETPOS', 366), weekStart: oneOf('WKST', parts.get('WKST') ?? 'MO', weekdays),
    count: numberIn(parts, 'COUNT', ruleLimits.count), until: untilIn(parts),
  }
  if (rule.count !== null && rule.until !== null) throw new RuleFault('A rule has COUNT or UNTIL, not both.')
  if (freq === 'WEEKLY' && rule.byMonthDay.length > 0) throw new RuleFault('BYMONTHDAY does not go with FREQ=WEEKLY.')
  const chooses = rule.byDay.length + rule.byMonthDay.length + rule.byMonth.length > 0
  if (rule.bySetPos.length > 0 && !chooses) throw new RuleFault('BYSETPOS needs BYDAY, BYMONTHDAY or BYMONTH beside it.')
  return rule
}

/** The one way to write a rule: parts in one order, without what says nothing. */
export function writeRule(rule: Rule): string {
  const { freq, interval, byMonth, byMonthDay, byDay, bySetPos, weekStart, count, until } = rule
  const parts = [
    `FREQ=${freq}`, interval > 1 && `INTERVAL=${interval}`, listed('BYMONTH', byMonth), listed('BYMONTHDAY', byMonthDay), listed('BYDAY', byDay),
    listed('BYSETPOS', bySetPos), weekStart !== 'MO' && `WKST=${weekStart}`, count !== null && `COUNT=${count}`, until !== null && `UNTIL=${until}`,
  ]
  return parts.filter(Boolean).join(';')
}

const listed = (name: string, values: readonly (string | number)[]) => values.length > 0 && `${name}=${values.join(',')}`

function partsOf(text: string): Map<string, string> {
  if (text.length > ruleLimits.length) throw new RuleFault(`A rule has at most ${ruleLimits.length} characters.`)
  const parts = new Map<string, string>()
  for (const part of text.trim().toUpperCase().replace(/^RRULE:/, '').split(';')) {
    const [name = '', value = ''] = part.split('=', 2)
    if (!PARTS.includes(name)) throw new RuleFault(`Tasks know no part "${name}": use ${PARTS.join(', ')}.`)
    if (parts.has(name)) throw new RuleFault(`${name} is there twice.`)
    if (value === '') throw new RuleFault(`${name} has no value.`)
    parts.set(name, value)
  }
  return parts
}

function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  if (!(known as readonly string[]).includes(value)) throw new RuleFault(`${name} is one of ${known.join(', ')}.`)
  return value as T
}

function numberIn(parts: ReadonlyMap<string, string>, name: string, most: number): number | null {
  const value = parts.get(name)
  if (value === undefined) return null
  if (!/^\d{1,4}$/.test(value) || Number(value) < 1 || Number(value) > most) throw new RuleFault(`${name} is a whole number from 1 to ${most}.`)
  return Number(value)
}

function numbersIn(parts: ReadonlyMap<string, string>, name: string, most: number, negative = true): number[] {
  const values = parts.get(name)?.split(',') ?? []
  for (const value of values) {
    const size = Math.abs(Number(value))
    const fits = /^[+-]?\d{1,3}$/.test(value) && size >= 1 && size <= most && (negative || !value.startsWith('-'))
    if (!fits) throw new RuleFault(`${name} has whole numbers from 1 to ${most}${negative ? `, or from -1 to -${most}` : ''}.`)
  }
  return [...new Set(values.map(Number))]
}

/** Only months and years have a third Tuesday. */
function daysIn(parts: ReadonlyMap<string, string>, freq: Frequency): string[] {
  const days = parts.get('BYDAY')?.split(',') ?? []
  for (const day of days) {
    const [, place] = DAY.exec(day) ?? []
    if (!DAY.test(day)) throw new RuleFault('BYDAY has days such as MO, or 2TU and -1FR.')
    if (place !== undefined && (freq === 'DAILY' || freq === 'WEEKLY')) throw new RuleFault(`Numbers in BYDAY do not go with FREQ=${freq}.`)
    if (Math.abs(Number(place ?? 1)) > (freq === 'MONTHLY' ? 5 : 53)) throw new RuleFault('There is no such day in BYDAY.')
  }
  return [...new Set(days.map((day) => day.replace('+', '')))]
}

function untilIn(parts: ReadonlyMap<string, string>): string | null {
  const until = parts.get('UNTIL') ?? null
  if (until !== null && (!UNTIL.test(until) || Number.isNaN(Date.parse(asIso(until))))) throw new RuleFault('UNTIL is a day as 20261231 or a moment as 20261231T225959Z.')
  return until
}

/** A day or moment of a rule as ISO 8601 writes it. */
export const asIso = (until: string): string =>
  until.replace(/^(\d{4})(\d{2})(\d{2})/, '$1-$2-$3').replace(/T(\d{2})(\d{2})(\d{2})Z$/, 'T$1:$2:$3Z')
