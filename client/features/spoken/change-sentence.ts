// What somebody did to a task, as a sentence for those who listen. Pure.
import { locale } from '../../i18n/locale.svelte.ts'
import { typedDayOf } from '../../ui/day-labels.ts'
import type { RecentChange } from '../board/recent-changes.ts'
import { t } from './words.ts'

interface Told {
  change: RecentChange
  /** The status that the task has now. */
  status: string
  mine: boolean
  today: string
  zone: string
}

/** "Mira moved your task WEB-125 to Review." · "Tove changed the due day of WEB-1 to 24 November." */
export function changeSentence({ change, status, mine, today, zone }: Told): string {
  const dueAt = change.changes.dueAt?.[1]
  const day = typeof dueAt === 'string' ? spokenDay(dueAt, today, zone) : ''
  return t(deedOf(change), { name: change.name, task: change.key, status, day, mine: mine ? 'yes' : 'no' })
}

const deeds = {
  'task.created': 'created', 'task.moved': 'moved', 'task.deleted': 'deleted', 'task.restored': 'restored', 'task.left': 'left', 'task.entered': 'entered',
  'comment.created': 'commented',
} as const
const isKnown = (type: string): type is keyof typeof deeds => Object.hasOwn(deeds, type)

/** What was done, as the key of its sentence. */
export function deedOf({ type, fields, changes }: RecentChange) {
  if (type === 'task.archived') return changes.archivedAt?.[1] === null ? 'unarchived' : 'archived'
  if (isKnown(type)) return deeds[type]
  if (fields.includes('statusId')) return 'moved'
  if (fields.includes('title')) return 'renamed'
  if (fields.includes('dueAt')) return changes.dueAt?.[1] === null ? 'noDue' : 'due'
  return fields.includes('assigneeIds') ? 'assignees' : 'changed'
}

/** "24 November", with its year if that is another one, and with its time if it has one. */
function spokenDay(dueAt: string, today: string, zone: string): string {
  const day = typedDayOf(dueAt, zone)
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric'
  const time = day.includes('T') ? { hour: '2-digit', minute: '2-digit' } as const : {}
  return new Intl.DateTimeFormat(locale.tag, { day: 'numeric', month: 'long', year, ...time, timeZone: zone }).format(new Date(dueAt))
}
