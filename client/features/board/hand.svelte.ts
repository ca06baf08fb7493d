// The task in one's hand: picked up by pointer, touch or keys, and where it would be put. One state for all three.

/** A place in a column, counted among the other shown tasks: 0 is the top. */
export interface Spot { columnId: string; index: number }

export class Hand {
  taskId = $state<string | null>(null)
  by = $state<'pointer' | 'keys'>('pointer')
  origin = $state.raw<Spot | null>(null)
  spot = $state.raw<Spot | null>(null)

  get isHolding(): boolean {
    return this.taskId !== null
  }

  get hasMoved(): boolean {
    return this.spot !== null && (this.spot.columnId !== this.origin?.columnId || this.spot.index !== this.origin.index)
  }

  pickUp(taskId: string, origin: Spot, by: 'pointer' | 'keys'): void {
    this.taskId = taskId
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
    this.origin = null
    this.spot = null
  }
}
