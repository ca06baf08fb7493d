// What is closed on a board, columns or lanes: remembered under a name in this browser.
import { readIds, writeIds } from '../../shell/remembered-ids.ts'

export class Collapsed {
  readonly #key: string
  #ids = $state.raw<ReadonlySet<string>>(new Set())
  /** Open as long as something is carried. */
  #sprung = $state.raw<ReadonlySet<string>>(new Set())

  constructor(key: string) {
    this.#key = key
    this.#ids = new Set(readIds(key))
  }

  has(id: string): boolean {
    return this.#ids.has(id) && !this.#sprung.has(id)
  }

  collapse(id: string): void {
    this.#keep([...this.#ids, id])
  }

  expand(id: string): void {
    if (this.#ids.has(id)) this.#keep([...this.#ids].filter((one) => one !== id))
  }

  expandAll(): void {
    this.#keep([])
  }

  /** Opens one for what is carried over it. */
  spring(id: string): void {
    this.#sprung = new Set([...this.#sprung, id])
  }

  /** The one that something was put into stays open, the others close again. */
  settle(id: string): void {
    if (this.#sprung.size === 0) return
    if (this.#sprung.has(id)) this.expand(id)
    this.#sprung = new Set()
  }

  #keep(ids: string[]): void {
    this.#ids = new Set(ids)
    writeIds(this.#key, this.#ids)
  }
}
