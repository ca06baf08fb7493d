// The tasks of all projects of a team: the boards of its projects together. Each is followed as it is on its own screen, and each change is
// one's own board's; only what concerns several at once is one request here.
import type { BulkOperation, TaskPatch } from '../../../shared/features/tasks.ts'
import type { StreamName } from '../../../shared/streams.ts'
import type { Stores } from '../../client.svelte.ts'
import { appliedOf, oppositeOf, shownIn } from '../board/bulk-undo.ts'
import { findTask, tasksOf, type BoardState } from '../board/board.reducer.ts'
import type { Place, TaskInput } from '../board/board.mutations.ts'
import type { BoardStore, Done, TaskBoard } from '../board/board.store.svelte.ts'
import { endsTurn, undoWithNext } from '../board/turns.ts'
import { basesOf } from '../based-changes.ts'
import { change, type ResultOf } from '../mutations.ts'
import type { StoreStatus } from '../stores.ts'
import { workState } from './work-state.ts'

export class WorkStore implements TaskBoard {
  readonly teamId: string
  readonly #stores: Stores
  #boards = $state.raw<readonly BoardStore[]>([])

  /** Those that can be shown. */
  readonly ready = $derived.by(() => this.#boards.filter(({ status }) => status === 'ready'))
  readonly failed = $derived.by(() => this.#boards.filter(({ status }) => status === 'failed'))
  readonly status = $derived.by((): StoreStatus => (this.#boards.some(({ status }) => status === 'loading') ? 'loading' : 'ready'))
  readonly view = $derived.by((): BoardState | null => this.#together(this.ready.flatMap(({ view }) => view ?? [])))
  readonly pending = $derived.by(() => [...new Set(this.ready.flatMap(({ pending }) => pending))])
  readonly pendingTasks = $derived.by(() => new Map(this.ready.flatMap(({ pendingTasks }) => [...pendingTasks])))
  readonly recentChanges = $derived.by(() => new Map(this.ready.flatMap(({ recentChanges }) => [...recentChanges])))
  readonly crowd = $derived.by(() => this.ready.find(({ crowd }) => crowd !== null)?.crowd ?? null)
  readonly away = $derived.by(() => this.ready.reduce((sum, { away }) => sum + away, 0))

  constructor(stores: Stores, teamId: string) {
    this.#stores = stores
    this.teamId = teamId
  }

  /** Shows these projects from now on. Returns how to let go of them. */
  show(projectIds: readonly string[]): () => void {
    const { boards } = this.#stores
    const ends = projectIds.map((id) => boards.hold(id))
    this.#boards = projectIds.map((id) => boards.open(id))
    return () => ends.forEach((end) => end())
  }

  /** What is remembered of this list is remembered of the team. */
  get projectId(): string {
    return this.teamId
  }

  get confirmed(): BoardState | null {
    return this.#together(this.ready.flatMap(({ confirmed }) => confirmed ?? []))
  }

  column: TaskBoard['column'] = (statusId) => (this.view ? tasksOf(this.view, statusId) : [])
  task: TaskBoard['task'] = (taskId) => (this.view ? findTask(this.view, taskId) : undefined)

  /** The board of a project. */
  boardOf(projectId: string | undefined): BoardStore | undefined {
    return this.#boards.find((board) => board.projectId === projectId)
  }

  moveTask(taskId: string, place: Place) {
    return this.#of(taskId).moveTask(taskId, place)
  }

  updateTask(taskId: string, patch: TaskPatch) {
    return this.#of(taskId).updateTask(taskId, patch)
  }

  createTask(input: Omit<TaskInput, 'id' | 'projectId'>) {
    return this.#boards[0]!.createTask(input)
  }

  archiveTask(taskId: string, archived = true) {
    return this.#of(taskId).archiveTask(taskId, archived)
  }

  deleteTask(taskId: string) {
    return this.#of(taskId).deleteTask(taskId)
  }

  restoreTask(taskId: string) {
    return this.#of(taskId).restoreTask(taskId)
  }

  /** As of one board, over several of them: one request, drawn on each. */
  bulk(operations: BulkOperation[], mode: 'atomic' | 'independent' = 'atomic', isBased = !this.#isLive()): Done<ResultOf<'bulkTasks'>> {
    const concerned = [...new Set(operations.map((one) => ('taskId' in one ? this.#of(one.taskId) : this.#boards[0]!)))]
    if (concerned.length === 1) return concerned[0]!.bulk(operations, mode, isBased)
    const { outbox, session } = this.#stores
    const { view } = this
    const [projectId, ...alsoOf] = concerned.map((board) => board.projectId)
    const bases = isBased && mode === 'independent' ? basesOf(operations, this.task) : undefined
    const place = { stream: view!.position.stream as StreamName, projectId: projectId!, alsoOf, membershipId: session.membershipId!, bases }
    const done = change(outbox, place, 'bulkTasks', { operations, mode })
    let applied: BulkOperation[] | null = null
    void done.then((outcome) => (applied = appliedOf(operations, outcome)))
    const undo = () => {
      const back = oppositeOf(applied ?? operations, shownIn(view))
      if (back.length > 0) this.bulk(back, mode, applied === null || !this.#isLive())
    }
    const isTurn = operations.some((one) => 'statusId' in one && 'taskId' in one && endsTurn(view, this.task(one.taskId), one.statusId))
    return { done, undo: isTurn ? undoWithNext(this.#stores, done, undo, () => (this.#isLive() ? view!.position.stream : undefined)) : undo }
  }

  async reload(): Promise<void> {
    await Promise.all(this.#boards.map((board) => board.reload()))
  }

  dismissAway(): void {
    for (const board of this.#boards) board.dismissAway()
  }

  /** The boards live on for their own screens. */
  close(): void {
    this.#boards = []
  }

  #of(taskId: string): BoardStore {
    return this.boardOf(this.task(taskId)?.projectId) ?? this.#boards.find((board) => board.confirmed?.gone.has(taskId)) ?? this.#boards[0]!
  }

  #together(boards: readonly BoardState[]): BoardState | null {
    return workState(this.#stores.organizations.team(this.teamId)?.name ?? '', boards)
  }

  readonly #isLive = () => this.#stores.connection.state === 'live'
}
