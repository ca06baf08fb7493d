// On which times a rule falls. A rule is asked as a clock on the wall shows time, as if there was no summer time: so 09:00 stays 09:00.
// Only what it answers becomes an instant. Pure.
import { RRuleTemporal } from 'rrule-temporal'
import { instantAt, localTime } from '../../../shared/calendar.ts'
import type { Recurrence } from '../../../shared/features/recurrence.ts'
import { asIso, readRule, writeRule } from '../../../shared/recurrence-rule.ts'

export type Series = Pick<Recurrence, 'rule' | 'start' | 'timezone'>

/** One time on which a rule falls: as the clock there shows it, and when that is. */
export interface Turn {
  local: string
  at: Date
}

/** A rule that falls on nothing is given up after so many tries: more than the days from one 29 February to the next. */
const TRIES = 1500
const END_OF_DAY = 'T23:59:59'
const WITHIN = /^\d{4}-/

/** Up to `most` turns after a moment; from the first where it is null. */
export function turnsAfter(series: Series, after: Date | null, most: number): Turn[] {
  const rule = ruleOf(series)
  const turns: Turn[] = []
  let last = after === null ? null : localTime(after, series.timezone)
  while (turns.length < most) {
    const next = askedOf(() => (last === null ? rule.next(asUtc(series.start), true) : rule.next(asUtc(last))))
    if (!next) break
    const turn = turnOf(series, next)
    if (!turn) break
    last = turn.local
    // Where clocks are put back, the same time comes twice.
    if (after === null || turn.at > after) turns.push(turn)
  }
  return turns
}

/** The last turn that is not later than a time of that clock. */
export function turnUntil(series: Series, local: string): Turn | null {
  const turn = askedOf(() => ruleOf(series).previous(asUtc(local), true))
  return turn && turnOf(series, turn)
}

function turnOf({ timezone }: Series, { epochMilliseconds }: { epochMilliseconds: number }): Turn | null {
  const text = new Date(epochMilliseconds).toISOString()
  return WITHIN.test(text) ? { local: text.slice(0, 19), at: instantAt(text.slice(0, 19), timezone) } : null
}

function ruleOf({ rule, start, timezone }: Series): RRuleTemporal {
  const read = readRule(rule)
  const until = read.until && written(localUntil(read.until, timezone))
  return new RRuleTemporal({ rruleString: `DTSTART:${written(start)}\nRRULE:${writeRule({ ...read, until })}`, maxIterations: TRIES })
}

/** A last day holds until its end there. */
const localUntil = (until: string, timezone: string): string =>
  until.includes('T') ? localTime(new Date(asIso(until)), timezone) : asIso(until) + END_OF_DAY

const written = (local: string) => `${local.replaceAll(/[-:]/g, '')}Z`
const asUtc = (local: string) => new Date(`${local}Z`)

/** Null where the rule does not end its search: it falls on no day that anybody waits for. */
function askedOf<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Error && /iterations|evaluations/i.test(error.message)) return null
    throw error
  }
}
