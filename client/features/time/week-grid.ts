// One's entries of a week as rows of tasks and columns of days. Pure.
import { addDays } from '../../../shared/calendar.ts'
import type { ListedEntry } from '../../../shared/features/time.ts'
import { dayOf } from '../../ui/day-labels.ts'

export interface WeekTask { id: string; projectId: string; key: string; title: string }
export interface WeekCell { day: string; entries: ListedEntry[]; minutes: number }
export interface WeekRow { task: WeekTask; cells: WeekCell[]; minutes: number }

export const daysOf = (monday: string): string[] => Array.from({ length: 7 }, (_, index) => addDays(monday, index))
export const sum = (parts: readonly { minutes: number }[]): number => parts.reduce((all, { minutes }) => all + minutes, 0)

/** Rows by key: of every task with time in the week, and of those that were added. A day is one of the person's time zone. */
export function weekRows(entries: readonly ListedEntry[], added: readonly WeekTask[], monday: string, timeZone: string): WeekRow[] {
  const tasks = new Map(added.map((task) => [task.id, task]))
  for (const { taskId, projectId, key, title } of entries) tasks.set(taskId, { id: taskId, projectId, key, title })
  const byPlace = Map.groupBy(entries, ({ taskId, startedAt }) => `${taskId} ${dayOf(startedAt, timeZone)}`)
  const rows = [...tasks.values()].map((task) => {
    const cells = daysOf(monday).map((day) => {
      const own = byPlace.get(`${task.id} ${day}`) ?? []
      return { day, entries: own, minutes: sum(own) }
    })
    return { task, cells, minutes: sum(cells) }
  })
  return rows.sort((a, b) => a.task.key.localeCompare(b.task.key, 'en', { numeric: true }))
}
