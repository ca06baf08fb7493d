// What a report's address asks for: of what, and over which days. Pure.
import { addDays, mondayOf } from '../../../shared/calendar.ts'

/** `organization`, `own`, or a kind with an id. */
export type ReportOf = 'organization' | 'own' | `${'department' | 'team' | 'project'}:${string}`

/** This week and so many before it, as people choose among them. */
export const spans = [4, 12, 26, 52] as const
export const USUAL_WEEKS = 12

export interface Period { from: string; to: string; weeks: (typeof spans)[number] | null }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const PLACE = /^(?:organization|own|(?:department|team|project):[0-9a-f-]{36})$/

export function reportOf(params: URLSearchParams, usual: ReportOf): ReportOf {
  const given = params.get('of') ?? ''
  return PLACE.test(given) ? given as ReportOf : usual
}

/** Weeks end today; days that are no days are left to the server to refuse. */
export function periodOf(params: URLSearchParams, today: string): Period {
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? '']
  if (DAY.test(from) && DAY.test(to)) return { from, to, weeks: null }
  const weeks = spans.find((span) => String(span) === params.get('weeks')) ?? USUAL_WEEKS
  return { from: addDays(mondayOf(today), -7 * (weeks - 1)), to: today, weeks }
}
