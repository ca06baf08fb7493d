// Which teams are folded in the sidebar; remembered in this browser.
import { readIds, writeIds } from './remembered-ids.ts'

const KEY = 'lockstep.folded-teams'

class FoldedTeams {
  #ids = $state.raw<ReadonlySet<string>>(new Set(readIds(KEY)))

  has(teamId: string): boolean {
    return this.#ids.has(teamId)
  }

  toggle(teamId: string): void {
    const ids = new Set(this.#ids)
    if (!ids.delete(teamId)) ids.add(teamId)
    this.#ids = ids
    writeIds(KEY, ids)
  }
}

export const foldedTeams = new FoldedTeams()
