// An open task: there at once from the board, filled by its snapshot, kept by events; one's own changes are drawn on top.
import type { Attachment } from '../../../shared/features/attachments.ts'
import type { ChecklistItem } from '../../../shared/features/checklists.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'
import { Calm } from '../../lib/calm.ts'
import { newId } from '../../lib/ids.ts'
import type { Change, Outcome } from '../../lib/outbox.svelte.ts'
import type { Effect } from '../../lib/reducer.ts'
import { baseOf } from '../based-changes.ts'
import { isReached } from '../board/pending-changes.ts'
import '../late-mutations.ts'
import { change, drawOnTask, type InputOf, type MutationName, type ResultOf } from '../mutations.ts'
import { statusAfter, type StoreContext, type StoreStatus } from '../stores.ts'
import type { ItemPatch } from './task-detail.mutations.ts'
import {
  commentsFetched, finishTaskDetail, reduceAll, taskDetailDraft, taskDetailState, textFetched, type TaskDetailState,
} from './task-detail.reducer.ts'

export class TaskDetailStore {
  readonly taskId: string
  status = $state<StoreStatus>('loading')
  #confirmed: TaskDetailState | null = null
  /** Where it was before it went: what is typed in its fields while they are taken away is sent, refused, and kept with the reason. */
  #left: Pick<BoardTask, 'projectId' | 'teamId'> | null = null
  #drawn = $state.raw<TaskDetailState | null>(null)
  readonly #context: StoreContext
  readonly #aborted = new AbortController()
  readonly #calm = new Calm(() => this.#draw())
  readonly #stopViewing: () => void
  #stop: () => void = () => {}
  #isLoadingOlder = false

  readonly pending = $derived.by(() => this.#context.outbox.changes.filter((own) => this.#isPending(own)))
  /** What is drawn. While `status` is `loading` it holds only what the board knew: no description, comments or checklists. */
  readonly view = $derived.by(() => (this.#drawn === null ? null : withPending(this.#drawn, this.pending)))
  /** Keys and own ids of pending changes: a part with such an id has no id on the server yet. */
  readonly pendingIds = $derived.by(() => new Set(this.pending.flatMap(idsOf)))

  constructor(context: StoreContext, taskId: string, fromBoard?: BoardTask) {
    this.#context = context
    this.taskId = taskId
    if (fromBoard) this.#confirmed = this.#drawn = placeholder(fromBoard)
    this.#stopViewing = context.outbox.view({
      concerns: (own) => own.taskIds.includes(taskId) && this.status === 'ready',
      reached: (own) => isReached(own, this.#reach()),
    })
    void this.#load()
  }

  /** Adds the comments before those that are there, page by page. Throws what the request throws. */
  async loadOlderComments(): Promise<void> {
    const cursor = this.#confirmed?.olderComments
    if (!cursor || this.#isLoadingOlder) return
    this.#isLoadingOlder = true
    try {
      const query = { cursor, limit: 50, sort: '-createdAt' as const }
      const { data } = await this.#context.api.call('listComments', { params: { taskId: this.taskId }, query })
      if (this.#confirmed?.olderComments !== cursor) return
      this.#confirmed = commentsFetched(this.#confirmed, data.items, data.nextCursor)
      this.#calm.own()
    } finally {
      this.#isLoadingOlder = false
    }
  }

  updateTask(patch: TaskPatch): Promise<Outcome<ResultOf<'updateTask'>>> {
    return this.change('updateTask', { taskId: this.taskId, patch })
  }

  /** `fileIds`: what one attached for it. */
  createComment(body: string, fileIds: string[] = []): Promise<Outcome<ResultOf<'createComment'>>> {
    return this.change('createComment', { taskId: this.taskId, id: newId(), body, ...(fileIds.length > 0 && { fileIds }) })
  }

  updateComment(commentId: string, body: string): Promise<Outcome<ResultOf<'updateComment'>>> {
    return this.change('updateComment', { taskId: this.taskId, commentId, body })
  }

  deleteComment(commentId: string): Promise<Outcome<undefined>> {
    const files = this.view?.attachments.filter((attachment) => attachment.commentId === commentId).length ?? 0
    return this.change('deleteComment', { taskId: this.taskId, commentId, ...(files > 0 && { files }) })
  }

  /** Makes a checklist with an id of its own, so that items can follow at once, also without a network. */
  createChecklist(title: string, id = newId()): { id: string; done: Promise<Outcome<ResultOf<'createChecklist'>>> } {
    return { id, done: this.change('createChecklist', { taskId: this.taskId, id, title }) }
  }

  updateChecklist(checklistId: string, title: string): Promise<Outcome<ResultOf<'updateChecklist'>>> {
    return this.change('updateChecklist', { taskId: this.taskId, checklistId, title })
  }

  deleteChecklist(checklistId: string): Promise<Outcome<undefined>> {
    const items = this.view?.checklists.find(({ id }) => id === checklistId)?.items ?? []
    const done = items.filter((item) => item.done).length
    return this.change('deleteChecklist', { taskId: this.taskId, checklistId, done, total: items.length })
  }

  createItem(checklistId: string, text: string): Promise<Outcome<ResultOf<'createChecklistItem'>>> {
    return this.change('createChecklistItem', { taskId: this.taskId, checklistId, text })
  }

  /** Text, tick, place: `afterItemId: null` is the top. */
  updateItem(checklistId: string, itemId: string, patch: ItemPatch): Promise<Outcome<ResultOf<'updateChecklistItem'>>> {
    return this.change('updateChecklistItem', { taskId: this.taskId, checklistId, itemId, patch, wasDone: this.#wasDone(checklistId, itemId) })
  }

  deleteItem(checklistId: string, itemId: string): Promise<Outcome<undefined>> {
    return this.change('deleteChecklistItem', { taskId: this.taskId, checklistId, itemId, wasDone: this.#wasDone(checklistId, itemId) })
  }

  /** Makes a subtask of an item, which leaves its checklist. */
  turnItemIntoTask(checklistId: string, { id: itemId, text, done: wasDone }: ChecklistItem): Promise<Outcome<ResultOf<'turnItemIntoTask'>>> {
    const { projectId } = this.#place!
    return this.change('turnItemIntoTask', { taskId: this.taskId, checklistId, itemId, id: newId(), text, wasDone, projectId })
  }

  createAttachment(link: { url: string; name?: string }): Promise<Outcome<ResultOf<'createAttachment'>>> {
    return this.change('createAttachment', { taskId: this.taskId, ...link })
  }

  deleteAttachment({ id }: Pick<Attachment, 'id'>): Promise<Outcome<undefined>> {
    return this.change('deleteAttachment', { taskId: this.taskId, attachmentId: id })
  }

  close(): void {
    this.#aborted.abort()
    this.#stop()
    this.#calm.stop()
    this.#stopViewing()
  }

  #wasDone(checklistId: string, itemId: string): boolean {
    const items = this.view?.checklists.find(({ id }) => id === checklistId)?.items
    return items?.find(({ id }) => id === itemId)?.done ?? false
  }

  get #place(): Pick<BoardTask, 'projectId' | 'teamId'> | null {
    return this.#confirmed?.task ?? this.#left
  }

  /** Makes one's own change of the task, by its name: of links, time and watching too. */
  change<M extends MutationName>(name: M, input: InputOf<M>): Promise<Outcome<ResultOf<M>>> {
    const { projectId, teamId } = this.#place!
    const { outbox, session, connection } = this.#context
    const base = connection.state === 'live' ? undefined : baseOf(name, input, this.view?.task)
    return change(outbox, { stream: teamStream(teamId), projectId, membershipId: session.membershipId!, base }, name, input)
  }

  #isPending(own: Change): boolean {
    return own.taskIds.includes(this.taskId) && !isReached(own, this.#reach())
  }

  /** How far what is drawn goes. While a long text is still being fetched, one's own version of it must stay. */
  #reach(): Pick<TaskDetailState, 'stream' | 'offset'> | null {
    return this.#drawn && { stream: this.#drawn.stream, offset: this.#drawn.awaited.size === 0 ? this.#drawn.offset : 0 }
  }

  async #load(): Promise<void> {
    const { signal } = this.#aborted
    try {
      const { data } = await this.#context.api.call('readTaskDetail', { params: { taskId: this.taskId }, signal })
      if (signal.aborted) return
      this.#confirmed = taskDetailState(data)
      this.status = 'ready'
      this.#calm.own()
      this.#follow(this.#confirmed)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.#forget(statusAfter(error))
    }
  }

  #follow({ stream, offset, epoch }: TaskDetailState): void {
    const reload = () => {
      if (!this.#aborted.signal.aborted) void this.#load()
    }
    this.#stop()
    this.#stop = this.#context.streams.follow({
      position: { stream, offset, epoch }, apply: (events) => this.#apply(events), reset: reload, revoked: () => this.#forget(),
    })
  }

  #forget(status: 'gone' | 'failed' = 'gone'): void {
    this.#stop()
    this.#left = this.#place
    this.#confirmed = this.#drawn = null
    this.status = status
    this.#context.outbox.settle()
  }

  #apply(events: StreamEvent[]): void {
    if (!this.#confirmed) return
    const { state, effects } = reduceAll(this.#confirmed, events)
    this.#confirmed = state
    // A text that cannot be had any more is in a new snapshot.
    for (const effect of effects) void this.#run(effect).catch(() => this.#load())
    const me = this.#context.session.membershipId
    if (events.some((event) => event.actor.membershipId === me)) this.#calm.own()
    else this.#calm.others()
  }

  async #run(effect: Effect): Promise<void> {
    if (effect.kind === 'reload') {
      this.#stop()
      await this.#load()
    } else if (effect.kind === 'fetchText') {
      const { signal } = this.#aborted
      const params = { stream: effect.stream, textId: effect.textId }
      const { data } = await this.#context.api.call('readStreamText', { params, signal })
      if (this.#confirmed) this.#confirmed = textFetched(this.#confirmed, effect.textId, data.text)
      this.#calm.others()
    }
  }

  #draw(): void {
    if (this.#aborted.signal.aborted) return
    this.#drawn = this.#confirmed
    this.#context.outbox.settle()
  }
}

function placeholder(task: BoardTask): TaskDetailState {
  return {
    task: { ...task, description: '' }, checklists: [], comments: [], olderComments: null, attachments: [], links: [], time: [], watchers: [], awaited: new Map(), stream: teamStream(task.teamId),
    offset: 0, epoch: '',
  }
}

function withPending(drawn: TaskDetailState, pending: readonly Change[]): TaskDetailState {
  if (pending.length === 0) return drawn
  const draft = taskDetailDraft(drawn)
  for (const own of pending) drawOnTask(draft, own)
  return finishTaskDetail(draft).state
}

function idsOf({ key, input }: Change): string[] {
  const { id } = input as { id?: string }
  return id ? [key, id] : [key]
}
