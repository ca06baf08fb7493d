// Steps between places of a board, for arrows and moves, and the sentences that say where a task is. Pure.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Spot } from './hand.svelte.ts'
import { t } from './words.ts'

/** A collapsed column takes what is carried; the arrows between cards pass it over. */
export interface ShownColumn { id: string; name: string; tasks: readonly BoardTask[]; isCollapsed?: boolean }

/** Tasks that are being moved together, and what they are called. */
export interface Held { ids: readonly string[]; called: string }

export const heldOf = (tasks: readonly BoardTask[]): Held => (
  { ids: tasks.map(({ id }) => id), called: tasks.length === 1 ? called(tasks[0]!) : t('tasks', { count: tasks.length }) }
)

/** Where a task stands among the shown tasks; those in `ids` are not counted. */
export function spotOf(columns: readonly ShownColumn[], taskId: string, ids: readonly string[] = [taskId]): Spot | null {
  for (const { id, tasks } of columns) {
    const index = tasks.findIndex((task) => task.id === taskId)
    if (index < 0) continue
    const held = new Set(ids)
    return { columnId: id, index: tasks.slice(0, index).filter((task) => !held.has(task.id)).length }
  }
  return null
}

/** Whether tasks follow one another in one column, in this order. */
export function areTogether(columns: readonly ShownColumn[], tasks: readonly BoardTask[]): boolean {
  const inColumn = columns.find((column) => column.tasks.some(({ id }) => id === tasks[0]?.id))?.tasks ?? []
  const start = inColumn.findIndex(({ id }) => id === tasks[0]?.id)
  return tasks.every(({ id }, index) => inColumn[start + index]?.id === id)
}

/** The shown tasks of a column without those that are being moved. */
export function othersIn(columns: readonly ShownColumn[], columnId: string, ids: readonly string[]): readonly BoardTask[] {
  const tasks = columns.find(({ id }) => id === columnId)?.tasks ?? []
  const held = new Set(ids)
  return tasks.filter(({ id }) => !held.has(id))
}

export type Step = 'up' | 'down' | 'left' | 'right' | 'first' | 'last'

/** The place one step further for what is being moved; the same place at the edge. */
export function stepSpot(columns: readonly ShownColumn[], ids: readonly string[], spot: Spot, step: Step): Spot {
  const length = othersIn(columns, spot.columnId, ids).length
  if (step === 'up') return { ...spot, index: Math.max(0, spot.index - 1) }
  if (step === 'down') return { ...spot, index: Math.min(length, spot.index + 1) }
  if (step === 'first') return { ...spot, index: 0 }
  if (step === 'last') return { ...spot, index: length }
  const here = columns.findIndex(({ id }) => id === spot.columnId)
  const next = columns[here + (step === 'left' ? -1 : 1)]
  if (!next) return spot
  return { columnId: next.id, index: Math.min(spot.index, othersIn(columns, next.id, ids).length) }
}

/** The task above a place; null at the top. */
export function taskAbove(columns: readonly ShownColumn[], ids: readonly string[], spot: Spot): string | null {
  return othersIn(columns, spot.columnId, ids)[spot.index - 1]?.id ?? null
}

const nameOf = (columns: readonly ShownColumn[], columnId: string) => columns.find(({ id }) => id === columnId)?.name
  ?? ''
const called = ({ key, title }: BoardTask) => key || title

/** The numbers and the name of a place, for sentences. */
function placeOf(columns: readonly ShownColumn[], { ids, called: task }: Held, { columnId, index }: Spot) {
  const count = othersIn(columns, columnId, ids).length + ids.length
  return { task, position: index + 1, count, column: nameOf(columns, columnId) }
}

export const pickedUp = (columns: readonly ShownColumn[], held: Held, spot: Spot): string =>
  t('move.pickedUp', placeOf(columns, held, spot))

/** "Position 2 of 5." in the same column; with name and neighbours in another. */
export function steppedTo(columns: readonly ShownColumn[], held: Held, spot: Spot, from: Spot): string {
  const place = placeOf(columns, held, spot)
  if (spot.columnId === from.columnId) return t('move.position', place)
  if (columns.find(({ id }) => id === spot.columnId)?.isCollapsed) return t('move.collapsed', place)
  const others = othersIn(columns, spot.columnId, held.ids)
  const [above, below] = [others[spot.index - 1], others[spot.index]]
  if (above && below) return t('move.between', { ...place, above: called(above), below: called(below) })
  if (above) return t('move.after', { ...place, above: called(above) })
  return below ? t('move.before', { ...place, below: called(below) }) : t('move.column', place)
}

export const droppedAt = (columns: readonly ShownColumn[], held: Held, spot: Spot): string =>
  t('move.dropped', placeOf(columns, held, spot))

export const cancelledAt = (columns: readonly ShownColumn[], held: Held, spot: Spot): string =>
  t('move.cancelled', placeOf(columns, held, spot))

/** Where the arrows lead from a task of a column: up and down in it, sideways to the same height. */
export function neighbourIn(columns: readonly ShownColumn[], columnId: string, taskId: string, step: Step): Neighbour | null {
  const tasks = columns.find(({ id }) => id === columnId)?.tasks ?? []
  const index = tasks.findIndex(({ id }) => id === taskId)
  if (index < 0) return null
  if (step === 'left' || step === 'right') return besides(columns, { columnId, index }, step === 'left' ? -1 : 1)
  const next = { up: tasks[index - 1], down: tasks[index + 1], first: tasks[0], last: tasks.at(-1) }[step]
  return next ? { taskId: next.id, columnId } : null
}

export interface Neighbour { taskId: string; columnId: string }

/** Columns without shown tasks are passed over, and collapsed ones. */
function besides(columns: readonly ShownColumn[], { columnId, index }: Spot, direction: 1 | -1): Neighbour | null {
  let at = columns.findIndex(({ id }) => id === columnId) + direction
  while (columns[at] && !hasCards(columns[at]!)) at += direction
  const column = columns[at]
  const task = column?.tasks[Math.min(index, column.tasks.length - 1)]
  return column && task ? { taskId: task.id, columnId: column.id } : null
}

/** Whether there is a card to go to. */
export const hasCards = ({ tasks, isCollapsed }: ShownColumn): boolean => tasks.length > 0 && !isCollapsed

/** Who gets the focus when tasks leave: the next below one of them, else above, else the first of the board. */
export function heir(columns: readonly ShownColumn[], taskId: string, leaving: readonly string[] = [taskId]): string | null {
  const tasks = columns.find((column) => column.tasks.some(({ id }) => id === taskId))?.tasks ?? []
  const index = tasks.findIndex(({ id }) => id === taskId)
  const gone = new Set(leaving)
  const stays = ({ id }: BoardTask) => !gone.has(id)
  const near = tasks.slice(index + 1).find(stays) ?? tasks.slice(0, Math.max(index, 0)).findLast(stays)
  return (near ?? columns.filter(hasCards).flatMap((column) => column.tasks).find(stays))?.id ?? null
}
