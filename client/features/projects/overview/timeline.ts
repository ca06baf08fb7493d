// Where days stand between a project's start and end. Pure.
import type { Milestone } from '../../../../shared/features/milestones.ts'
import { daysBetween } from '../../../../shared/calendar.ts'

export interface Timeline {
  startOn: string
  dueOn: string
  /** How far today is, 0 to 1; null before the start and after the end. */
  today: number | null
  daysLeft: number
  milestones: { milestone: Milestone; at: number }[]
}

/** Nothing is drawn without a start and an end; milestones outside of both are left to their list. */
export function timelineOf({ startOn, dueOn }: { startOn: string | null; dueOn: string | null }, milestones: readonly Milestone[], today: string): Timeline | null {
  if (startOn === null || dueOn === null) return null
  const length = Math.max(1, daysBetween(startOn, dueOn))
  const placeOf = (day: string) => {
    const at = daysBetween(startOn, day) / length
    return at < 0 || at > 1 ? null : at
  }
  return {
    startOn, dueOn, today: placeOf(today), daysLeft: daysBetween(today, dueOn),
    milestones: milestones.flatMap((milestone) => {
      const at = milestone.dueOn === null ? null : placeOf(milestone.dueOn)
      return at === null ? [] : [{ milestone, at }]
    }),
  }
}
