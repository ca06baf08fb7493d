// What a card says in words: the state of its due day, and the sentence that is read after its title.
import type { Category } from '../../../shared/features/workflow.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { dayLabel, daysLate, typedDayOf } from '../../ui/day-labels.ts'

export type DueTone = 'plain' | 'soon' | 'late'
const SOON = 2 * 86_400_000

export const isOver = (category: Category): boolean => category === 'done' || category === 'cancelled'

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
  return `${dayLabel(day, today)}, ${late === 0 ? 'late' : late === 1 ? '1 day late' : `${late} days late`}`
}

export interface CardWords {
  due: string | null
  late: boolean
  assignees: readonly string[]
  labels: readonly string[]
  viewers: readonly string[]
  pending: boolean
}

/** "WEB-118, urgent, due 20 Nov, late, you and Ade Okafor, 3 of 8 checklist items, being viewed by Ade". */
export function cardSentence(task: BoardTask, words: CardWords): string {
  const list = new Intl.ListFormat('en')
  const facts = [
    task.key || 'New task', task.priority === 'none' ? '' : task.priority,
    words.due ? `due ${words.due}${words.late ? ', late' : ''}` : '',
    words.assignees.length > 0 ? list.format(words.assignees) : '',
    words.labels.length > 0 ? `labels ${list.format(words.labels)}` : '',
    task.checklistTotal > 0 ? `${task.checklistDone} of ${task.checklistTotal} checklist items` : '',
    counted(task.commentCount, 'comment'), counted(task.attachmentCount, 'link'),
    words.viewers.length > 0 ? `being viewed by ${list.format(words.viewers)}` : '',
    words.pending ? 'waiting to be sent' : '',
  ]
  return facts.filter(Boolean).join(', ')
}

const counted = (count: number, what: string) => (count === 0 ? '' : count === 1 ? `1 ${what}` : `${count} ${what}s`)
