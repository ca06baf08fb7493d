// Carrying tasks between columns that are people, priorities or labels: the column's fact changes, the order does not.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { announce, toasts } from '../../ui/index.ts'
import { called, keepShown, refuse } from './board-actions.ts'
import type { BoardScene, ColumnView } from './board.scene.svelte.ts'
import { regrouped, type FactGrouping } from './grouping.ts'
import type { Spot } from './hand.svelte.ts'
import { spotOf, stepSpot, type Step } from './places.ts'
import { t } from './words.ts'

/** Where a task stands in the column that it is taken from. */
export function groupedSpot(scene: BoardScene, taskId: string): Spot | null {
  const column = scene.columns.find(({ id }) => id === scene.columnOf(taskId))
  return column ? spotOf([column], taskId) : null
}

/** Gives the task the fact of the column that it is put into; says so aloud. Answers whether anything changed. */
export function regroup(scene: BoardScene, task: BoardTask, { columnId }: Spot): boolean {
  const by = scene.grouping as FactGrouping
  const from = scene.columns.find(({ id }) => id === scene.columnOf(task.id))
  const to = scene.columns.find(({ id }) => id === columnId)
  if (!from || !to) return false
  if (from === to) return !tellOrder()
  if (!scene.can('task.update', task)) return refuse(scene, task, 'change')
  const patch = regrouped(by, task, from.value, to.value)
  if (!patch) return false
  const said = sentence(by, task, from, to)
  keepShown(scene, task.id)
  scene.focusedColumnId = to.id
  const { undo } = scene.store.updateTask(task.id, patch)
  announce(said, 'assertive')
  toasts.show({ text: said, undo, redo: () => void scene.store.updateTask(task.id, patch) })
  return true
}

/** One column to the left or right at once. */
export function regroupByStep(scene: BoardScene, taskId: string, step: Step): void {
  const spot = groupedSpot(scene, taskId)
  const task = scene.store.task(taskId)
  if (!spot || !task) return
  if (step !== 'left' && step !== 'right') return void tellOrder()
  const target = stepSpot(scene.columns, [taskId], spot, step)
  if (target.columnId !== spot.columnId && regroup(scene, task, target)) scene.focus(taskId, target.columnId)
}

/** Why a place inside such a column cannot be chosen. */
export function tellOrder(): true {
  announce(t('group.order'), 'assertive')
  return true
}

/** "WEB-12 went from Ade to Mira." */
function sentence(by: FactGrouping, task: BoardTask, from: ColumnView, to: ColumnView): string {
  const names = { task: called(task), before: from.name, after: to.name }
  if (by === 'priority') return t(to.value === 'none' ? 'group.done.noPriority' : 'group.done.priority', names)
  if (to.value === null) return t(by === 'person' ? 'group.done.nobody' : 'group.done.noLabel', names)
  const added = from.value === null
  if (by === 'person') return t(added ? 'group.done.assigned' : 'group.done.passedOn', names)
  return t(added ? 'group.done.labelled' : 'group.done.relabelled', names)
}
