// Collects what an import could not take over: single places up to a bound, and tallies that become one line each.
import { LIMITS, Quota } from './import-limits.ts'
import type { ImportWarning } from './import-plan.ts'

const LISTED_PER_CODE = 20

export class Warnings {
  readonly #places: ImportWarning[] = []
  readonly #faults = new Quota('faults', LIMITS.faults)
  readonly #listed = new Set<string>()
  readonly #added = new Map<string, number>()
  readonly #tallies = new Map<string, { count: number; where: string; say: (count: number) => string }>()

  /** A place is noted once, however often it is read. */
  add(code: string, message: string, where: string): void {
    this.#faults.spend(where)
    const place = `${code} ${where}`
    if (this.#listed.has(place)) return
    const added = (this.#added.get(code) ?? 0) + 1
    this.#added.set(code, added)
    if (added > LISTED_PER_CODE) return
    this.#listed.add(place)
    this.#places.push({ code, message, where })
  }

  /** Counts one more of a kind; `where` of the first is kept, `say` of the first words the sum. */
  tally(code: string, where: string, say: (count: number) => string, amount = 1): void {
    const tally = this.#tallies.get(code)
    if (tally) tally.count += amount
    else this.#tallies.set(code, { count: amount, where, say })
  }

  list(): ImportWarning[] {
    const sums = [...this.#tallies].map(([code, { count, where, say }]) => ({ code, message: say(count), where, count }))
    const rests = [...this.#added].filter(([, added]) => added > LISTED_PER_CODE)
      .map(([code, added]) => ({ code, message: `${added - LISTED_PER_CODE} more of this kind are not listed`, count: added - LISTED_PER_CODE }))
    return [...sums, ...this.#places, ...rests]
  }
}

/** `1 task`, `3 tasks`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
