// What the parts of the table share where it shows all tasks of a team: what tasks can have depends on their project.
import type { Label } from '../../../shared/features/labels.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { viewGroups } from '../../../shared/features/views.ts'
import type { LimitMode, Status } from '../../../shared/features/workflow.ts'
import { fold } from '../../../shared/filter/fold.ts'
import type { Stores } from '../../client.svelte.ts'
import { ringFill } from '../../ui/index.ts'
import { BoardScene, type ColumnView, type StatusColumn } from '../board/board.scene.svelte.ts'
import { TeamWork } from './team-work.svelte.ts'
import type { WorkStore } from './work.store.svelte.ts'

export class WorkScene extends BoardScene {
  readonly #work: WorkStore
  readonly #parts = new Map<string, BoardScene>()
  override readonly work = new TeamWork(this)
  /** Statuses of one name and meaning, by the projects that have one. */
  readonly #alike = $derived.by(() => {
    const kinds = new Map<string, Map<string, string>>()
    for (const status of this.statuses) {
      const own = kinds.get(kindOf(status)) ?? kinds.set(kindOf(status), new Map()).get(kindOf(status))!
      if (!own.has(status.projectId)) own.set(status.projectId, status.id)
    }
    return kinds
  })

  constructor(stores: Stores, store: WorkStore) {
    super(stores, store)
    this.#work = store
  }

  override get place() {
    return { teamId: this.#work.teamId }
  }

  override get groupings() {
    return viewGroups
  }

  override get canCreate(): boolean {
    return this.work.projects.length > 0
  }

  override ownStatus({ projectId }: Pick<BoardTask, 'projectId'>, statusId: string): string | undefined {
    const status = this.statusById.get(statusId)
    return status?.projectId === projectId ? statusId : status && this.#alike.get(kindOf(status))?.get(projectId)
  }

  /** Statuses of the same name and meaning are one group, whatever project they are of. */
  protected override statusGroups(): readonly ColumnView[] {
    const groups = Map.groupBy(this.statusColumns, ({ status }) => kindOf(status))
    return [...groups].map(([id, [first, ...others]]) => ({
      ...first!, id, tasks: [first!, ...others].flatMap(({ tasks }) => tasks),
      total: others.reduce((sum, { total }) => sum + total, first!.total), isCollapsed: this.collapsed.has(id),
    }))
  }

  /** Tasks of several projects can have what all of these have a status for; it is named by that of the first. */
  override statusColumnsFor(tasks: readonly BoardTask[]): readonly StatusColumn[] {
    const [first, ...others] = new Set(tasks.map(({ projectId }) => projectId))
    const columns = this.statusColumns.filter(({ id, status }) => status.projectId === first && others.every((projectId) => this.ownStatus({ projectId }, id)))
    const active = columns.filter(({ status }) => status.category === 'active')
    return columns.map((column) => ({ ...column, fill: ringFill(active.indexOf(column), active.length) }))
  }

  override labelsFor(tasks: readonly BoardTask[]): readonly Label[] {
    const project = projectOf(tasks)
    return super.labelsFor(tasks).filter(({ projectId }) => projectId === null || projectId === project)
  }

  override limitsOf({ projectId }: Status): LimitMode {
    return this.stores.organizations.project(projectId)?.limits ?? 'warn'
  }

  override about(tasks: readonly BoardTask[]): BoardScene {
    return this.boardOf(projectOf(tasks))
  }

  /** Whether the board of a project is there. */
  hasBoard(projectId: string): boolean {
    return this.#work.boardOf(projectId)?.status === 'ready'
  }

  /** A project's tasks as on its own screen; this list where there is no such board. */
  boardOf(projectId: string | undefined): BoardScene {
    const board = this.#work.boardOf(projectId)
    if (!board) return this
    const known = this.#parts.get(board.projectId)
    if (known?.store === board) return known
    const part = new BoardScene(this.stores, board, true)
    this.#parts.set(board.projectId, part)
    this.ends.push(() => part.ends.forEach((end) => end()))
    return part
  }
}

const kindOf = ({ category, name }: Status) => `status-${category}-${fold(name)}`

const projectOf = (tasks: readonly BoardTask[]): string | undefined =>
  (tasks.every(({ projectId }) => projectId === tasks[0]?.projectId) ? tasks[0]?.projectId : undefined)
