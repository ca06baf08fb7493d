// Lengths of time as people type them: a bare number is hours.
import { minutesIn, UNITS } from '../../shared/durations.ts'
import { locale } from '../i18n/locale.svelte.ts'

const TYPED = { ...UNITS, '': 60 }

/** Whole minutes; undefined when it is no length of time. */
export const parseMinutes = (typed: string): number | undefined => minutesIn(typed, TYPED)

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
