// How many cards came into a column in one drawing, for its head to say for a moment: so many do not travel (see motion.ts).
import { SvelteMap } from 'svelte/reactivity'
import { MOST_TRAVELLING } from './arrivals.ts'

const SHOWN_MS = 4_000

export class CameInto {
  readonly #counts = new SvelteMap<string, number>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()

  get(columnId: string): number | undefined {
    return this.#counts.get(columnId)
  }

  /** What comes while the former count still stands is added to it. */
  note(columnId: string, count: number): void {
    if (count <= MOST_TRAVELLING) return
    this.#counts.set(columnId, (this.#counts.get(columnId) ?? 0) + count)
    clearTimeout(this.#timers.get(columnId))
    this.#timers.set(columnId, setTimeout(() => this.#counts.delete(columnId), SHOWN_MS))
  }
}
