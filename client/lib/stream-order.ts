// Puts the events of one stream in order for one follower (RT18): next, seen before, or too early and held.
import type { StreamEvent } from '../../shared/streams.ts'

/** At most so many events wait for a missing one; what is dropped beyond that is fetched later. */
export const MAX_HELD = 200

export class StreamOrder {
  /** The last offset that was handed on. */
  last: number
  /** The highest offset that is known to exist. */
  head: number
  readonly #held = new Map<number, StreamEvent>()

  constructor(last: number) {
    this.last = last
    this.head = last
  }

  /** Takes events in any order and returns those that may be applied now, contiguous after `last`. */
  receive(events: readonly StreamEvent[]): StreamEvent[] {
    const ready: StreamEvent[] = []
    for (const event of events) {
      this.noteHead(event.offset)
      if (event.offset === this.last + 1) this.#advance(event, ready)
      else if (event.offset > this.last) this.#hold(event)
    }
    return ready
  }

  /** The server says that the stream reaches this far (RT12). */
  noteHead(head: number): void {
    if (head > this.head) this.head = head
  }

  /** Something that exists was not handed on yet. */
  get isBehind(): boolean {
    return this.last < this.head
  }

  get missing(): number {
    return this.head - this.last
  }

  #advance(event: StreamEvent, ready: StreamEvent[]): void {
    let next: StreamEvent | undefined = event
    while (next) {
      ready.push(next)
      this.last = next.offset
      this.#held.delete(next.offset)
      next = this.#held.get(this.last + 1)
    }
  }

  #hold(event: StreamEvent): void {
    this.#held.set(event.offset, event)
    if (this.#held.size > MAX_HELD) this.#held.delete(Math.max(...this.#held.keys()))
  }
}
