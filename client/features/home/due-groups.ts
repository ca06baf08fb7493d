// One's tasks by when they are due: late, today, until Sunday, later, without a date. Pure.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { typedDayOf } from '../../ui/day-labels.ts'

export const dueGroups = ['late', 'today', 'week', 'later', 'none'] as const
export type DueGroup = (typeof dueGroups)[number]
export interface Grouped { group: DueGroup; tasks: readonly BoardTask[] }

/** The groups that have tasks, in this order; `today` is a day, 'YYYY-MM-DD', in the zone. */
export function byDue(tasks: readonly BoardTask[], now: number, today: string, zone: string): Grouped[] {
  const sunday = endOfWeek(today)
  const groupOf = ({ dueAt }: BoardTask): DueGroup => {
    if (dueAt === null) return 'none'
    if (Date.parse(dueAt) < now) return 'late'
    const day = typedDayOf(dueAt, zone).slice(0, 10)
    if (day <= today) return 'today'
    return day <= sunday ? 'week' : 'later'
  }
  const grouped = Map.groupBy(tasks, groupOf)
  return dueGroups.flatMap((group) => (grouped.has(group) ? [{ group, tasks: grouped.get(group)! }] : []))
}

/** The Sunday of the week of a day. */
function endOfWeek(today: string): string {
  const day = new Date(`${today}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + ((7 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}
