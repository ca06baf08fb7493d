// Titles of templates with places for the day and a number: `Review {week}/{year}`. Pure; the browser shows with it what comes out.
import { addDays, daysBetween, mondayOf, yearOf } from './calendar.ts'

export const placeholders = ['date', 'year', 'quarter', 'month', 'week', 'number'] as const
export type Placeholder = (typeof placeholders)[number]

/** The day on which a task is made, and which of its template it is. */
export interface TitleFacts { day: string; number: number }

/** `{{` stands for a brace. */
const PLACES = /\{\{|\{([^{}]*)\}/g
/** As long as a title may be. */
const MOST = 500

const two = (value: number) => String(value).padStart(2, '0')
const isKnown = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name)

const VALUE: Record<Placeholder, (facts: TitleFacts) => string> = {
  date: ({ day }) => day,
  year: ({ day }) => day.slice(0, 4),
  quarter: ({ day }) => String(Math.ceil(Number(day.slice(5, 7)) / 3)),
  month: ({ day }) => day.slice(5, 7),
  week: ({ day }) => two(weekOf(day)),
  number: ({ number }) => String(number),
}

/** The title that a pattern gives; what is no placeholder stays as it is written. */
export function titleFrom(pattern: string, facts: TitleFacts): string {
  const title = pattern.replaceAll(PLACES, (written, name: string | undefined) => (name === undefined ? '{' : isKnown(name) ? VALUE[name](facts) : written))
  return title.slice(0, MOST).trim()
}

/** What stands in braces and is no placeholder. */
export function unknownPlaceholder(pattern: string): string | null {
  for (const [written, name] of pattern.matchAll(PLACES)) if (name !== undefined && !isKnown(name)) return written
  return null
}

/** Whether it counts the tasks that are made with it. */
export const counts = (pattern: string): boolean => [...pattern.matchAll(PLACES)].some(([, name]) => name === 'number')

/** The pattern that gives this very title. */
export const asPattern = (title: string): string => title.replaceAll('{', '{{').slice(0, MOST)

/** The week of the year by ISO 8601: the first has the year's first Thursday. */
function weekOf(day: string): number {
  const thursday = addDays(mondayOf(day), 3)
  const first = `${String(yearOf(thursday)).padStart(4, '0')}-01-01`
  return Math.floor(daysBetween(first, thursday) / 7) + 1
}
