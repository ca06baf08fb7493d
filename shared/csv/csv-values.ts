// Numbers and yes or no as programs write them into cells. What cannot be meant is null: a number that is read wrong is worse than none. Pure.
import { minutesIn, UNITS } from '../durations.ts'

/** As a task holds them. */
const MOST_MINUTES = 600_000
const MOST_POINTS = 1000

/** A week has five days, as programs count estimates. */
const WEEK = 5 * UNITS.d!
const LONG = { ...UNITS, w: WEEK, week: WEEK, weeks: WEEK, woche: WEEK, wochen: WEEK }
/** With three digits behind it, a comma or point may part thousands. */
const NUMBER = /^\d+(?:[.,]\d{1,2})?$/
const numberOf = (text: string) => Number(text.replace(',', '.'))

/** Whole minutes; a number without a unit counts `each` minutes. */
export function estimateOf(text: string, each: number): number | null {
  const minutes = NUMBER.test(text) ? Math.round(numberOf(text) * each) : minutesIn(text, LONG)
  return minutes !== undefined && minutes <= MOST_MINUTES ? minutes : null
}

/** Half points count. */
export function pointsOf(text: string): number | null {
  const points = NUMBER.test(text) ? numberOf(text) : NaN
  return Number.isInteger(points * 2) && points <= MOST_POINTS ? points : null
}

/** Of a hundred, with its sign or without; 0.5 may be half of it or half of one. */
export function progressOf(text: string): number | null {
  const [number, ...signs] = text.split(/(?=%$)/)
  const hundredth = NUMBER.test(number!.trim()) ? numberOf(number!.trim()) : NaN
  const progress = signs.length > 0 ? Math.round(hundredth) : hundredth
  return Number.isInteger(progress) && progress <= 100 ? progress : null
}

const YES = ['true', 'yes', 'y', '1', 'x', 'wahr', 'ja', 'archived', 'archiviert']
const NO = ['false', 'no', 'n', '0', 'falsch', 'nein']

export function flagOf(text: string): boolean | null {
  const word = text.toLowerCase()
  return YES.includes(word) ? true : NO.includes(word) ? false : null
}
