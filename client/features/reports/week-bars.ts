// The bars of the chart of weeks: two beside each other, on an axis from zero. Pure.
import type { Report } from '../../../shared/features/reports.ts'

/** Units of a week's place across, and of the whole height. */
export const WIDE = 12
export const HIGH = 100

export interface Bar { kind: 'created' | 'finished'; x: number; height: number }
export interface WeekBars { week: string; created: number; finished: number; bars: Bar[] }

const steps = [1, 2, 5]

/** The number at the top of the axis: the next one that is easily halved or read. */
export function axisTop(most: number): number {
  for (let power = 1; ; power *= 10) {
    const step = steps.find((one) => one * power * 2 >= most)
    if (step !== undefined) return step * power * 2
  }
}

export function weekBars(weeks: Report['weeks'], top: number): WeekBars[] {
  return weeks.map(({ week, created, finished }, index) => ({
    week, created, finished, bars: ([['created', created], ['finished', finished]] as const).map(([kind, count], place) =>
      ({ kind, x: index * WIDE + 2 + place * 4.2, height: (count / top) * HIGH })),
  }))
}

/** Which weeks are named under the axis: the last, and of those before it as many as there is room for. */
export const isNamed = (index: number, count: number): boolean => (count - 1 - index) % Math.max(1, Math.ceil(count / 6)) === 0
