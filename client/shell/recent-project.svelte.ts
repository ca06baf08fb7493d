// The projects whose boards were seen lately, the newest first; remembered in this browser. The phone's bar leads to the first.
import { readIds, writeIds } from './remembered-ids.ts'

const KEY = 'lockstep.projects'
const MOST = 8

class RecentProjects {
  ids = $state.raw<readonly string[]>(readIds(KEY))

  get id(): string | null {
    return this.ids[0] ?? null
  }

  /** Notes the project of a board's address. */
  visit(pathname: string): void {
    const [, projectId] = /^\/projects\/([\w-]+)$/.exec(pathname) ?? []
    if (!projectId || projectId === this.id) return
    this.ids = [projectId, ...this.ids.filter((id) => id !== projectId)].slice(0, MOST)
    writeIds(KEY, this.ids)
  }
}

export const recentProject = new RecentProjects()
