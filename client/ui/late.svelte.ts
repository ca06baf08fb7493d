// A part that comes in a file of its own after the page, so that no first page waits for it.
export class Late<T> {
  /** Undefined until it is there. */
  part = $state.raw<T>()
  #loading = false
  readonly #fetch: () => Promise<T>

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch
  }

  /** Loads it once. After a failure whoever needs it next tries again. */
  async load(): Promise<void> {
    if (this.part || this.#loading) return
    this.#loading = true
    try {
      this.part = await this.#fetch()
    } catch {
      // Those who show it do without until then.
    } finally {
      this.#loading = false
    }
  }
}
