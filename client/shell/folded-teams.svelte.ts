// Which teams are folded in the sidebar; remembered in this browser.
const KEY = 'lockstep.folded-teams'

class FoldedTeams {
  #ids = $state.raw<ReadonlySet<string>>(new Set(remembered()))

  has(teamId: string): boolean {
    return this.#ids.has(teamId)
  }

  toggle(teamId: string): void {
    const ids = new Set(this.#ids)
    if (!ids.delete(teamId)) ids.add(teamId)
    this.#ids = ids
    try {
      localStorage.setItem(KEY, [...ids].join(' '))
    } catch {
      // Storage can be forbidden; then only this visit knows.
    }
  }
}

function remembered(): string[] {
  try {
    return localStorage.getItem(KEY)?.split(' ').filter(Boolean) ?? []
  } catch {
    return []
  }
}

export const foldedTeams = new FoldedTeams()
