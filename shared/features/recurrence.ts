// How tasks repeat: what a task carries, and the days on which a rule falls.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, instantInput, line } from '../ids.ts'
import { recurrenceModes } from '../recurrence-modes.ts'
import { readRule, ruleLimits, RuleFault, writeRule } from '../recurrence-rule.ts'

const mode = z.enum(recurrenceModes).describe('`whenDone`: finishing the task makes the next one, for the rule\'s next day. `afterDone`: the same, counted '
  + 'from the day on which it is finished. `onSchedule`: the next one is made at the beginning of its day, whether this one is finished or not')

const rule = z.string().max(ruleLimits.length).transform((text, context) => {
  try {
    return writeRule(readRule(text))
  } catch (error) {
    if (!(error instanceof RuleFault)) throw error
    context.addIssue({ code: 'custom', message: error.message })
    return z.NEVER
  }
}).describe('A rule of RFC 5545 with FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, WKST, and COUNT or UNTIL: `FREQ=WEEKLY;BYDAY=MO,TH`')

const LOCAL = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/
/** What a clock shows there. */
const localTime = z.string().max(19).refine((text) => LOCAL.test(text) && !text.startsWith('0000') && isDay(text.slice(0, 10)), 'Use a day and time such as 2026-03-02T09:00')
  .transform((text) => (text.length === 16 ? `${text}:00` : text))
const isDay = (day: string) => {
  const at = new Date(`${day}T00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
const start = localTime.describe('The first turn of the rule, as a clock in the time zone shows it. The hour stays the same when clocks change')
const timezone = line(60).describe('An IANA time zone, such as Europe/Berlin')

export const recurrence = z.strictObject({
  mode, rule: z.string(), start: z.string(),
  nextAt: instant.nullable().describe('When the next task is made, with `onSchedule`; null when finishing makes it, or when there is no next one'),
  timezone: z.string(),
}).describe('How the task repeats')
export type Recurrence = z.infer<typeof recurrence>

export const recurrenceInput = z.strictObject({
  rule, timezone: timezone.optional().describe('That of the team unless said, or your own where the team has none'), start: start.optional().describe('The task\'s due time unless said, else its start, else now'),
  mode: mode.default('whenDone'), nextAt: instantInput.nullable().optional().describe('Reckoned anew: what was read can be sent back'),
})
export type RecurrenceInput = z.output<typeof recurrenceInput>

/** So many days are told at most. */
export const MOST_DATES = 20

export const recurrenceEndpoints = {
  readRecurrenceDates: endpoint({
    id: 'readRecurrenceDates', tag: 'Tasks', access: 'member', method: 'GET', path: '/api/recurrence/dates', scope: 'tasks:read', permission: 'organization.read',
    summary: 'The times on which a rule falls, after a moment',
    query: z.strictObject({
      rule, timezone, start, after: instantInput.optional().describe('Times after this one; from the first unless said'),
      count: z.coerce.number().int().min(1).max(MOST_DATES).default(5),
    }),
    status: 200, response: z.strictObject({ rule: z.string().describe('The rule as it is kept'), dates: z.array(instant).describe('Fewer than asked for where the rule ends') }),
  }),
}
