// Steps between the cells of a board in lanes, and where in a whole status a place of a cell is. Pure.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Spot } from '../board/hand.svelte.ts'
import { hasCards, neighbourIn, othersIn, stepSpot, type Neighbour, type ShownColumn, type Step } from '../board/places.ts'

/** The tasks of one lane in one status. Cells come lane by lane. */
export interface GridCell extends ShownColumn { laneId: string; status: { id: string } }
type Cells<C> = readonly C[]

/** The cells of a cell's lane. */
export function rowOf<C extends GridCell>(cells: Cells<C>, cellId: string): C[] {
  const laneId = cells.find(({ id }) => id === cellId)?.laneId
  return cells.filter((cell) => cell.laneId === laneId)
}

/** The cells of a cell's status, from the first lane to the last. */
function stackOf<C extends GridCell>(cells: Cells<C>, cellId: string): C[] {
  const statusId = cells.find(({ id }) => id === cellId)?.status.id
  return cells.filter(({ status }) => status.id === statusId)
}

/** The place one step further for what is carried: over the edge of a cell into the next lane. `open` are the cells of its lane that take it. */
export function stepInLanes(cells: Cells<GridCell>, open: Cells<ShownColumn>, ids: readonly string[], spot: Spot, step: Step): Spot {
  // Among cards that are not shown there are no places to choose.
  const isClosed = cells.find(({ id }) => id === spot.columnId)?.isCollapsed
  const last = othersIn(cells, spot.columnId, ids).length
  const way = step === 'up' && (isClosed || spot.index === 0) ? -1 : step === 'down' && (isClosed || spot.index >= last) ? 1 : 0
  if (way === 0) return stepSpot(open, ids, spot, step)
  const stack = stackOf(cells, spot.columnId)
  const next = stack[stack.findIndex(({ id }) => id === spot.columnId) + way]
  if (!next) return spot
  return { columnId: next.id, index: way === 1 ? 0 : othersIn(cells, next.id, ids).length }
}

/** Where the arrows lead: at the upper and lower edge of a cell to the next lane that has cards in this status. */
export function neighbourInLanes(cells: Cells<GridCell>, cellId: string, taskId: string, step: Step): Neighbour | null {
  const within = neighbourIn(rowOf(cells, cellId), cellId, taskId, step)
  if (within || (step !== 'up' && step !== 'down')) return within
  const stack = stackOf(cells, cellId).filter((cell) => cell.id === cellId || hasCards(cell))
  const next = stack[stack.findIndex(({ id }) => id === cellId) + (step === 'up' ? -1 : 1)]
  const task = step === 'up' ? next?.tasks.at(-1) : next?.tasks[0]
  return next && task ? { taskId: task.id, columnId: next.id } : null
}

/**
 * The task of the whole status after which something stands that is put at a place of a cell, null for its top. In a cell without
 * others any place is right: the end.
 */
export function taskBefore(status: readonly BoardTask[], others: readonly BoardTask[], ids: readonly string[], index: number): string | null {
  const above = others[index - 1]
  if (above) return above.id
  const held = new Set(ids)
  const rest = status.filter(({ id }) => !held.has(id))
  const below = others[0] ? rest.findIndex(({ id }) => id === others[0]!.id) : rest.length
  return rest[below - 1]?.id ?? null
}

/** Whether tasks of the same status stand at this place already, in this order. */
export function areAtPlace(tasks: readonly BoardTask[], others: readonly BoardTask[], index: number): boolean {
  const [above, below] = [others[index - 1], others[index]]
  const ranks = [...(above ? [above] : []), ...tasks, ...(below ? [below] : [])].map(({ rank }) => rank)
  return ranks.every((rank, at) => at === 0 || ranks[at - 1]! < rank)
}
