// Things that end unless they are repeated in time.
interface Lease<T> { value: T; until: number }

export class Leases<T> {
  readonly #leases = new Map<string, Lease<T>>()
  readonly #lengthMs: number

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs
  }

  get(key: string): T | undefined {
    return this.#leases.get(key)?.value
  }

  renew(key: string, value: T): void {
    this.#leases.set(key, { value, until: performance.now() + this.#lengthMs })
  }

  /** Ends it; what it was. */
  end(key: string): T | undefined {
    const value = this.get(key)
    this.#leases.delete(key)
    return value
  }

  /** Ends all whose time is over, and returns them. */
  expire(): T[] {
    const at = performance.now()
    const over = [...this.#leases].filter(([, { until }]) => until <= at)
    for (const [key] of over) this.#leases.delete(key)
    return over.map(([, { value }]) => value)
  }

  * [Symbol.iterator](): Generator<T> {
    for (const { value } of this.#leases.values()) yield value
  }
}
