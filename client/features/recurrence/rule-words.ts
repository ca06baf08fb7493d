// A rule in words: "Every 2 weeks on Monday and Thursday, until 3 Mar 2027". Pure.
import { instantIn } from '../../../shared/calendar.ts'
import { asIso, readRule, weekdays, type Rule } from '../../../shared/recurrence-rule.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import { dayLabel, todayIn } from '../../ui/day-labels.ts'
import { zone } from '../../ui/zone.ts'
import { t } from './words.ts'

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY = 86_400_000

/** Of a part of RFC 5545 that has no short words the rule itself is told. */
export function ruleWords(text: string): string {
  const rule = readable(text)
  const words = rule && turnWords(rule)
  if (!rule || !words) return t('rule.own', { rule: text })
  if (rule.count !== null) return t('rule.times', { rule: words, count: rule.count })
  if (rule.until === null) return words
  return t('rule.until', { rule: words, day: dayLabel(asIso(rule.until).slice(0, 10), todayIn(zone.name)) })
}

export const weekdayName = (day: string, weekday: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale.tag, { weekday, timeZone: 'UTC' }).format(MONDAY + weekdays.indexOf(day as 'MO') * DAY)

function readable(text: string): Rule | null {
  try {
    return readRule(text)
  } catch {
    return null
  }
}

function turnWords(rule: Rule): string | null {
  const { freq, interval, byDay, byMonth, byMonthDay, bySetPos } = rule
  const plain = byDay.length + byMonth.length + byMonthDay.length + bySetPos.length === 0
  switch (freq) {
    case 'DAILY': return plain ? t('rule.daily', { interval }) : null
    case 'WEEKLY': return bySetPos.length + byMonth.length > 0 ? null : weekWords(interval, byDay)
    case 'MONTHLY': return plain ? t('rule.monthly', { interval }) : byMonth.length > 0 ? null : monthWords(rule)
    case 'YEARLY': return plain ? t('rule.yearly', { interval }) : yearWords(rule)
  }
}

function weekWords(interval: number, byDay: readonly string[]): string {
  if (byDay.length === 0) return t('rule.weekly', { interval })
  if (interval === 1 && byDay.join() === 'MO,TU,WE,TH,FR') return t('rule.weekdays')
  const sorted = byDay.toSorted((a, b) => weekdays.indexOf(a as 'MO') - weekdays.indexOf(b as 'MO'))
  return t('rule.weeklyOn', { interval, days: locale.list(sorted.map((day) => weekdayName(day))) })
}

function monthWords({ interval, byDay, byMonthDay, bySetPos }: Rule): string | null {
  const [only] = byDay
  if (byDay.length === 1 && byMonthDay.length + bySetPos.length === 0 && /^(-1|[1-5])/.test(only!)) {
    return t('rule.monthlyWeekday', { interval, place: `p${Number.parseInt(only!)}`, day: weekdayName(only!.slice(-2)) })
  }
  if (byDay.length > 0 || byMonthDay.length === 0) return null
  if (bySetPos.length === 0) return byMonthDay.some((day) => day < -1) ? null : t('rule.monthlyOn', { interval, days: locale.list(byMonthDay.map(onDay)) })
  return isDayOrLast(byMonthDay, bySetPos) ? t('rule.monthlyOrLast', { interval, day: byMonthDay.at(-1)! }) : null
}

const onDay = (day: number) => (day === -1 ? t('rule.onLast') : t('rule.onDay', { day }))

/** `28,29,30` and of them the last: the 30th, or the last day of a shorter month. */
const isDayOrLast = (days: readonly number[], places: readonly number[]) =>
  places.join() === '-1' && days[0] === 28 && days.every((day, index) => day === 28 + index)

function yearWords({ interval, byDay, byMonth, byMonthDay, bySetPos }: Rule): string | null {
  if (byDay.length + bySetPos.length > 0 || byMonth.length !== 1 || byMonthDay.length !== 1 || byMonthDay[0]! < 1) return null
  const day = instantIn(`2024-${String(byMonth[0]).padStart(2, '0')}-${String(byMonthDay[0]).padStart(2, '0')}`)
  return Number.isNaN(day.getTime()) ? null : t('rule.yearlyOn', { interval, date: new Intl.DateTimeFormat(locale.tag, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day) })
}
