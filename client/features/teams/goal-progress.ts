// How far a goal is, from where it began to its target; the way may lead down. Pure.
import type { Goal } from '../../../shared/features/goals.ts'

type Way = Pick<Goal, 'start' | 'target' | 'current'>

/** 0 to 100; never 100 before it is reached, never 0 once something is done. */
export function goalPercent({ start, target, current }: Way): number {
  const share = (current - start) / (target - start)
  if (share >= 1) return 100
  if (share <= 0) return 0
  return Math.min(99, Math.max(1, Math.round(share * 100)))
}

export const isReached = (way: Way): boolean => goalPercent(way) === 100
