// What one does to one task or to many at once. Many are one request, drawn in the next frame and undone together.
import type { BoardTask, BulkOperation, TaskPatch } from '../../../shared/features/tasks.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { problemWords } from '../../shell/problem-words.ts'
import { announce, toasts } from '../../ui/index.ts'
import { conflictInbox } from '../conflicts/conflict-inbox.svelte.ts'
import { copyText, taskAddress } from './address.svelte.ts'
import {
  archive, copyLink, isBarred, moveTo, moveToEnd, moveToTrash, passFocus, patchTask, refuse, stayFocused, undone, type Deed,
} from './board-actions.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import { appliedOf } from './bulk-undo.ts'
import type { Spot } from './hand.svelte.ts'
import { changedFields } from './old-fields.ts'
import { droppedAt, heldOf, othersIn, taskAbove } from './places.ts'
import { regroupAll } from './regroup.ts'
import { t } from './words.ts'

type Tasks = readonly BoardTask[]

/** Moves tasks to a place of a column, whatever columns are. Answers whether anything moved. */
export function moveAll(scene: BoardScene, tasks: Tasks, spot: Spot): boolean {
  if (scene.lanes) return scene.lanes.move(tasks, spot)
  if (tasks.length === 1) return moveTo(scene, tasks[0]!.id, spot)
  return scene.grouping === 'status' ? moveAllInStatus(scene, tasks, spot) : regroupAll(scene, tasks, spot)
}

/** Moves tasks to a place of a status, in their order. */
function moveAllInStatus(scene: BoardScene, tasks: Tasks, spot: Spot, evenIfBlocked = false): boolean {
  const allowed = allowedOf(scene, tasks, 'task.move', 'move')
  if (allowed.length === 0 || isBarred(scene, allowed, spot.columnId)) return false
  const afterTaskId = taskAbove(scene.statusColumns, tasks.map(({ id }) => id), spot)
  // From the last to the first, each after the same task: what the server refuses does not take others' neighbour away.
  const operations = allowed.toReversed().map(({ id }): BulkOperation =>
    ({ op: 'move', taskId: id, statusId: spot.columnId, afterTaskId, ...(evenIfBlocked && { evenIfBlocked }) }))
  announce(droppedAt(scene.statusColumns, heldOf(allowed), spot), 'assertive')
  const status = scene.statusById.get(spot.columnId)?.name ?? ''
  send(scene, allowed, operations, (moved) => t('many.moved', { ...counts(moved, tasks), status }))
  return true
}

/** To the top or bottom of a status. */
export function moveAllToEnd(scene: BoardScene, tasks: Tasks, statusId: string, end: 'top' | 'bottom', evenIfBlocked = false): boolean {
  if (tasks.length === 1 && !evenIfBlocked) return moveToEnd(scene, tasks[0]!.id, statusId, end)
  if (scene.work) return scene.work.moveAllToEnd(tasks, statusId, end, evenIfBlocked)
  const index = end === 'top' ? 0 : othersIn(scene.statusColumns, statusId, tasks.map(({ id }) => id)).length
  return moveAllInStatus(scene, tasks, { columnId: statusId, index }, evenIfBlocked)
}

/** Changes fields; `patchOf` tells what of each task, null where nothing. What a task says already is no change, and is not counted. */
export function patchAll(
  scene: BoardScene, tasks: Tasks, patchOf: (task: BoardTask) => TaskPatch | null, said = (how: Counts) => t('many.changed', how),
): void {
  const [only] = tasks
  if (tasks.length === 1 && only) {
    const patch = patchOf(only)
    return void (patch && patchTask(scene, only.id, patch))
  }
  const patches = new Map(tasks.flatMap((task) => {
    const given = patchOf(task)
    const patch = given && changedFields(task, given)
    return patch ? [[task.id, patch] as const] : []
  }))
  const changing = tasks.filter(({ id }) => patches.has(id))
  if (changing.length === 0) return void (tasks.length > 0 && toasts.show({ text: t('many.same', { count: tasks.length }) }))
  const allowed = allowedOf(scene, changing, 'task.update', 'change')
  const operations = allowed.map(({ id }): BulkOperation => ({ op: 'update', taskId: id, ...patches.get(id)! }))
  if (operations.length > 0) send(scene, allowed, operations, (changed) => said(counts(changed, changing)))
}

/** Adds and takes off what changed in a list that all tasks share a part of, such as labels. */
export function patchLists(
  scene: BoardScene, tasks: Tasks, field: 'assigneeIds' | 'labelIds', shared: readonly string[], chosen: readonly string[],
): void {
  const added = chosen.filter((id) => !shared.includes(id))
  const removed = new Set(shared.filter((id) => !chosen.includes(id)))
  patchAll(scene, tasks, (task) => {
    const ids = [...new Set([...task[field].filter((id) => !removed.has(id)), ...added])]
    return ids.length === task[field].length && ids.every((id) => task[field].includes(id)) ? null : { [field]: ids }
  })
}

/** What every one of the tasks has. */
export const sharedBy = (tasks: Tasks, field: 'assigneeIds' | 'labelIds'): string[] =>
  (tasks[0]?.[field] ?? []).filter((id) => tasks.every((task) => task[field].includes(id)))

export function archiveAll(scene: BoardScene, tasks: Tasks): void {
  if (tasks.length === 1) return archive(scene, tasks[0]!)
  const allowed = allowedOf(scene, tasks, 'task.archive', 'archive')
  leave(scene, allowed, allowed.map(({ id }) => ({ op: 'archive', taskId: id, archived: true })),
    (archived) => t('many.archived', counts(archived, tasks)))
}

export function trashAll(scene: BoardScene, tasks: Tasks): void {
  if (tasks.length === 1) return moveToTrash(scene, tasks[0]!)
  const allowed = allowedOf(scene, tasks, 'task.delete', 'delete')
  leave(scene, allowed, allowed.map(({ id }) => ({ op: 'delete', taskId: id })),
    (deleted) => t('many.deleted', counts(deleted, tasks)))
}

export async function copyLinks(scene: BoardScene, tasks: Tasks): Promise<void> {
  if (tasks.length === 1) return copyLink(scene, tasks[0]!)
  const links = tasks.map(({ projectId, key, id }) => new URL(taskAddress(projectId, key || id), location.href).href)
  if (await copyText(links.join('\n'))) toasts.show({ text: t('many.linksCopied', { count: tasks.length }) })
  else toasts.error(t('done.linkNotCopied'))
}

/** The focus is passed on only by a card that has it; elsewhere it stays where it is. */
function leave(scene: BoardScene, allowed: Tasks, operations: BulkOperation[], text: (tasks: Tasks) => string): void {
  if (allowed.length === 0) return
  const focused = allowed.find(({ id }) => id === scene.focusedId)
  if (focused) passFocus(scene, focused, allowed)
  else stayFocused(scene, allowed)
  send(scene, allowed, operations, text, {
    back: (undo) => (focused ? undone(scene, focused, undo) : undo), again: (tasks, applied) => leave(scene, tasks, applied, text),
  })
}

type Again = (tasks: Tasks, operations: BulkOperation[]) => void
interface Ways { back?: (undo: () => void) => () => void; again?: Again }

/** Many changes as one request; each that is refused is told, the others stay. */
export function send(scene: BoardScene, tasks: Tasks, operations: BulkOperation[], text: (tasks: Tasks) => string, ways: Ways = {}): void {
  const { back = (undo: () => void) => undo, again = (some, applied) => send(scene, some, applied, text, ways) } = ways
  if (scene.isFiltered) scene.kept = new Set(tasks.map(({ id }) => id))
  const { done, undo } = scene.store.bulk(operations, 'independent')
  let applied = operations
  void done.then((outcome) => (applied = appliedOf(operations, outcome)))
  toasts.show({
    text: text(tasks), undo: back(undo), redo: () => again(tasks.filter(({ id }) => applied.some((one) => taskIdOf(one) === id)), applied),
    // Nothing is taken back, and nothing said to be done, where each was refused.
    done: done.then(({ ok }) => ({ ok: ok && applied.length > 0 })),
  })
  void done.then((outcome) => {
    const failed = outcome.ok ? outcome.data.results.filter(({ ok }) => !ok) : []
    if (failed.length === 0) return
    scene.refusals.mark(failed.flatMap(({ index }) => taskIdOf(operations[index]) ?? []))
    const isClash = failed.some(({ error }) => error?.code === 'version_conflict')
    const decide = { label: t('refused.decide'), run: () => conflictInbox.show() }
    toasts.error(t('refused.bulkTasks', { count: failed.length, why: problemWords({ type: '', title: '', traceId: '', ...failed[0]!.error! }) }), isClash ? decide : undefined)
  })
}

const taskIdOf = (operation?: BulkOperation) => (operation && 'taskId' in operation ? operation.taskId : undefined)

/** How many were allowed of how many, for sentences. */
export type Counts = ReturnType<typeof counts>

export const counts = (allowed: Tasks, all: Tasks) =>
  ({ count: allowed.length, total: all.length, some: allowed.length < all.length ? 'yes' : 'no' })

/** Those that one may change. The others are marked; when it is all of them, it is said whom to ask. */
export function allowedOf(scene: BoardScene, tasks: Tasks, permission: Permission, deed: Deed): BoardTask[] {
  const allowed = tasks.filter((task) => scene.can(permission, task))
  if (allowed.length === tasks.length) return allowed
  scene.refusals.mark(tasks.filter((task) => !allowed.includes(task)).map(({ id }) => id))
  if (allowed.length === 0 && tasks[0]) refuse(scene, tasks[0], deed)
  return allowed
}
