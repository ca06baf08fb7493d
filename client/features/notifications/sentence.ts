// What a notification says.
import type { Notification } from '../../../shared/features/notifications.ts'
import type { Part } from '../../i18n/messages.ts'
import { clock, dayLabel, dayOf, todayIn, zone } from '../../ui/index.ts'
import { t } from './words.ts'

const timed = new Set<Notification['kind']>(['due', 'dueToday', 'overdue'])
const quoting = new Set<Notification['kind']>(['mentioned', 'commented'])

/** Who did what. */
export function sentenceOf({ kind, actor, count, detail }: Notification): Part[] {
  return t.parts(`said.${kind}`, { actor: actor.name, count, detail: timed.has(kind) ? dueWords(detail) : detail })
}

/** The words that somebody wrote; null where it is not about words. */
export const quoteOf = ({ kind, detail }: Notification): string | null => (quoting.has(kind) && detail !== '' ? detail : null)

const dueWords = (detail: string) => (detail === '' ? 'none' : dayLabel(dayOf(detail, zone.name), todayIn(zone.name, clock.now)))
