// What the parts of an open task's panel share: the task as drawn, what one may do with it, and saving with conflicts.
import { createContext, untrack } from 'svelte'
import type { Problem } from '../../../shared/errors.ts'
import type { BoardTask, Task, TaskPatch } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import type { Outcome } from '../../lib/outbox.svelte.ts'
import type { Mentionable } from '../../ui/editor/mentions.ts'
import { FileLinks } from '../attachments/file-links.svelte.ts'
import { called, rememberPatch } from '../board/board-actions.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { boardTasks } from './family.ts'
import { t as ofBoard } from '../board/words.ts'
import { doAndRemember } from './panel-undo.ts'
import type { TaskDetailStore } from './task-detail.store.svelte.ts'
import { TaskSuggestions } from './task-suggestions.svelte.ts'

export type TextFieldName = 'title' | 'description'
/** Two people changed the same text; both versions wait for a choice. */
export interface TextConflict { field: TextFieldName; mine: string; theirs: string; by: string | null; at: number | null }

export class TaskDesk {
  readonly scene: BoardScene
  readonly detail: TaskDetailStore
  conflict = $state.raw<TextConflict | null>(null)
  /** The panel itself: focus that has nowhere else to go comes here. */
  panel = $state.raw<HTMLElement | null>(null)
  /** Who can be mentioned in its texts: the active people and bots of the team, oneself last. */
  readonly mentionable = $derived.by(() => this.#mentionable())
  /** Which tasks can be mentioned: those of the board, and all that one may read. */
  readonly tasks: TaskSuggestions
  #drafts = $state.raw<ReadonlySet<string>>(new Set())
  readonly #fallback: BoardTask
  /** The texts that were edited from, for what was sent last. */
  readonly #bases = new Map<TextFieldName, string>()
  /** The change that the conflict is about: it waits in the conflict inbox too, until it is settled. */
  #refusedKey: string | null = null
  /** Addresses of its files, for all who draw them. */
  readonly links: FileLinks
  readonly #stop: () => void

  constructor(scene: BoardScene, detail: TaskDetailStore, task: BoardTask) {
    this.scene = scene
    this.detail = detail
    this.#fallback = task
    this.links = new FileLinks(scene.stores.api, { kind: 'task', id: detail.taskId })
    this.tasks = new TaskSuggestions(scene.stores, () => boardTasks(scene))
    this.#stop = this.#takeConflicts()
  }

  get task(): Task {
    return this.detail.view?.task ?? { ...this.#fallback, description: '' }
  }

  /** Others see that one has this text open to edit, until what is returned is called. */
  tellEditing(field: TextFieldName): () => void {
    const { presence } = this.scene.stores
    return untrack(() => presence.edit(this.task.id, field))
  }

  get isLoaded(): boolean {
    return this.detail.status === 'ready'
  }

  get isArchived(): boolean {
    return this.task.archivedAt !== null || this.task.deletedAt !== null
  }

  get canEdit(): boolean {
    return !this.isArchived && this.scene.can('task.update', this.task)
  }

  get canMove(): boolean {
    return !this.isArchived && this.scene.can('task.move', this.task)
  }

  get canComment(): boolean {
    const { session, organizations } = this.scene.stores
    return session.can('comment.create', organizations.subject(this.task.teamId))
  }

  /** "Saved", what is on its way, or that a text waits here to be finished. */
  get savedState(): 'saved' | 'saving' | 'waiting' | 'draft' {
    if (this.detail.pending.length === 0) return this.#drafts.size > 0 ? 'draft' : 'saved'
    return this.scene.stores.connection.state === 'offline' ? 'waiting' : 'saving'
  }

  /** Whether a text is begun in a place of the panel and kept in this browser only. */
  noteDraft(place: 'description' | 'comment', isKept: boolean): void {
    const drafts = untrack(() => this.#drafts)
    if (drafts.has(place) !== isKept) this.#drafts = new Set([...drafts].filter((one) => one !== place).concat(isKept ? place : []))
  }

  /**
   * Saves a text that was edited from `base`. When another changed the same text meanwhile, both wait for a choice;
   * when they changed something else, nobody is asked.
   */
  saveText(field: TextFieldName, text: string, base: string): void {
    const current = this.task[field]
    if (text === current) return
    if (current !== base) return this.#ask(field, text, base)
    this.#bases.set(field, base)
    const { version } = this.task
    // Own changes on their way raise the version too: then only the server's order counts.
    const checks = version > 0 && this.detail.pending.length === 0
    this.#send(field, text, checks ? { expectedVersion: version } : {})
  }

  /** Ends a conflict: with a text that is saved over the other's, or with theirs as it is. */
  settle(text: string | null): void {
    const { conflict } = this
    this.conflict = null
    this.#dropRefused()
    if (conflict && text !== null && text !== this.task[conflict.field]) this.#send(conflict.field, text)
  }

  /** Changes something of the task that Ctrl Z takes back through the server. `told`: what is said of it, where that is not seen at once. */
  doing(make: () => Promise<Outcome>, told?: string): void {
    doAndRemember(this.scene.stores, this.task.teamId, told ?? ofBoard('done.changed', { task: called(this.task) }), make, told === undefined)
  }

  /** What lost a conflict can be taken back: it stands nowhere else when it was never saved. */
  putBack({ field, mine }: TextConflict): void {
    if (mine !== this.task[field]) this.#send(field, mine)
  }

  close(): void {
    this.#stop()
    this.tasks.close()
    this.detail.close()
  }

  #mentionable(): Mentionable[] {
    const { assignable, meId } = this.scene
    return assignable.filter(({ status }) => status === 'active').map(({ id, name, kind }) => ({ id, name, bot: kind === 'bot' }))
      .sort((a, b) => Number(a.id === meId) - Number(b.id === meId))
  }

  /** Whoever leaves without choosing finds the text in the conflict inbox. */
  #ask(field: TextFieldName, mine: string, base: string): void {
    const { detail: { taskId }, task, scene: { stores } } = this
    this.#dropRefused()
    this.#refusedKey = stores.conflicts.hold({
      name: 'updateTask', input: { taskId, patch: { [field]: mine } }, taskIds: [taskId], projectId: task.projectId,
      membershipId: stores.session.membershipId!, stream: teamStream(task.teamId), base: { version: task.version, values: { [field]: base } },
    }, { ...task })
    this.conflict = { field, mine, theirs: task[field], ...this.#lastChange() }
  }

  #send(field: TextFieldName, text: string, more: TaskPatch = {}): void {
    const { scene, task: before, detail: { taskId } } = this
    const make = () => this.detail.updateTask({ [field]: text, ...more })
    if (field !== 'title') return this.doing(make)
    const done = make()
    rememberPatch(scene, before, { title: text }, { done, undo: () => void scene.store.updateTask(taskId, { title: before.title }) })
  }

  /** The server saw another version first: asks only if it was the same field. */
  #takeConflicts(): () => void {
    const { takers } = this.scene.refusals
    const take = ({ key, name, input }: { key: string; name: string; input: unknown }, { code, data }: Problem): boolean => {
      const { taskId, patch } = input as { taskId?: string; patch?: TaskPatch }
      const field = (['title', 'description'] as const).find((known) => patch?.[known] !== undefined)
      if (code !== 'version_conflict' || name !== 'updateTask' || taskId !== this.detail.taskId || !field) return false
      this.#refusedKey = key
      // The refusal carries the task as it is: its event may come later.
      this.#decide(field, patch![field]!, data?.current as Pick<Task, TextFieldName | 'version'>)
      return true
    }
    takers.add(take)
    return () => void takers.delete(take)
  }

  #decide(field: TextFieldName, mine: string, current: Pick<Task, TextFieldName | 'version'>): void {
    const theirs = current[field]
    if (theirs === this.#bases.get(field)) this.#send(field, mine, { expectedVersion: current.version })
    else if (theirs !== mine) return void (this.conflict = { field, mine, theirs, ...this.#lastChange() })
    this.#dropRefused()
  }

  #dropRefused(): void {
    if (this.#refusedKey) this.scene.stores.conflicts.drop(this.#refusedKey)
    this.#refusedKey = null
  }

  #lastChange(): { by: string | null; at: number | null } {
    const { name, at } = this.scene.store.recentChanges.get(this.detail.taskId) ?? {}
    return { by: name ?? null, at: at ?? null }
  }
}

export const [useTaskDesk, provideTaskDesk] = createContext<TaskDesk>()
