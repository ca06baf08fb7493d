// Of what a screen of tasks is, a project or a team, and what one may do there.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { viewGroups } from '../../../shared/features/views.ts'
import type { LimitMode, Status } from '../../../shared/features/workflow.ts'
import type { Permission } from '../../../shared/permissions.ts'
import type { Stores } from '../../client.svelte.ts'
import type { TaskBoard } from './board.store.svelte.ts'
import { groupings } from './grouping.ts'
import type { WorkSeat } from './work-seat.ts'

export class SceneScope {
  readonly stores: Stores
  readonly store: TaskBoard
  /** Where tasks of several projects are shown. */
  readonly work: WorkSeat | null = null

  constructor(stores: Stores, store: TaskBoard) {
    this.stores = stores
    this.store = store
  }

  /** Where a saved view of this screen belongs, and what a file of it holds. */
  get place(): { projectId: string } | { teamId: string } {
    return { projectId: this.store.projectId }
  }

  /** Whether tasks of several projects are shown. */
  get isOfTeam(): boolean {
    return 'teamId' in this.place
  }

  /** What tasks can be grouped by, besides custom fields. */
  get groupings(): readonly (typeof viewGroups)[number][] {
    return groupings
  }

  get meId(): string | null {
    return this.stores.session.membershipId
  }

  /** The task with this key or id. */
  protected taskCalled(wanted: string | null): BoardTask | undefined {
    if (wanted === null) return undefined
    for (const { id } of this.store.view?.statuses ?? []) {
      const found = this.store.column(id).find((task) => task.key === wanted || task.id === wanted)
      if (found) return found
    }
  }

  can(permission: Permission, task: BoardTask): boolean {
    const { session, organizations } = this.stores
    return session.can(permission, organizations.subject(task.teamId, task))
  }

  get canCreate(): boolean {
    const { session, organizations } = this.stores
    return session.can('task.create', organizations.subject(this.store.view?.project.teamId ?? ''))
  }

  /** The status of this name and meaning in a task's own project. */
  ownStatus(_task: Pick<BoardTask, 'projectId'>, statusId: string): string | undefined {
    return statusId
  }

  /** How the limits of a status are meant. */
  limitsOf(_status: Status): LimitMode {
    return this.store.view?.project.limits ?? 'warn'
  }
}
