// The HTTP side of rules by which tasks repeat. Rules themselves are set as a field of their task.
import { recurrenceEndpoints as endpoints } from '../../../shared/features/recurrence.ts'
import { route, type Route } from '../../http/context.ts'
import { invalid } from '../../kernel/errors.ts'
import { isTimezone } from '../../kernel/timezone.ts'
import { authorize } from '../../policy/policy.ts'
import { turnsAfter } from './turns.ts'

export const recurrenceRoutes: Route[] = [
  route(endpoints.readRecurrenceDates, async (work, { query: { count, after, ...series } }) => {
    authorize(work.actor, 'organization.read', {})
    if (!isTimezone(series.timezone)) throw invalid('/timezone', 'This is no time zone. Use a name such as Europe/Berlin.')
    const turns = turnsAfter(series, after === undefined ? null : new Date(after), count)
    return { rule: series.rule, dates: turns.map(({ at }) => at.toISOString()) }
  }),
]
