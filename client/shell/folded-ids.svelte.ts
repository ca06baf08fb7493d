// Which things of a list are folded; remembered in this browser under a name.
import { readIds, writeIds } from './remembered-ids.ts'

export class FoldedIds {
  readonly #key: string
  #ids = $state.raw<ReadonlySet<string>>(new Set())

  constructor(key: string) {
    this.#key = key
    this.#ids = new Set(readIds(key))
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids)
    if (!ids.delete(id)) ids.add(id)
    this.#ids = ids
    writeIds(this.#key, ids)
  }
}

/** Teams in the sidebar. */
export const foldedTeams = new FoldedIds('lockstep.folded-teams')
