// A part that comes in a file of its own after the page, so that no first page waits for it.
export class Late<T> {
  /** Undefined until it is there. */
  part = $state.raw<T>()
  #coming: Promise<boolean> | undefined
  readonly #fetch: () => Promise<T>

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch
  }

  /** Loads it once, and tells whether it is there. After a failure whoever needs it next tries again. */
  load(): Promise<boolean> {
    if (this.part) return Promise.resolve(true)
    return (this.#coming ??= this.#attempt())
  }

  async #attempt(): Promise<boolean> {
    try {
      this.part = await this.#fetch()
      return true
    } catch {
      return false
    } finally {
      this.#coming = undefined
    }
  }
}
