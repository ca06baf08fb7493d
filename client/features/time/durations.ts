// Spans of time as people write and read them.
import { t } from './words.ts'

const MOST = 24 * 60
const number = (text: string) => Number(text.replace(',', '.'))

/** Minutes of "45", "1:30", "1h 30m", "1,5h"; null when it is none, or not within a day. */
export function parseMinutes(typed: string): number | null {
  const text = typed.trim().toLowerCase()
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text)
  const words = /^(?:(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|std\.?))?\s*(?:(\d{1,4})\s*(?:m|min\.?))?$/.exec(text)
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2]) : /^\d{1,4}$/.test(text) ? Number(text)
    : words && text ? Math.round(number(words[1] ?? '0') * 60) + Number(words[2] ?? 0) : 0
  return minutes >= 1 && minutes <= MOST ? minutes : null
}

/** "1:30", as it is typed again. */
export const typedMinutes = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** "1 h 30 min". */
export function durationWords(total: number): string {
  const [hours, minutes] = [Math.floor(total / 60), total % 60]
  if (hours === 0) return t('minutes', { minutes })
  return minutes === 0 ? t('hours', { hours }) : t('hoursAndMinutes', { hours, minutes })
}

export const minutesSince = (startedAt: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(startedAt)) / 60_000))
