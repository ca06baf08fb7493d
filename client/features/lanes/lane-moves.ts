// Tasks that are put into a cell: its status and what its lane stands for change as one, with one undo.
import type { BoardTask, BulkOperation, TaskPatch } from '../../../shared/features/tasks.ts'
import { announce, toasts } from '../../ui/index.ts'
import { called, isBarred, keepShown, refuse, type Deed } from '../board/board-actions.ts'
import type { Place } from '../board/board.mutations.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { counts, send } from '../board/bulk-actions.ts'
import type { Spot } from '../board/hand.svelte.ts'
import { droppedAt, heldOf, othersIn } from '../board/places.ts'
import { t as ofBoard } from '../board/words.ts'
import { areAtPlace, taskBefore } from './lane-grid.ts'
import type { Cell, Lanes } from './lanes.svelte.ts'
import { t } from './words.ts'

/** What a task becomes; null where nothing of the kind changes. */
interface Change { task: BoardTask; place: Place | null; patch: TaskPatch | null }
const tasksOf = (changes: readonly Change[]): BoardTask[] => changes.map(({ task }) => task)

/** Answers whether anything changed. */
export function moveInLanes(scene: BoardScene, lanes: Lanes, tasks: readonly BoardTask[], spot: Spot): boolean {
  const to = lanes.cell(spot.columnId)
  if (!to) return false
  const against = tasks.map((task) => lanes.axis.against?.(task, to.value)).find(Boolean)
  if (against) toasts.error(against)
  if (against) return false
  const wanted = changesTo(scene, lanes, to, tasks, spot)
  const allowed = wanted.filter((change) => deedAgainst(scene, change) === null)
  if (allowed.length < wanted.length) scene.refusals.mark(wanted.filter((change) => !allowed.includes(change)).map(({ task }) => task.id))
  if (allowed.length === 0) return wanted[0] ? refuse(scene, wanted[0].task, deedAgainst(scene, wanted[0])!) : false
  const changing = tasksOf(allowed)
  if (isBarred(scene, changing, to.status.id)) return false
  const said = droppedAt(scene.columns, heldOf(changing), spot)
  scene.focusedColumnId = to.id
  announce(said, 'assertive')
  if (allowed.length === 1) change(scene, allowed[0]!, to)
  else send(scene, changing, allowed.toReversed().flatMap(operationsOf), (moved) => ofBoard('many.moved', { ...counts(moved, tasksOf(wanted)), status: to.name }))
  return true
}

function changesTo(scene: BoardScene, lanes: Lanes, to: Cell, tasks: readonly BoardTask[], { index }: Spot): Change[] {
  const ids = tasks.map(({ id }) => id)
  const others = othersIn(scene.columns, to.id, ids)
  const place = { statusId: to.status.id, afterTaskId: taskBefore(scene.store.column(to.status.id), others, ids, index) }
  // Only all together: one that stays between others which move would not be where they were told to stand.
  const stay = tasks.every(({ statusId }) => statusId === to.status.id) && areAtPlace(tasks, others, index)
  return tasks.flatMap((task) => {
    const from = lanes.cell(scene.columnOf(task.id)) ?? to
    const patch = lanes.axis.patchOf(task, from.value, to.value)
    // A place in the same status is worth less than the lane: who may not choose it, changes the lane alone.
    const isFree = patch !== null && task.statusId === to.status.id && !scene.can('task.move', task)
    const change = { task, patch, place: stay || isFree ? null : place }
    return change.patch || change.place ? [change] : []
  })
}

function deedAgainst(scene: BoardScene, { task, place, patch }: Change): Deed | null {
  if (place && !scene.can('task.move', task)) return 'move'
  return patch && !scene.can('task.update', task) ? 'change' : null
}

const operationsOf = ({ task: { id: taskId }, place, patch }: Change): BulkOperation[] => [
  ...(place ? [{ op: 'move', taskId, ...place } as const] : []), ...(patch ? [{ op: 'update', taskId, ...patch } as const] : []),
]

function change(scene: BoardScene, made: Change, to: Cell): void {
  const { task, patch } = made
  keepShown(scene, task.id)
  const { done, undo } = apply(scene, made)
  if (!patch && task.statusId === to.status.id) return
  toasts.show({ text: t('moved', { task: called(task), cell: to.name }), done, undo, redo: () => void apply(scene, made) })
}

function apply({ store }: BoardScene, made: Change): { done: Promise<{ ok: boolean }>; undo: () => void } {
  const { task, place, patch } = made
  if (place && patch) return store.bulk(operationsOf(made))
  return place ? store.moveTask(task.id, place) : store.updateTask(task.id, patch!)
}
