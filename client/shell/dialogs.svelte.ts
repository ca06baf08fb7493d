// Dialogs that can be opened from several places: the shell draws each once.
class Dialogs {
  team = $state(false)
  /** A new team is opened as a page, unless one goes on where one is. */
  stayAfterTeam = $state(false)
  project = $state(false)
  /** The team that a new project is for; empty: choose. */
  projectTeamId = $state('')
  invitation = $state(false)
  invitationTeamIds = $state.raw<string[]>([])

  newTeam({ stay = false } = {}): void {
    this.stayAfterTeam = stay
    this.team = true
  }

  newProject(teamId = ''): void {
    this.projectTeamId = teamId
    this.project = true
  }

  invite(teamIds: string[] = []): void {
    this.invitationTeamIds = teamIds
    this.invitation = true
  }
}

export const dialogs = new Dialogs()
