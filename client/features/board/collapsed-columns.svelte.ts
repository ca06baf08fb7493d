// Which columns of a board are narrow: remembered for each person and project in this browser. On a phone none is,
// since there one column fills the screen.
import { MediaQuery } from 'svelte/reactivity'
import { readIds, writeIds } from '../../shell/remembered-ids.ts'

const phone = new MediaQuery('(max-width: 699px)')

export class CollapsedColumns {
  readonly #key: string
  #ids = $state.raw<ReadonlySet<string>>(new Set())
  /** Open as long as something is carried. */
  #sprung = $state.raw<ReadonlySet<string>>(new Set())

  constructor(membershipId: string | null, projectId: string) {
    this.#key = `lockstep.collapsed.${membershipId ?? ''}.${projectId}`
    this.#ids = new Set(readIds(this.#key))
  }

  has(columnId: string): boolean {
    return this.#ids.has(columnId) && !this.#sprung.has(columnId) && !phone.current
  }

  collapse(columnId: string): void {
    this.#keep([...this.#ids, columnId])
  }

  expand(columnId: string): void {
    if (this.#ids.has(columnId)) this.#keep([...this.#ids].filter((id) => id !== columnId))
  }

  expandAll(): void {
    this.#keep([])
  }

  /** Opens a column for what is carried over it. */
  spring(columnId: string): void {
    this.#sprung = new Set([...this.#sprung, columnId])
  }

  /** The column that something was put into stays open, the others close again. */
  settle(columnId: string | null): void {
    if (this.#sprung.size === 0) return
    if (columnId !== null && this.#sprung.has(columnId)) this.expand(columnId)
    this.#sprung = new Set()
  }

  #keep(ids: string[]): void {
    this.#ids = new Set(ids)
    writeIds(this.#key, this.#ids)
  }
}
