// A token bucket: so many messages a second on average, so many at once.
const PER_SECOND = 20
const BURST = 60

export class Bucket {
  #tokens = BURST
  #at = performance.now()

  /** Takes one; false when there is none. */
  take(): boolean {
    const at = performance.now()
    this.#tokens = Math.min(BURST, this.#tokens + ((at - this.#at) / 1000) * PER_SECOND)
    this.#at = at
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}
