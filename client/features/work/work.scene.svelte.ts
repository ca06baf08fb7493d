// What the parts of the table share where it shows all tasks of a team: what tasks can have depends on their project.
import type { Label } from '../../../shared/features/labels.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { viewGroups } from '../../../shared/features/views.ts'
import type { LimitMode, Status } from '../../../shared/features/workflow.ts'
import { fold } from '../../../shared/filter/fold.ts'
import type { Stores } from '../../client.svelte.ts'
import { ringFill } from '../../ui/index.ts'
import { BoardScene, type ColumnView, type StatusColumn } from '../board/board.scene.svelte.ts'
import type { WorkStore } from './work.store.svelte.ts'

export class WorkScene extends BoardScene {
  readonly #work: WorkStore
  readonly #parts = new Map<string, BoardScene>()

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

  /** A new task needs a project: it is made on a board, or by the command that asks for one. */
  override get canCreate(): boolean {
    return false
  }

  /** Statuses of the same name and meaning are one group, whatever project they are of. */
  protected override statusGroups(): readonly ColumnView[] {
    const groups = Map.groupBy(this.statusColumns, ({ name, status }) => `status-${status.category}-${fold(name)}`)
    return [...groups].map(([id, [first, ...others]]) => ({
      ...first!, id, tasks: [first!, ...others].flatMap(({ tasks }) => tasks),
      total: others.reduce((sum, { total }) => sum + total, first!.total), isCollapsed: this.collapsed.has(id),
    }))
  }

  /** Only those of one project have statuses in common. */
  override statusColumnsFor(tasks: readonly BoardTask[]): readonly StatusColumn[] {
    const projectId = projectOf(tasks)
    const columns = this.statusColumns.filter(({ status }) => status.projectId === projectId)
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
    const board = this.#work.boardOf(projectOf(tasks))
    if (!board) return this
    const known = this.#parts.get(board.projectId)
    if (known?.store === board) return known
    const part = new BoardScene(this.stores, board, true)
    this.#parts.set(board.projectId, part)
    this.ends.push(() => part.ends.forEach((end) => end()))
    return part
  }
}

const projectOf = (tasks: readonly BoardTask[]): string | undefined =>
  (tasks.every(({ projectId }) => projectId === tasks[0]?.projectId) ? tasks[0]?.projectId : undefined)
