// What one does to tasks from the board: moves, fields, archive, trash. Each says what it did and can be undone.
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { announce, toasts } from '../../ui/index.ts'
import { copyText, taskAddress } from './address.svelte.ts'
import { whyBarred } from './barrier-words.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import { seatWithoutCards } from './card-elements.ts'
import type { Done } from './board.store.svelte.ts'
import type { Spot } from './hand.svelte.ts'
import { changedFields } from './old-fields.ts'
import { droppedAt, heir, heldOf, othersIn, spotOf, taskAbove } from './places.ts'
import { regroup } from './regroup.ts'
import { t } from './words.ts'

export type Deed = 'move' | 'change' | 'rename' | 'archive' | 'restore' | 'delete'

export const called = ({ key, title }: BoardTask) => key || `“${title}”`

/** Moves a task to a place among the shown tasks; says so aloud. Answers whether anything moved. */
export function moveTo(scene: BoardScene, taskId: string, spot: Spot): boolean {
  const task = scene.store.task(taskId)
  if (task && scene.grouping !== 'status') return regroup(scene, task, spot)
  return moveToStatus(scene, taskId, spot)
}

/** The same among the statuses, however the board is grouped. */
function moveToStatus(scene: BoardScene, taskId: string, spot: Spot): boolean {
  const { store, statusColumns: columns } = scene
  const task = store.task(taskId)
  const from = spotOf(columns, taskId)
  if (!task || (from?.columnId === spot.columnId && from.index === spot.index)) return false
  if (!scene.can('task.move', task)) return refuse(scene, task, 'move')
  if (isBarred(scene, [task], spot.columnId)) return false
  keepShown(scene, taskId)
  const said = droppedAt(columns, heldOf([task]), spot)
  const { done, undo } = store.moveTask(taskId, { statusId: spot.columnId, afterTaskId: taskAbove(columns, [taskId], spot) })
  announce(said, 'assertive')
  const status = scene.statusById.get(spot.columnId)?.name ?? ''
  // Inside its column it is seen to have moved.
  toasts.show({
    text: t('done.moved', { task: called(task), status }), isQuiet: from?.columnId === spot.columnId, done, undo,
    redo: () => void moveToStatus(scene, taskId, spot),
  })
  return true
}

/** To the top or bottom of a status, or next door: what the menu and the direct keys do. */
export function moveToEnd(scene: BoardScene, taskId: string, statusId: string, end: 'top' | 'bottom'): boolean {
  const index = end === 'top' ? 0 : othersIn(scene.statusColumns, statusId, [taskId]).length
  return moveToStatus(scene, taskId, { columnId: statusId, index })
}

/** Changes fields; what they say already is no change, and nothing to take back. */
export function patchTask(scene: BoardScene, taskId: string, given: TaskPatch): void {
  const task = scene.store.task(taskId)
  const patch = task && changedFields(task, given)
  if (!task || !patch) return
  if (!scene.can('task.update', task)) return void refuse(scene, task, 'change')
  keepShown(scene, taskId)
  rememberPatch(scene, task, patch, scene.store.updateTask(taskId, patch))
}

/** It is seen where it was changed, so nothing is shown; Ctrl Z takes it back before what is older. */
export function rememberPatch(scene: BoardScene, task: BoardTask, patch: TaskPatch, { done, undo }: Done<unknown>): void {
  toasts.show({ text: t('done.changed', { task: called(task) }), isQuiet: true, done, undo, redo: () => patchTask(scene, task.id, patch) })
}

export function archive(scene: BoardScene, task: BoardTask): void {
  if (!scene.can('task.archive', task)) return void refuse(scene, task, 'archive')
  passFocus(scene, task)
  const { done, undo } = scene.store.archiveTask(task.id)
  toasts.show({ text: t('done.archived', { task: called(task) }), done, undo: undone(scene, task, undo),
    redo: () => archive(scene, task) })
}

export function moveToTrash(scene: BoardScene, task: BoardTask): void {
  if (!scene.can('task.delete', task)) return void refuse(scene, task, 'delete')
  passFocus(scene, task)
  const { done, undo } = scene.store.deleteTask(task.id)
  toasts.show({ text: t('done.deleted', { task: called(task) }), done, undo: undone(scene, task, undo),
    redo: () => moveToTrash(scene, task) })
}

export async function copyLink(scene: BoardScene, task: BoardTask): Promise<void> {
  const copied = await copyText(new URL(taskAddress(task.projectId, task.key || task.id), location.href).href)
  if (copied) toasts.show({ text: t('done.linkCopied', { task: called(task) }) })
  else toasts.error(t('done.linkNotCopied'))
}

/** Why one may not: whom to ask is better than a dead control. */
export function reasonAgainst(scene: BoardScene, task: BoardTask, deed: Deed): string {
  const manager = scene.member(scene.stores.organizations.team(task.teamId)?.managerId ?? null)
  const may = t(`may.${deed}`, { task: called(task) })
  return manager ? `${may} ${t('may.ask', { name: manager.name })}` : may
}

/** Says why tasks may not go to a status, when they may not. */
export function isBarred(scene: BoardScene, tasks: readonly BoardTask[], statusId: string): boolean {
  const why = whyBarred(scene, statusId, tasks)
  if (why) toasts.error(why)
  return why !== undefined
}

export function refuse(scene: BoardScene, task: BoardTask, deed: Deed): false {
  toasts.error(reasonAgainst(scene, task, deed))
  return false
}

/** A task that leaves the filter by one's own deed stays until the focus leaves it. */
export function keepShown(scene: BoardScene, taskId: string): void {
  if (scene.isFiltered) scene.kept = new Set([taskId])
}

/** Before tasks leave the board, the focus goes on from the one that has it. */
export function passFocus(scene: BoardScene, task: BoardTask, leaving: readonly BoardTask[] = [task]): void {
  const next = heir(scene.columns, task.id, leaving.map(({ id }) => id))
  if (leaving.some(({ id }) => id === scene.openTaskId)) scene.closeTask()
  focusNext(scene, next, scene.columnOf(task.id))
}

/** Where no card is left, the board's own place takes the focus once the last is gone. */
function focusNext(scene: BoardScene, next: string | null, columnId: string | null): void {
  if (next) return scene.focus(next)
  setTimeout(() => document.activeElement === document.body && seatWithoutCards(columnId ?? undefined)?.focus(), 50)
}

/** Tasks leave that have not the focus: the bar of the selection goes with them, and with it a focus that was there. */
export function stayFocused(scene: BoardScene, leaving: readonly BoardTask[]): void {
  const isInBar = document.activeElement?.closest('[data-selection-bar]')
  if (leaving.some(({ id }) => id === scene.openTaskId)) scene.closeTask()
  const stop = scene.tabStopId
  if (!isInBar || !stop) return
  const next = leaving.some(({ id }) => id === stop) ? heir(scene.columns, stop, leaving.map(({ id }) => id)) : stop
  focusNext(scene, next, scene.columnOf(stop))
}

export function undone(scene: BoardScene, task: BoardTask, undo: () => void): () => void {
  return () => {
    undo()
    scene.focus(task.id)
  }
}
