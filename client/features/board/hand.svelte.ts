// The tasks in one's hand: picked up by pointer, touch or keys, and where it would be put. One state for all three.

/** A place in a column, counted among the other shown tasks, those in the hand left out: 0 is the top. */
export interface Spot { columnId: string; index: number }

export class Hand {
  /** All that are held, in the order of the board; `taskId` is the one that was taken hold of. */
  taskIds = $state.raw<readonly string[]>([])
  taskId = $state<string | null>(null)
  readonly #held = $derived.by(() => new Set(this.taskIds))
  by = $state<'pointer' | 'keys'>('pointer')
  origin = $state.raw<Spot | null>(null)
  spot = $state.raw<Spot | null>(null)

  get isHolding(): boolean {
    return this.taskId !== null
  }

  get hasMoved(): boolean {
    return this.spot !== null && (this.spot.columnId !== this.origin?.columnId || this.spot.index !== this.origin.index)
  }

  holds(taskId: string): boolean {
    return this.#held.has(taskId)
  }

  pickUp(taskId: string, taskIds: readonly string[], origin: Spot, by: 'pointer' | 'keys'): void {
    this.taskId = taskId
    this.taskIds = taskIds
    this.by = by
    this.origin = origin
    this.spot = origin
  }

  over(spot: Spot | null): void {
    if (spot?.columnId === this.spot?.columnId && spot?.index === this.spot?.index) return
    this.spot = spot
  }

  letGo(): void {
    this.taskId = null
    this.taskIds = []
    this.origin = null
    this.spot = null
  }
}
