// Dialogs that can be opened from several places: the shell draws each once.
import { lockstep } from '../lockstep.ts'
import { Late, want } from '../ui/index.ts'
import { go } from './go.ts'
import type { Project } from '../../shared/features/projects.ts'

export async function leave(): Promise<void> {
  go('/sign-in', { replace: true })
  await lockstep.signOut()
}

class Dialogs {
  /** They come after the page; whoever opens one before waits a moment. */
  readonly late = new Late(async () => (await import('./ShellDialogs.svelte')).default)
  team = $state(false)
  /** A new team is opened as a page, unless one goes on where one is. */
  stayAfterTeam = $state(false)
  project = $state(false)
  /** The team that a new project is for; empty: choose. */
  projectTeamId = $state('')
  /** What is copied, and whether a template comes of it. */
  copy = $state.raw<{ project: Project; isTemplate: boolean } | null>(null)
  /** What is moved to another team. */
  move = $state.raw<Project | null>(null)
  invitation = $state(false)
  /** Whether to sign out although changes wait. */
  leaving = $state(false)
  invitationTeamIds = $state.raw<string[]>([])

  newTeam({ stay = false } = {}): void {
    this.stayAfterTeam = stay
    this.team = true
    this.#want()
  }

  newProject(teamId = ''): void {
    this.projectTeamId = teamId
    this.project = true
    this.#want()
  }

  copyProject(project: Project, isTemplate = false): void {
    this.copy = { project, isTemplate }
    this.#want()
  }

  moveProject(project: Project): void {
    this.move = project
    this.#want()
  }

  /** Signs out, after asking when that would lose something. */
  signOut(): void {
    if ((lockstep.stores?.outbox.waiting.length ?? 0) === 0) return void leave()
    this.leaving = true
    this.#want()
  }

  close(): void {
    this.team = this.project = this.invitation = this.leaving = false
    this.copy = this.move = null
  }

  invite(teamIds: string[] = []): void {
    this.invitationTeamIds = teamIds
    this.invitation = true
    this.#want()
  }

  #want(): void {
    void want(this.late, () => this.close())
  }
}

export const dialogs = new Dialogs()
