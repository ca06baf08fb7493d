// "2 new above" of a board in lanes: what others brought into a column where its reader does not look, above or below what is in view.
import { cameByOthers } from '../board/arrivals.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import type { LaneSeat } from '../board/lane-seat.ts'
import type { LaneWindow } from './lane-window.svelte.ts'
import type { Cell } from './lanes.svelte.ts'

export interface Arrival { cellId: string; taskId: string }
export interface Unseen { above: readonly Arrival[]; below: readonly Arrival[] }

/** The names of column and lane, which cover what scrolls under them. */
const [HEADS, NAME, PAD] = [41, 40, 8]
const nothing: ReadonlyMap<string, Unseen> = new Map()
const keyOf = ({ cellId, taskId }: Arrival) => `${cellId} ${taskId}`

export class LaneArrivals {
  /** By status, lane by lane. */
  unseen = $state.raw<ReadonlyMap<string, Unseen>>(nothing)
  readonly #scene: BoardScene
  readonly #view: LaneWindow
  #waiting: ReadonlySet<string> = new Set()
  #before: ReadonlyMap<string, Cell> | null = null
  #lanes: LaneSeat | null = null

  constructor(scene: BoardScene, view: LaneWindow) {
    this.#scene = scene
    this.#view = view
  }

  /** Notes what came into cells since they were drawn last. */
  note(cells: readonly Cell[]): void {
    const { lanes } = this.#scene
    // In other lanes every cell is new, and nothing in it.
    const before = this.#lanes === lanes ? this.#before : null
    this.#lanes = lanes
    this.#before = new Map(cells.map((cell) => [cell.id, cell]))
    if (!before) return
    const came = cells.flatMap((cell) => this.#cameInto(cell, before.get(cell.id)))
    if (came.length > 0) this.#waiting = new Set([...this.#waiting, ...came.map(keyOf)])
    for (const [statusId, some] of Map.groupBy(came, ({ statusId }) => statusId)) this.#scene.cameInto.note(statusId, some.length)
  }

  /** Looks where those stand that nobody has seen yet: what was in view once is not new any more. */
  place(board: HTMLElement, cells: readonly Cell[], gap: number): void {
    if (this.#waiting.size === 0) return
    const { top, bottom } = board.getBoundingClientRect()
    const heads = board.querySelector<HTMLElement>('[data-lane-heads]')?.offsetHeight ?? HEADS
    const from = top + heads + NAME
    const isAbove = ({ end }: { end: number }) => end <= from
    const placed = cells.flatMap((cell) => this.#placesIn(cell, gap)).filter((one) => isAbove(one) || one.start >= bottom)
    this.#waiting = new Set(placed.map(keyOf))
    this.unseen = new Map([...Map.groupBy(placed, ({ statusId }) => statusId)].map(([statusId, some]) => (
      [statusId, { above: some.filter(isAbove), below: some.filter((one) => !isAbove(one)) }]
    )))
  }

  #cameInto(cell: Cell, before: Cell | undefined): (Arrival & { statusId: string })[] {
    if (cell === before) return []
    const { recentChanges, crowd } = this.#scene.store
    const came = cameByOthers((before?.tasks ?? []).map(({ id }) => id), cell.tasks.map(({ id }) => id), recentChanges, crowd !== null)
    return came.map((taskId) => ({ cellId: cell.id, taskId, statusId: cell.status.id }))
  }

  /** Upper and lower edges on the screen of those in a cell that wait; none of one that is closed. */
  #placesIn(cell: Cell, gap: number) {
    const waiting = cell.tasks.map(({ id }, index) => ({ taskId: id, cellId: cell.id, statusId: cell.status.id, index })).filter((one) => this.#waiting.has(keyOf(one)))
    const lane = waiting.length > 0 && !cell.isCollapsed ? document.querySelector(`[data-lane="${CSS.escape(cell.laneId)}"]`) : null
    if (!lane) return []
    const top = lane.getBoundingClientRect().top + NAME + PAD
    const edges = this.#view.heights.edges(cell.tasks.map(({ id }) => id), gap)
    return waiting.map(({ index, ...arrival }) => ({ ...arrival, start: top + edges[index]!, end: top + edges[index + 1]! }))
  }
}
