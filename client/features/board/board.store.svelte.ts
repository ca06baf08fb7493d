// A project's board: confirmed (snapshot and events) and pending (one's own changes); what is drawn is derived from both.
import type { Board } from '../../../shared/features/projects.ts'
import type { BoardTask, BulkOperation, TaskPatch } from '../../../shared/features/tasks.ts'
import type { StreamEvent, StreamName } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'
import { Calm, type Crowd } from '../../lib/calm.ts'
import { answerOrCopy, boardCopy, CopyKeeper } from '../../lib/copies.ts'
import { newId } from '../../lib/ids.ts'
import type { Change, Outcome } from '../../lib/outbox.svelte.ts'
import type { Effect, Reduced } from '../../lib/reducer.ts'
import { statusAfter, type StoreContext, type StoreStatus } from '../stores.ts'
import { baseOf, basesOf } from '../based-changes.ts'
import { change, type InputOf, type MutationName, type ResultOf } from '../mutations.ts'
import type { Place, TaskInput } from './board.mutations.ts'
import { appliedOf, oppositeOf, shownIn } from './bulk-undo.ts'
import { boardCopyOf, boardState, findTask, projectTextFetched, reduceAll, taskFetched, tasksOf, type BoardState } from './board.reducer.ts'
import { oldFields } from './old-fields.ts'
import { isReached, tasksOfChanges, withPending } from './pending-changes.ts'
import { ChangeWatch, changesOf, type RecentChange } from './recent-changes.ts'
import { endsTurn, undoWithNext } from './turns.ts'

/** One's own change: `done` tells the final answer, `undo` makes the opposite change. */
export interface Done<T> { done: Promise<Outcome<T>>; undo: () => void }

/** What a screen needs of a store of tasks: one project's board, or the boards of a team together. */
export type TaskBoard = Pick<BoardStore, keyof BoardStore>

const CROWD_SHOWN = 3_000
const COPIED_EVERY = 30_000

/** Whether a change is of tasks of the project. */
const isOf = ({ projectId, alsoOf }: Change, id: string) => projectId === id || !!alsoOf?.includes(id)

export class BoardStore {
  readonly projectId: string
  status = $state<StoreStatus>('loading')
  /** Others' changes of the last seconds by task id. */
  recentChanges = $state.raw<ReadonlyMap<string, RecentChange>>(new Map())
  /** Somebody changes very many tasks right now: one line instead of marks. */
  crowd = $state.raw<Crowd | null>(null)
  /** Others' changes of this project that happened while one was away. */
  away = $state(0)

  #confirmed: BoardState | null = null
  /** Confirmed as last drawn: others' changes come at most four times a second. */
  #drawn = $state.raw<BoardState | null>(null)
  readonly #context: StoreContext
  readonly #calm = new Calm(() => this.#draw())
  readonly #watch = new ChangeWatch((id) => this.#confirmed?.gone.get(id) ?? (this.#confirmed ? findTask(this.#confirmed, id) : undefined))
  readonly #aborted = new AbortController()
  #stop: () => void = () => {}
  readonly #keeper: CopyKeeper
  #crowdTimer: ReturnType<typeof setTimeout> | undefined
  readonly #stopViewing: () => void
  readonly #isLive = () => this.#context.connection.state === 'live'

  /** One's own changes of this board whose events were not drawn yet. */
  readonly pending = $derived.by(() => this.#context.outbox.changes.filter((own) => this.#isPending(own)))
  /** What is drawn: confirmed and pending. */
  readonly view = $derived.by(() => (this.#drawn === null ? null : withPending(this.#drawn, this.pending)))
  /** Tasks with a pending change; `late` after 400 ms without an answer. */
  readonly pendingTasks = $derived.by(() => tasksOfChanges(this.pending))

  constructor(context: StoreContext, projectId: string) {
    this.#context = context
    this.projectId = projectId
    this.#stopViewing = context.outbox.view({
      concerns: (own) => isOf(own, projectId) && this.status === 'ready',
      reached: (own) => isReached(own, this.#drawn?.position),
    })
    this.#keeper = new CopyKeeper(() => this.#keepCopy(), COPIED_EVERY)
    void this.#load()
  }

  /** Tasks of a status in order; an unchanged column is the very same array. */
  column(statusId: string): readonly BoardTask[] {
    return this.view ? tasksOf(this.view, statusId) : []
  }

  task(taskId: string): BoardTask | undefined {
    return this.view ? findTask(this.view, taskId) : undefined
  }

  moveTask(taskId: string, place: Place): Done<ResultOf<'moveTask'>> {
    const before = this.#placeOf(taskId)
    return this.#done('moveTask', { taskId, ...place }, () => before && this.moveTask(taskId, before), this.#endsTurn(taskId, place.statusId))
  }

  updateTask(taskId: string, patch: TaskPatch): Done<ResultOf<'updateTask'>> {
    const task = this.task(taskId)
    const before = this.#placeOf(taskId)
    const { expectedVersion: _, description: __, statusId, ...fields } = patch
    const old = task && oldFields(task, fields)
    return this.#done('updateTask', { taskId, patch }, () => {
      if (old && Object.keys(old).length > 0) this.updateTask(taskId, old)
      if (before && statusId !== undefined) this.moveTask(taskId, before)
    }, this.#endsTurn(taskId, statusId))
  }

  /** Makes a task with an id of its own, so that it is there at once. */
  createTask(input: Omit<TaskInput, 'id' | 'projectId'>): Done<ResultOf<'createTask'>> & { id: string } {
    const id = newId()
    return { id, ...this.#done('createTask', { ...input, id, projectId: this.projectId }, () => this.deleteTask(id)) }
  }

  archiveTask(taskId: string, archived = true): Done<ResultOf<'archiveTask'>> {
    return this.#done('archiveTask', { taskId, archived }, () => this.archiveTask(taskId, !archived))
  }

  deleteTask(taskId: string): Done<undefined> {
    return this.#done('deleteTask', { taskId }, () => this.restoreTask(taskId))
  }

  restoreTask(taskId: string): Done<ResultOf<'restoreTask'>> {
    return this.#done('restoreTask', { taskId }, () => this.deleteTask(taskId))
  }

  /** Many changes in one transaction; `independent` keeps what works, reports the rest in the answer and takes back only what worked. */
  bulk(operations: BulkOperation[], mode: 'atomic' | 'independent' = 'atomic', isBased = !this.#isLive()): Done<ResultOf<'bulkTasks'>> {
    const before = shownIn(this.view)
    let applied: BulkOperation[] | null = null
    const done = this.#change('bulkTasks', { operations, mode }, isBased)
    void done.then((outcome) => (applied = appliedOf(operations, outcome)))
    const endsTurns = operations.some((one) => 'statusId' in one && 'taskId' in one && this.#endsTurn(one.taskId, one.statusId))
    const undo = () => {
      const back = oppositeOf(applied ?? operations, before)
      // Without an answer nobody knows what will be refused: the opposite then stands on what is drawn, as if made offline.
      if (back.length > 0) this.bulk(back, mode, applied === null || !this.#isLive())
    }
    return { done, undo: endsTurns ? this.#withNext(done, undo) : undo }
  }

  /** What events have led to, also what is not drawn yet. */
  get confirmed(): BoardState | null {
    return this.#confirmed
  }

  /** Drops the state for a new snapshot, as when it is not the server's any more. */
  async reload(): Promise<void> {
    this.#stop()
    await this.#load()
  }

  dismissAway(): void {
    this.away = 0
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
    this.#calm.stop()
    this.#keeper.stop()
    this.#stopViewing()
    clearTimeout(this.#crowdTimer)
  }

  #done<M extends MutationName>(name: M, input: InputOf<M>, undo: () => unknown, endsTurn = false): Done<ResultOf<M>> {
    const done = this.#change(name, input)
    return { done, undo: endsTurn ? this.#withNext(done, undo) : () => void undo() }
  }

  #endsTurn = (taskId: string, statusId: string | undefined) => endsTurn(this.view, this.task(taskId), statusId)

  #withNext(done: Promise<Outcome>, undo: () => unknown): () => void {
    return undoWithNext(this.#context, done, undo, () => (this.#isLive() ? this.#confirmed?.position.stream : undefined))
  }

  #change<M extends MutationName>(name: M, input: InputOf<M>, isBased = !this.#isLive()): Promise<Outcome<ResultOf<M>>> {
    const stream = this.#confirmed?.position.stream as StreamName
    const { outbox, session } = this.#context
    const { taskId } = input as { taskId?: string }
    const base = isBased && taskId ? baseOf(name, input, this.task(taskId)) : undefined
    const bases = isBased ? this.#basesOf(input) : undefined
    return change(outbox, { stream, projectId: this.projectId, membershipId: session.membershipId!, base, bases }, name, input)
  }

  /** What each of many changes stands on; changes that hold only together have to be sent as they are. */
  #basesOf(input: object): Change['bases'] {
    const { operations, mode } = input as Partial<InputOf<'bulkTasks'>>
    return operations && mode === 'independent' ? basesOf(operations, (id) => this.task(id)) : undefined
  }

  #placeOf(taskId: string): Place | undefined {
    const task = this.task(taskId)
    if (!task) return undefined
    const tasks = this.column(task.statusId)
    return { statusId: task.statusId, afterTaskId: tasks[tasks.indexOf(task) - 1]?.id ?? null }
  }

  #isPending(own: Change): boolean {
    return isOf(own, this.projectId) && !isReached(own, this.#drawn?.position)
  }

  /** The snapshot; the copy of an earlier one where no answer comes, which the stream brings up to date. */
  async #load(): Promise<void> {
    const { signal } = this.#aborted
    const reading = new AbortController()
    const { api, copies, connection, session } = this.#context
    const memberId = session.membershipId
    const read = async () => (await api.call('readBoard', {
      params: { projectId: this.projectId }, signal: AbortSignal.any([signal, reading.signal]),
    })).data
    const copy = async () => (this.#confirmed || !copies || !memberId ? null : copies.read<Board>(memberId, boardCopy(this.projectId)))
    try {
      const got = await answerOrCopy(read(), copy, connection.state === 'offline')
      if (signal.aborted) return
      if ('copy' in got) reading.abort()
      this.#confirmed = boardState('copy' in got ? got.copy : got.answer)
      this.status = 'ready'
      this.#calm.own()
      this.#follow(this.#confirmed)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.#forget(statusAfter(error))
    }
  }

  #follow({ position }: BoardState): void {
    const reload = () => {
      if (!this.#aborted.signal.aborted) void this.#load()
    }
    this.#stop()
    this.#stop = this.#context.streams.follow({
      position, apply: (events, replayed) => this.#apply(events, replayed), reset: reload, revoked: () => this.#forget(),
    })
  }

  #forget(status: 'gone' | 'failed' = 'gone'): void {
    this.#stop()
    this.#confirmed = this.#drawn = null
    this.recentChanges = new Map()
    this.#keeper.stop()
    this.status = status
    const { copies, session } = this.#context
    if (status === 'gone' && session.membershipId) void copies?.remove(session.membershipId, boardCopy(this.projectId)).catch(() => undefined)
    this.#context.outbox.settle()
  }

  #apply(events: StreamEvent[], replayed: boolean): void {
    if (!this.#confirmed) return
    const me = this.#context.session.membershipId
    if (!replayed) this.#watch.note(events, this.projectId, me)
    this.#take(reduceAll(this.#confirmed, events))
    if (replayed) {
      const others = events.filter((event) => event.actor.membershipId !== me)
      this.away += others.flatMap((event) => changesOf(event, this.projectId)).length
    }
    if (events.some((event) => event.actor.membershipId === me)) this.#calm.own()
    else this.#calm.others()
  }

  #take({ state, effects }: Reduced<BoardState>): void {
    this.#confirmed = state
    for (const effect of effects) void this.#run(effect).catch(() => undefined)
  }

  async #run(effect: Effect): Promise<void> {
    const { api } = this.#context
    const { signal } = this.#aborted
    if (effect.kind === 'reload') {
      this.#stop()
      await this.#load()
    } else if (effect.kind === 'fetchTask') {
      const { data } = await api.call('readTaskDetail', { params: { taskId: effect.taskId }, signal })
      const { description: _, ...task } = data.task
      if (this.#confirmed) this.#take(taskFetched(this.#confirmed, task, data.offset))
      this.#calm.others()
    } else if (effect.kind === 'fetchText') {
      const { data } = await api.call('readStreamText', { params: { stream: effect.stream, textId: effect.textId }, signal })
      if (this.#confirmed) this.#confirmed = projectTextFetched(this.#confirmed, data.text)
      this.#calm.others()
    }
  }

  #draw(): void {
    if (this.#aborted.signal.aborted) return
    this.#drawn = this.#confirmed
    this.#keeper.changed()
    this.recentChanges = this.#watch.take(this.recentChanges)
    if (this.#watch.crowd) this.#showCrowd(this.#watch.crowd)
    this.#context.outbox.settle()
  }

  #keepCopy(): void {
    const { copies, session } = this.#context
    const copy = this.#confirmed && boardCopyOf(this.#confirmed)
    if (copy && session.membershipId) void copies?.write(session.membershipId, boardCopy(this.projectId), copy).catch(() => undefined)
  }

  #showCrowd(crowd: Crowd): void {
    this.crowd = crowd
    this.#watch.crowd = null
    clearTimeout(this.#crowdTimer)
    this.#crowdTimer = setTimeout(() => (this.crowd = null), CROWD_SHOWN)
  }
}
