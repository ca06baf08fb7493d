// Things that are true only while they are repeated: somebody's presence, somebody's typing.

export class Leases<T> {
  readonly #entries = new Map<string, { value: T; until: number }>()

  set(key: string, value: T, until: number): void {
    this.#entries.set(key, { value, until })
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  /** What still holds; the rest is forgotten. */
  live(now: number): T[] {
    for (const [key, { until }] of this.#entries) if (until <= now) this.#entries.delete(key)
    return Array.from(this.#entries.values(), ({ value }) => value)
  }

  clear(): void {
    this.#entries.clear()
  }
}
