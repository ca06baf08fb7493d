// What a card says in words: the state of its due day, and the sentence that is read after its title.
import { locale } from '../../i18n/locale.svelte.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { dayLabel, daysLate, typedDayOf } from '../../ui/day-labels.ts'
import { t } from './words.ts'

export type DueTone = 'plain' | 'soon' | 'late'
const SOON = 2 * 86_400_000

/** Late, due within two days, or neither; a task that is over alarms nobody. */
export function dueTone(dueAt: string, now: number, over: boolean): DueTone {
  const left = Date.parse(dueAt) - now
  if (over || left > SOON) return 'plain'
  return left < 0 ? 'late' : 'soon'
}

/** "24 Nov", "tomorrow", "Fri": the day alone, as it fits on a card. */
export function dueLabel(dueAt: string, today: string, zone: string): string {
  return dayLabel(typedDayOf(dueAt, zone).slice(0, 10), today)
}

/** "20 Nov, 3 days late". */
export function dueSentence(dueAt: string, today: string, zone: string, tone: DueTone): string {
  const day = typedDayOf(dueAt, zone)
  const late = daysLate(day, today)
  if (tone !== 'late') return dayLabel(day, today)
  const label = dayLabel(day, today)
  return late === 0 ? t('due.late', { day: label }) : t('due.daysLate', { day: label, days: late })
}

export interface CardWords {
  /** Where the column does not say it. */
  status?: string | null
  due: string | null
  late: boolean
  assignees: readonly string[]
  labels: readonly string[]
  viewers: readonly string[]
  pending: boolean
  selected?: boolean
}

/** "WEB-118, urgent, due 20 Nov, late, you and Ade Okafor, 3 of 8 checklist items, being viewed by Ade". */
export function cardSentence(task: BoardTask, words: CardWords): string {
  const facts = [
    task.key || t('card.newTask'), words.selected ? t('card.selected') : '', words.status ?? '', task.priority === 'none' ? '' : t(`priority.${task.priority}`),
    words.due ? t(words.late ? 'card.dueLate' : 'card.due', { day: words.due }) : '',
    task.recurrence ? t('card.repeats') : '',
    words.assignees.length > 0 ? locale.list(words.assignees) : '',
    words.labels.length > 0 ? t('card.labels', { labels: locale.list(words.labels) }) : '',
    task.openBlockers > 0 ? t('card.blocked', { count: task.openBlockers }) : '',
    task.subtaskTotal > 0 ? t('card.subtasks', { done: task.subtaskDone, total: task.subtaskTotal }) : '',
    task.estimatePoints === null ? '' : t('card.points', { points: task.estimatePoints }),
    task.checklistTotal > 0 ? t('card.checklist', { done: task.checklistDone, total: task.checklistTotal }) : '',
    task.commentCount > 0 ? t('card.comments', { count: task.commentCount }) : '',
    task.attachmentCount > 0 ? t('card.links', { count: task.attachmentCount }) : '',
    words.viewers.length > 0 ? t('card.viewers', { people: locale.list(words.viewers) }) : '',
    words.pending ? t('card.unsent') : '',
  ]
  return facts.filter(Boolean).join(', ')
}
