// What a team's list has that a board has not: a new task's project, remembered for each person and team, and moves in several projects.
import type { Project } from '../../../shared/features/projects.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { recentProject } from '../../shell/recent-project.svelte.ts'
import { readIds, writeIds } from '../../shell/remembered-ids.ts'
import type { BoardScene, ColumnView } from '../board/board.scene.svelte.ts'
import { fieldOf } from '../board/grouping.ts'
import type { WorkSeat } from '../board/work-seat.ts'
import { moveInEach } from './move-in-each.ts'
import type { WorkScene } from './work.scene.svelte.ts'

export class TeamWork implements WorkSeat {
  readonly #scene: WorkScene
  readonly #key: string
  #chosen = $state.raw<string | undefined>()
  /** Those in which one may create. */
  readonly projects = $derived.by((): readonly Project[] => this.#open())

  constructor(scene: WorkScene) {
    this.#scene = scene
    this.#key = `lockstep.new-in.${scene.meId ?? ''}.${scene.store.projectId}`
    this.#chosen = readIds(this.#key)[0]
  }

  projectsFor(column: ColumnView): readonly Project[] {
    return this.projects.filter(({ id }) => this.#fits(id, column))
  }

  projectFor(column: ColumnView): Project | undefined {
    const projects = this.projectsFor(column)
    const { adding, store } = this.#scene
    const wanted = [store.task(adding?.afterTaskId ?? '')?.projectId, this.#chosen, ...recentProject.ids]
    return wanted.map((id) => projects.find((project) => project.id === id)).find(Boolean) ?? projects[0]
  }

  choose(projectId: string): void {
    const { adding } = this.#scene
    this.#chosen = projectId
    writeIds(this.#key, [projectId])
    // Below a task of another project there is no place for it.
    if (adding?.afterTaskId) this.#scene.adding = { columnId: adding.columnId }
  }

  boardOf(projectId: string): BoardScene {
    return this.#scene.boardOf(projectId)
  }

  moveAllToEnd(tasks: readonly BoardTask[], statusId: string, end: 'top' | 'bottom', evenIfBlocked: boolean): boolean {
    return moveInEach(this.#scene, tasks, { statusId, end, evenIfBlocked })
  }

  #open(): readonly Project[] {
    const { organizations, session } = this.#scene.stores
    const teamId = this.#scene.store.projectId
    if (!session.can('task.create', organizations.subject(teamId))) return []
    return organizations.projects.filter((project) => project.teamId === teamId && this.#scene.hasBoard(project.id))
  }

  /** Whether a task of the project can stand in the column. */
  #fits(projectId: string, { status, value }: ColumnView): boolean {
    const scene = this.#scene
    if (status) return scene.ownStatus({ projectId }, status.id) !== undefined
    if (value === null || scene.grouping === 'status') return true
    if (scene.grouping === 'project') return value === projectId
    const owner = scene.grouping === 'label' ? scene.labels.get(value) : scene.store.view?.customFields.get(fieldOf(scene.grouping) ?? '')
    return (owner?.projectId ?? projectId) === projectId
  }
}
