// What a word behind an operator means for a field; null when it means nothing there.
import { exactDay } from '../calendar.ts'
import type { FilterField } from './fields.ts'
import type { FilterValue } from './filter.ts'
import type { Token } from './tokens.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const FURTHEST = 36_500

/** In quotes a name is always a name; `none`, `me` and ids are words without. */
export function valueOf(field: FilterField, { kind, text }: Token): FilterValue | null {
  const word = kind === 'word' ? text.toLowerCase() : null
  if (word === 'none' && field.none) return { kind: 'none' }
  if (word === 'me' && field.me) return { kind: 'me' }
  if (word !== null && field.takes === 'name' && UUID.test(word)) return { kind: 'id', id: word }
  switch (field.takes) {
    case 'name': case 'text': return isStorable(text) ? { kind: 'name', name: text } : null
    case 'choice': return choiceOf(field, text.toLowerCase())
    case 'number': return /^\d{1,3}$/.test(text) ? { kind: 'number', number: Number(text) } : null
    case 'day': return dayOf(text)
    case 'any': return isStorable(text) ? { kind: 'any', text } : null
  }
}

const isStorable = (text: string) => text !== '' && text.isWellFormed() && !text.includes('\0')

const choiceOf = (field: FilterField, choice: string): FilterValue | null =>
  (field.choices?.includes(choice) ? { kind: 'choice', choice } : null)

const namedDays: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1 }

/** A day or moment as the language writes it. */
export function dayOf(text: string): FilterValue | null {
  const word = text.toLowerCase()
  if (word === 'now') return { kind: 'now' }
  if (Object.hasOwn(namedDays, word)) return { kind: 'days', count: namedDays[word]! }
  const relative = /^([+-])(\d{1,5})([dw])$/.exec(word)
  if (relative) return daysAway(Number(relative[2]) * (relative[3] === 'w' ? 7 : 1) * (relative[1] === '-' ? -1 : 1))
  const day = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(text)
  if (day) return exactOf(Number(day[1]), Number(day[2]), Number(day[3]))
  return instantOf(text)
}

const daysAway = (count: number): FilterValue | null => (Math.abs(count) <= FURTHEST ? { kind: 'days', count } : null)

/** The last year that has a day after each of its days is 9998. */
function exactOf(year: number, month: number, date: number): FilterValue | null {
  const day = exactDay(year, month, date)
  return day && year < 9999 ? { kind: 'day', day } : null
}

/** A time with its zone, as the API writes it: `2026-12-01T10:00:00Z`. */
function instantOf(text: string): FilterValue | null {
  if (!/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/i.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) || new Date(at).getUTCFullYear() > 9998 ? null : { kind: 'instant', at: new Date(at).toISOString() }
}
