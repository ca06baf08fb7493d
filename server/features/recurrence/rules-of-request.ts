// The rules that one request gives, each looked at once: to find that a rule falls on no day takes long, and a bulk change may give
// thousands.
import { invalid } from '../../kernel/errors.ts'
import { turnsAfter, type Series } from './turns.ts'

/** So many different rules one request gives at most. */
const MOST = 100

export class RulesOfRequest {
  readonly #falls = new Map<string, boolean>()

  /** Throws 422 for a rule that never comes to its turn, and for too many. */
  check(series: Series): void {
    if (!this.#falls.has(series.rule)) {
      if (this.#falls.size === MOST) throw invalid('/recurrence/rule', `One request gives at most ${MOST} different rules.`)
      this.#falls.set(series.rule, turnsAfter(series, null, 1).length > 0)
    }
    if (!this.#falls.get(series.rule)) throw invalid('/recurrence/rule', 'This rule falls on no day.')
  }
}
