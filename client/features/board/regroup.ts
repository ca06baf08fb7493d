// Carrying tasks between columns that are people, priorities, labels or values of a field: the column's fact changes, the order does not.
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { announce, toasts } from '../../ui/index.ts'
import { called, keepShown, refuse } from './board-actions.ts'
import { patchAll } from './bulk-actions.ts'
import type { BoardScene, ColumnView } from './board.scene.svelte.ts'
import { landingIndex, regrouped, type ChangingGrouping } from './grouping.ts'
import type { Spot } from './hand.svelte.ts'
import { othersIn, spotOf, stepSpot, type Step } from './places.ts'
import { t } from './words.ts'

/** Where a task stands in the column that it is taken from; those in `ids` are not counted. */
export function groupedSpot(scene: BoardScene, taskId: string, ids: readonly string[] = [taskId]): Spot | null {
  const column = columnOf(scene, taskId)
  return column ? spotOf([column], taskId, ids) : null
}

/** Where a task would stand in a column whose order nobody makes by hand; those in `ids` are carried with it. */
export const landing = (scene: BoardScene, columnId: string, task: BoardTask, ids: readonly string[]): number =>
  landingIndex(othersIn(scene.columns, columnId, ids), task, (id) => scene.statuses.findIndex((one) => one.id === id))

const columnOf = (scene: BoardScene, taskId: string) => scene.columns.find(({ id }) => id === scene.columnOf(taskId))

/** Gives the task the fact of the column that it is put into; says so aloud. Answers whether anything changed. */
export function regroup(scene: BoardScene, task: BoardTask, { columnId }: Spot): boolean {
  const from = columnOf(scene, task.id)
  const to = scene.columns.find(({ id }) => id === columnId)
  if (!from || !to) return false
  if (from === to) return !tellOrder()
  if (!scene.can('task.update', task)) return refuse(scene, task, 'change')
  const patch = patchOf(scene, task, from, to)
  if (!patch) return false
  const said = sentence(scene, task, from, to)
  keepShown(scene, task.id)
  scene.focusedColumnId = to.id
  const { done, undo } = scene.store.updateTask(task.id, patch)
  announce(said, 'assertive')
  toasts.show({ text: said, done, undo, redo: () => void scene.store.updateTask(task.id, patch) })
  return true
}

/** The same for many as one request with one undo: each loses the fact of the column that it is taken from. */
export function regroupAll(scene: BoardScene, tasks: readonly BoardTask[], { columnId }: Spot): boolean {
  const to = scene.columns.find(({ id }) => id === columnId)
  if (!to) return false
  const patches = new Map(tasks.flatMap((task) => {
    const from = columnOf(scene, task.id)
    const patch = from && patchOf(scene, task, from, to)
    return patch ? [[task.id, patch] as const] : []
  }))
  const changing = tasks.filter(({ id }) => patches.has(id))
  if (changing.length === 0) return !tellOrder()
  if (changing.length === 1) return regroup(scene, changing[0]!, { columnId, index: 0 })
  if (!changing.some((task) => scene.can('task.update', task))) return refuse(scene, changing[0]!, 'change')
  scene.focusedColumnId = to.id
  patchAll(scene, changing, ({ id }) => patches.get(id) ?? null, (how) => {
    const text = t('many.moved', { ...how, status: to.name })
    announce(text, 'assertive')
    return text
  })
  return true
}

/** A task, or the selection that it is part of, one column to the left or right at once. */
export function regroupByStep(scene: BoardScene, taskId: string, step: Step): void {
  const spot = groupedSpot(scene, taskId)
  const task = scene.store.task(taskId)
  if (!spot || !task) return
  if (step !== 'left' && step !== 'right') return void tellOrder()
  const target = stepSpot(scene.columns, [taskId], spot, step)
  if (target.columnId === spot.columnId) return
  const tasks = scene.selected.with(task)
  if (tasks.length > 1 ? regroupAll(scene, tasks, target) : regroup(scene, task, target)) scene.focus(taskId, target.columnId)
}

/** Why a place inside such a column cannot be chosen. */
export function tellOrder(): true {
  announce(t('group.order'), 'assertive')
  return true
}

const patchOf = ({ grouping, fieldGroups }: BoardScene, task: BoardTask, from: ColumnView, to: ColumnView): TaskPatch | null =>
  (fieldGroups ? fieldGroups.patchOf(task, from.value, to.value) : regrouped(grouping as ChangingGrouping, task, from.value, to.value))

/** "WEB-12 went from Ade to Mira." */
function sentence({ grouping: by, fieldGroups }: BoardScene, task: BoardTask, from: ColumnView, to: ColumnView): string {
  const names = { task: called(task), before: from.name, after: to.name }
  if (fieldGroups) return fieldGroups.said(names, from.value, to.value)
  if (by === 'priority') return t(to.value === 'none' ? 'group.done.noPriority' : 'group.done.priority', names)
  if (to.value === null) return t(by === 'person' ? 'group.done.nobody' : 'group.done.noLabel', names)
  const added = from.value === null
  if (by === 'person') return t(added ? 'group.done.assigned' : 'group.done.passedOn', names)
  return t(added ? 'group.done.labelled' : 'group.done.relabelled', names)
}
