// A project's time as a table of people and weeks. Pure.
import { addDays } from '../../../shared/calendar.ts'
import type { ProjectTime } from '../../../shared/features/time.ts'

export interface PersonTime { memberId: string; weeks: number[]; before: number; minutes: number }

/** The given Monday and those before it, the earliest first. */
export const mondaysUntil = (monday: string, count: number): string[] => Array.from({ length: count }, (_, index) => addDays(monday, 7 * (index - count + 1)))

/** Whoever spent most comes first. What was before the first of the weeks is one number; what comes after the last is in the sum. */
export function timeTable(items: ProjectTime['items'], mondays: readonly string[]): PersonTime[] {
  const people = [...Map.groupBy(items, ({ memberId }) => memberId)].map(([memberId, own]): PersonTime => ({
    memberId, weeks: mondays.map((monday) => sum(own.filter(({ week }) => week === monday))),
    before: sum(own.filter(({ week }) => week < mondays[0]!)), minutes: sum(own),
  }))
  return people.sort((a, b) => b.minutes - a.minutes || (a.memberId < b.memberId ? -1 : 1))
}

const sum = (parts: readonly { minutes: number }[]) => parts.reduce((all, { minutes }) => all + minutes, 0)
