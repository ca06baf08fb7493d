// What lanes do for the rest of the board while it is divided into them: its columns are then cells, one of each lane and status.
import type { ViewLanes } from '../../../shared/features/view-lanes.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Collapsed } from './collapsed.svelte.ts'
import type { ColumnView, StatusColumn } from './column-view.ts'
import type { Spot } from './hand.svelte.ts'
import type { Fact } from './new-facts.ts'
import type { Neighbour, Step } from './places.ts'

export interface LaneSeat {
  readonly by: ViewLanes
  /** "Lanes by Person" */
  readonly title: string
  /** The lanes that are closed. */
  readonly collapsed: Collapsed
  /** The cells of all lanes, lane by lane. */
  arrange(columns: readonly StatusColumn[]): readonly ColumnView[]
  /** The cells of the lane that a cell is in. */
  row(columnId: string): readonly ColumnView[]
  /** Where the arrows lead from a task. */
  neighbour(columnId: string, taskId: string, to: Step): Neighbour | null
  /** The place one step further for what is carried; `open` are the cells of its lane that take it. */
  step(open: readonly ColumnView[], ids: readonly string[], spot: Spot, to: Step): Spot
  /** Puts tasks into a cell: they take its status and what its lane stands for. Answers whether anything changed. */
  move(tasks: readonly BoardTask[], spot: Spot): boolean
  factOf(column: ColumnView): Fact
  /** The cell of a status that a new task goes into, or one that is dropped on the column's name. A cell is its own. */
  cellIn(columnId: string): string
  /** The lane that a cell is in. */
  laneOf(columnId: string): string | undefined
  /** Opens the lane and the column of a cell. */
  expand(columnId: string): void
  /** What has the focus for a cell whose cards are not drawn. */
  seat(columnId: string): HTMLElement | null
}
