// The confirmed state of a board, and its draft: tasks by column, so that a change copies one or two columns, not the board.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { Label } from '../../../shared/features/labels.ts'
import type { Member } from '../../../shared/features/members.ts'
import type { Milestone } from '../../../shared/features/milestones.ts'
import type { Board, Project } from '../../../shared/features/projects.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Status } from '../../../shared/features/workflow.ts'
import { byRank } from '../../../shared/rank.ts'
import type { StreamPosition } from '../../../shared/streams.ts'
import type { Effect } from '../../lib/reducer.ts'

export type Column = ReadonlyMap<string, BoardTask>

export interface BoardState {
  readonly position: StreamPosition
  readonly project: Project
  /** In the order of their rank. */
  readonly statuses: readonly Status[]
  readonly labels: ReadonlyMap<string, Label>
  readonly members: ReadonlyMap<string, Member>
  readonly milestones: ReadonlyMap<string, Milestone>
  readonly customFields: ReadonlyMap<string, CustomField>
  /** Tasks of each status by id. */
  readonly columns: ReadonlyMap<string, Column>
  /** Archived and deleted tasks that this client knew: kept up to date, so that they can come back at once. */
  readonly gone: ReadonlyMap<string, BoardTask>
  /** Tasks that are being fetched, with the offset of the last event about them. */
  readonly awaited: ReadonlyMap<string, number>
  /** Tasks that were read at a later offset than the board stands at: events up to it are in them already. */
  readonly ahead: ReadonlyMap<string, number>
}

/** The state of a snapshot. */
export function boardState(snapshot: Board): BoardState {
  const { project, statuses, tasks, labels, members, milestones, customFields, stream, offset, epoch } = snapshot
  const columns = new Map<string, Map<string, BoardTask>>()
  for (const task of tasks) {
    const column = columns.get(task.statusId)
    if (column) column.set(task.id, task)
    else columns.set(task.statusId, new Map([[task.id, task]]))
  }
  return {
    position: { stream, offset, epoch }, project, columns, statuses: statuses.toSorted(byRank), labels: byId(labels),
    members: byId(members), milestones: byId(milestones), customFields: byId(customFields), gone: new Map(), awaited: new Map(), ahead: new Map(),
  }
}

/** The snapshot that this state would be taken from: statuses and tasks by rank, the rest by id. */
export function boardSnapshot(state: BoardState): Board {
  const tasks = [...state.columns.values()].flatMap((column) => [...column.values()])
  return {
    ...state.position, project: state.project, statuses: [...state.statuses], tasks: tasks.sort(byRank),
    labels: sortedById(state.labels), members: sortedById(state.members),
    milestones: sortedById(state.milestones), customFields: sortedById(state.customFields),
  }
}

/** A snapshot to be kept, in no order; null while something of the state is still being fetched. */
export function boardCopyOf({ position, project, statuses, columns, labels, members, milestones, customFields, awaited, ahead }: BoardState): Board | null {
  if (awaited.size > 0 || ahead.size > 0) return null
  const tasks = [...columns.values()].flatMap((column) => [...column.values()])
  return {
    ...position, project, statuses: [...statuses], tasks, labels: [...labels.values()], members: [...members.values()], milestones: [...milestones.values()],
    customFields: [...customFields.values()],
  }
}

/** A task of the board; archived and deleted ones are not found. */
export function findTask(state: BoardState, taskId: string): BoardTask | undefined {
  for (const column of state.columns.values()) {
    const task = column.get(taskId)
    if (task) return task
  }
}

const sorted = new WeakMap<Column, readonly BoardTask[]>()
const nothing: readonly BoardTask[] = []

/** The tasks of a status in order. An unchanged column answers the very same array. */
export function tasksOf(state: BoardState, statusId: string): readonly BoardTask[] {
  const column = state.columns.get(statusId)
  if (!column) return nothing
  let tasks = sorted.get(column)
  if (!tasks) sorted.set(column, (tasks = [...column.values()].sort(byRank)))
  return tasks
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}

function sortedById<T extends { id: string }>(items: ReadonlyMap<string, T>): T[] {
  return [...items.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A board being changed: maps are copied when first touched, once per batch. */
export class BoardDraft {
  effects: Effect[] = []
  offset: number
  project: Project
  statuses: readonly Status[]
  milestones: ReadonlyMap<string, Milestone>
  customFields: ReadonlyMap<string, CustomField>
  readonly awaited: Map<string, number>
  readonly #base: BoardState
  #columns: Map<string, Column> | undefined
  #labels: Map<string, Label> | undefined
  #members: Map<string, Member> | undefined
  #gone: Map<string, BoardTask> | undefined
  #ahead: Map<string, number> | undefined
  readonly #owned = new Map<string, Map<string, BoardTask>>()

  constructor(base: BoardState) {
    this.#base = base
    this.offset = base.position.offset
    this.project = base.project
    this.statuses = base.statuses
    this.milestones = base.milestones
    this.customFields = base.customFields
    this.awaited = new Map(base.awaited)
  }

  get stream(): string {
    return this.#base.position.stream
  }

  get labels(): Map<string, Label> {
    return (this.#labels ??= new Map(this.#base.labels))
  }

  get members(): Map<string, Member> {
    return (this.#members ??= new Map(this.#base.members))
  }

  get gone(): Map<string, BoardTask> {
    return (this.#gone ??= new Map(this.#base.gone))
  }

  get ahead(): Map<string, number> {
    return (this.#ahead ??= new Map(this.#base.ahead))
  }

  #all(): ReadonlyMap<string, Column> {
    return this.#columns ?? this.#base.columns
  }

  /** Whether the task was read at a later offset than this event's. */
  isAhead(taskId: string, offset: number): boolean {
    return ((this.#ahead ?? this.#base.ahead).get(taskId) ?? 0) >= offset
  }

  /** A task of the board or one that left it. */
  task(taskId: string): BoardTask | undefined {
    return this.shown(taskId) ?? (this.#gone ?? this.#base.gone).get(taskId)
  }

  shown(taskId: string): BoardTask | undefined {
    for (const column of this.#all().values()) {
      const task = column.get(taskId)
      if (task) return task
    }
  }

  /** The tasks of a status in order. */
  inOrder(statusId: string): BoardTask[] {
    return [...(this.#all().get(statusId)?.values() ?? [])].sort(byRank)
  }

  tasks(): BoardTask[] {
    return [...this.#all().values()].flatMap((column) => [...column.values()])
  }

  /** Puts a task where it belongs: into its column, or aside when it is archived or deleted. */
  put(task: BoardTask): void {
    const before = this.task(task.id)
    const hidden = task.archivedAt !== null || task.deletedAt !== null
    if (before && (hidden || before.statusId !== task.statusId)) this.take(before)
    if (hidden) return void this.gone.set(task.id, task)
    if ((this.#gone ?? this.#base.gone).has(task.id)) this.gone.delete(task.id)
    this.#own(task.statusId).set(task.id, task)
  }

  take(task: BoardTask): void {
    if (this.#all().get(task.statusId)?.has(task.id)) this.#own(task.statusId).delete(task.id)
    if ((this.#gone ?? this.#base.gone).has(task.id)) this.gone.delete(task.id)
  }

  #own(statusId: string): Map<string, BoardTask> {
    let column = this.#owned.get(statusId)
    if (!column) {
      column = new Map(this.#all().get(statusId))
      this.#owned.set(statusId, column)
      this.#columns ??= new Map(this.#base.columns)
      this.#columns.set(statusId, column)
    }
    return column
  }

  /** The next state. The draft must not be used after it. */
  finish(): BoardState {
    for (const [taskId, offset] of this.#ahead ?? this.#base.ahead) if (offset <= this.offset) this.ahead.delete(taskId)
    return {
      position: { ...this.#base.position, offset: this.offset }, project: this.project, statuses: this.statuses,
      labels: this.#labels ?? this.#base.labels, members: this.#members ?? this.#base.members, milestones: this.milestones,
      customFields: this.customFields, columns: this.#all(), gone: this.#gone ?? this.#base.gone, awaited: this.awaited, ahead: this.#ahead ?? this.#base.ahead,
    }
  }
}
