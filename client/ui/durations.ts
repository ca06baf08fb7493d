// Lengths of time as people write them: "2h 30m", "1.5h", "90 min", "1:30"; a bare number is hours, a day has eight of them.
import { locale } from '../i18n/locale.svelte.ts'

const MINUTES: Record<string, number> = {
  '': 60, h: 60, hr: 60, hrs: 60, hour: 60, hours: 60, std: 60, stunde: 60, stunden: 60,
  m: 1, min: 1, mins: 1, minute: 1, minutes: 1, minuten: 1, d: 480, day: 480, days: 480, t: 480, tag: 480, tage: 480,
}
const PART = /(\d+(?:[.,]\d+)?)\s*([a-z]*)\.?/g

/** Whole minutes; undefined when it is no length of time. */
export function parseMinutes(typed: string): number | undefined {
  const text = typed.trim().toLowerCase()
  const clock = /^(\d+):([0-5]\d)$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const parts = [...text.matchAll(PART)]
  if (parts.length === 0 || text.replaceAll(PART, '').trim() !== '') return undefined
  const minutes = parts.map(([, amount, unit]) => Number(amount!.replace(',', '.')) * (MINUTES[unit!] ?? NaN))
  const sum = minutes.reduce((all, one) => all + one, 0)
  return Number.isNaN(sum) ? undefined : Math.round(sum)
}

/** What is typed as an estimate; null where it is emptied, undefined where it is none. Half points count. */
export function readEstimate(kind: 'minutes' | 'points', typed: string): number | null | undefined {
  if (typed.trim() === '') return null
  const given = kind === 'minutes' ? parseMinutes(typed) : Math.round(Number(typed.replace(',', '.')) * 2) / 2
  return given !== undefined && given >= 0 && given <= (kind === 'minutes' ? 600_000 : 1000) ? given : undefined
}

/** "2 h 30 min", with signs that all languages share. */
export function showMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const parts = [hours > 0 ? `${locale.number(hours)}\u00a0h` : '', rest > 0 || hours === 0 ? `${rest}\u00a0min` : '']
  return parts.filter(Boolean).join(' ')
}
