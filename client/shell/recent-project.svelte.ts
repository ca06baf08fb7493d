// The project whose board was seen last: where the phone's bar leads.
const KEY = 'lockstep.project'

class RecentProject {
  id = $state(localStorage.getItem(KEY))

  /** Notes the project of a board's address. */
  visit(pathname: string): void {
    const [, projectId] = /^\/projects\/([\w-]+)$/.exec(pathname) ?? []
    if (!projectId || projectId === this.id) return
    this.id = projectId
    localStorage.setItem(KEY, projectId)
  }
}

export const recentProject = new RecentProject()
