// Which tasks of a board are shown, as it stands in the address: `?text=refund&people=<id>,none&due=late`. Pure.
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'

export const dueFilters = ['late', 'today', 'week', 'none'] as const
export type DueFilter = (typeof dueFilters)[number]

export interface BoardFilter {
  text: string
  /** Membership ids, or `none` for tasks that nobody has. */
  people: readonly string[]
  labels: readonly string[]
  priorities: readonly Priority[]
  due: DueFilter | null
}

export const emptyFilter: BoardFilter = { text: '', people: [], labels: [], priorities: [], due: null }
export const NOBODY = 'none'

export function isEmptyFilter({ text, people, labels, priorities, due }: BoardFilter): boolean {
  return text.trim() === '' && people.length + labels.length + priorities.length === 0 && due === null
}

const listIn = (value: string | null) => value?.split(',').filter(Boolean) ?? []

/** The filter of an address; what it does not know it leaves out. */
export function readFilter(params: URLSearchParams): BoardFilter {
  const due = dueFilters.find((known) => known === params.get('due')) ?? null
  return {
    text: params.get('text') ?? '', people: listIn(params.get('people')), labels: listIn(params.get('labels')), due,
    priorities: listIn(params.get('priority')).flatMap((name) => priorities.filter((known) => known === name)),
  }
}

/** The parameters of a filter; null for those that go. */
export function filterParams(filter: BoardFilter): Record<string, string | null> {
  const list = (values: readonly string[]) => (values.length > 0 ? values.join(',') : null)
  return {
    text: filter.text.trim() ? filter.text : null, people: list(filter.people), labels: list(filter.labels),
    priority: list(filter.priorities), due: filter.due,
  }
}

export interface DayBounds { now: number; endOfToday: number }
const DAY = 86_400_000

/** Tells for each task whether the filter shows it. `isOver`: its status is done or cancelled. */
export function matcher(filter: BoardFilter, bounds: DayBounds, isOver: (task: BoardTask) =>
  boolean): (task: BoardTask) => boolean {
  const words = filter.text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const people = new Set(filter.people)
  const labels = new Set(filter.labels)
  const levels = new Set(filter.priorities)
  return (task) => {
    if (levels.size > 0 && !levels.has(task.priority)) return false
    if (labels.size > 0 && !task.labelIds.some((id) => labels.has(id))) return false
    if (people.size > 0 && !isOneOf(task, people)) return false
    if (filter.due !== null && !isDue(task, filter.due, bounds, isOver)) return false
    if (words.length === 0) return true
    const text = `${task.key} ${task.title}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  }
}

function isOneOf(task: BoardTask, people: ReadonlySet<string>): boolean {
  return task.assigneeIds.length === 0 ? people.has(NOBODY) : task.assigneeIds.some((id) => people.has(id))
}

function isDue(task: BoardTask, due: DueFilter, { now, endOfToday }: DayBounds, isOver: (task: BoardTask) =>
  boolean): boolean {
  if (due === 'none') return task.dueAt === null
  if (task.dueAt === null) return false
  const at = Date.parse(task.dueAt)
  if (due === 'late') return at < now && !isOver(task)
  return at >= endOfToday - DAY && at <= endOfToday + (due === 'week' ? 6 * DAY : 0)
}
