// A board in lanes: its cells, one of each lane and status, and what they do for the board.
import { untrack } from 'svelte'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { columnElement } from '../board/card-elements.ts'
import { sameColumn, type ColumnView, type StatusColumn } from '../board/column-view.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { columnIdOf, groupTasks, type Grouping, type GroupValue } from '../board/grouping.ts'
import type { Spot } from '../board/hand.svelte.ts'
import type { LaneSeat } from '../board/lane-seat.ts'
import type { Fact } from '../board/new-facts.ts'
import type { Neighbour, Step } from '../board/places.ts'
import { CollapsedLanes, emptyLanes } from './collapsed-lanes.svelte.ts'
import { axisOf, type LaneAxis } from './lane-axis.ts'
import { neighbourInLanes, rowOf, stepInLanes } from './lane-grid.ts'
import { moveInLanes } from './lane-moves.ts'
import { t } from './words.ts'

/** The tasks of one lane in one status. */
export interface Cell extends StatusColumn { laneId: string; laneName: string }
export interface Lane { id: string; name: string; value: GroupValue; isCollapsed: boolean; cells: readonly Cell[] }

export class Lanes implements LaneSeat {
  readonly axis: LaneAxis
  readonly collapsed: CollapsedLanes
  readonly #scene: BoardScene
  readonly #before = new Map<string, Cell>()

  constructor(scene: BoardScene, axis: LaneAxis) {
    this.#scene = scene
    this.axis = axis
    this.collapsed = new CollapsedLanes(scene.meId, scene.store.projectId)
  }

  get by() {
    return this.axis.by
  }

  get title(): string {
    return t('title', { name: this.axis.name })
  }

  get #cells(): readonly Cell[] {
    return this.#scene.columns as readonly Cell[]
  }

  arrange(columns: readonly StatusColumn[]): readonly Cell[] {
    const { axis } = this
    const whole = columns.map(({ id }) => this.#scene.store.column(id))
    const values = groupTasks(axis.valuesOf, whole.flat(), axis.known()).map(({ value }) => value)
    const totals = whole.map((tasks) => new Map(groupTasks(axis.valuesOf, tasks, values).map((group) => [group.value, group.tasks.length])))
    const shown = columns.map(({ tasks }) => new Map(groupTasks(axis.valuesOf, tasks, values).map((group) => [group.value, group.tasks])))
    const filled = values.filter((value) => shown.some((tasks) => tasks.get(value)!.length > 0))
    return (emptyLanes.areHidden && filled.length > 0 ? filled : values).flatMap((value) => {
      const laneName = axis.nameOf(value)
      const laneId = columnIdOf(axis.by as Grouping, value)
      return columns.map((column, index) => this.#unchanged({
        ...column, id: `${column.id}.${laneId}`, name: t('cell', { column: column.name, lane: laneName }), laneId, laneName, value,
        tasks: shown[index]!.get(value)!, total: totals[index]!.get(value)!, isCollapsed: column.isCollapsed || this.collapsed.has(laneId),
      }))
    })
  }

  /** The cells again, lane by lane. */
  get list(): Lane[] {
    return [...Map.groupBy(this.#cells, ({ laneId }) => laneId)].map(([id, cells]) => (
      { id, name: cells[0]!.laneName, value: cells[0]!.value, isCollapsed: this.collapsed.has(id), cells }
    ))
  }

  row(columnId: string): readonly ColumnView[] {
    return rowOf(this.#cells, columnId)
  }

  neighbour(columnId: string, taskId: string, to: Step): Neighbour | null {
    return neighbourInLanes(this.#cells, columnId, taskId, to)
  }

  step(open: readonly ColumnView[], ids: readonly string[], spot: Spot, to: Step): Spot {
    return stepInLanes(this.#cells, open, ids, spot, to)
  }

  move(tasks: readonly BoardTask[], spot: Spot): boolean {
    return moveInLanes(this.#scene, this, tasks, spot)
  }

  factOf({ value }: ColumnView): Fact {
    return this.axis.factOf(value)
  }

  /** In the lane that one carries from or is in, else in the one that stands for nothing, else in the first that is open. */
  cellIn(columnId: string): string {
    const { hand, focusedColumnId } = this.#scene
    const here = this.cell(hand.origin?.columnId ?? focusedColumnId)
    const column = this.#cells.filter(({ status }) => status.id === columnId)
    const isOpen = ({ laneId }: Cell) => !this.collapsed.has(laneId)
    const own = column.find((cell) => cell.laneId === here?.laneId && (hand.isHolding || isOpen(cell)))
    const found = own ?? column.find(({ value }) => value === null || value === 'none') ?? column.find(isOpen) ?? column[0]
    return found?.id ?? columnId
  }

  cell(columnId: string | null | undefined): Cell | undefined {
    return this.#cells.find(({ id }) => id === columnId)
  }

  laneOf(columnId: string): string | undefined {
    return this.cell(columnId)?.laneId
  }

  expand(columnId: string): void {
    const cell = this.cell(columnId)
    if (!cell) return
    this.collapsed.expand(cell.laneId)
    this.#scene.collapsed.expand(cell.status.id)
  }

  seat(columnId: string): HTMLElement | null {
    const cell = this.cell(columnId)
    if (!cell?.isCollapsed) return null
    if (this.collapsed.has(cell.laneId)) return laneToggle(cell.laneId)
    return columnElement(cell.status.id)?.querySelector<HTMLElement>('[data-expand]') ?? null
  }

  /** A cell as it was drawn last when nothing of it changed, so that nothing in it is drawn again. */
  #unchanged(made: Cell): Cell {
    const before = this.#before.get(made.id)
    if (before && before.laneName === made.laneName && sameColumn(before, made)) return before
    this.#before.set(made.id, made)
    return made
  }
}

export const laneToggle = (laneId: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-lane="${laneId}"] [data-lane-toggle]`)

/** Null where there is nothing of the kind. */
export function lanesOf(scene: BoardScene, by: string, field: CustomField | undefined): Lanes | null {
  const axis = axisOf(scene, by, field)
  return axis && untrack(() => new Lanes(scene, axis))
}
