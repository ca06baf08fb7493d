// What somebody did since a moment, taken back at once: the moments to choose from, and what a trial would take back. Pure.
import type { UndoAnswer } from '../../../shared/features/undo.ts'
import { instantAt } from '../../../shared/calendar.ts'
import { todayIn } from '../../ui/day-labels.ts'
import { t, type Key } from './words.ts'

export const spans = ['quarter', 'hour', 'today', 'chosen'] as const
export type Span = (typeof spans)[number]

const MINUTE = 60_000

/** The moment; null where none is chosen yet. A chosen day without a time is meant from its beginning. */
export function momentOf(span: Span, chosen: string | null, timeZone: string, now: number): string | null {
  const begin = (day: string) => instantAt(day.includes('T') ? day : `${day}T00:00`, timeZone).toISOString()
  switch (span) {
    case 'quarter': return new Date(now - 15 * MINUTE).toISOString()
    case 'hour': return new Date(now - 60 * MINUTE).toISOString()
    case 'today': return begin(todayIn(timeZone, now))
    case 'chosen': return chosen && begin(chosen)
  }
}

/** One thing of which changes would be taken back. */
export interface Subject { name: string; key: string | null; count: number }

/** In the order of the answer: what was changed last first. */
export function subjectsOf({ undone }: Pick<UndoAnswer, 'undone'>): Subject[] {
  const groups = Map.groupBy(undone, ({ type, taskId, title }) => taskId ?? `${kindOf(type)} ${title}`)
  return [...groups.values()].map((changes) => {
    const { type, key, title } = changes[0]!
    return { key, name: key === null ? t(`kind.${kindOf(type)}` as Key, { name: title }) : title, count: changes.length }
  })
}

const kindOf = (type: string): string => type.slice(0, type.indexOf('.'))
