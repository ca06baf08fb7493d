// RT18: whatever order events come in, however often, and whichever get lost, the client applies each once and in order.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_HELD, StreamOrder } from '../../../client/lib/stream-order.ts'
import { anEvent } from '../support/events.ts'

const events = (...offsets: number[]) => offsets.map((offset) => anEvent('team.created', {}, { offset }))
const offsets = (found: readonly { offset: number }[]) => found.map(({ offset }) => offset)

describe('StreamOrder', () => {
  it('hands on the next event and ignores one that it knows', () => {
    const order = new StreamOrder(4)
    expect(offsets(order.receive(events(5)))).toEqual([5])
    expect(order.receive(events(5, 3))).toEqual([])
    expect(order.isBehind).toBe(false)
  })

  it('holds what comes too early until the missing event is there', () => {
    const order = new StreamOrder(0)
    expect(order.receive(events(3, 2))).toEqual([])
    expect([order.isBehind, order.missing]).toEqual([true, 3])
    expect(offsets(order.receive(events(1)))).toEqual([1, 2, 3])
  })

  it('knows from the head alone that the last event is missing (RT12)', () => {
    const order = new StreamOrder(7)
    order.noteHead(8)
    expect(order.isBehind).toBe(true)
    expect(offsets(order.receive(events(8)))).toEqual([8])
  })

  it('holds at most 200 and never the later ones instead of the earlier', () => {
    const order = new StreamOrder(0)
    order.receive(events(...Array.from({ length: 300 }, (_, index) => 301 - index)))
    const ready = order.receive(events(1))
    expect(ready).toHaveLength(MAX_HELD + 1)
    expect(order.missing).toBe(301 - MAX_HELD - 1)
  })

  it('ends contiguous after any reordering, repetition and loss, with fetching of what is missing', () => {
    const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 }), { maxLength: 40 })
    fc.assert(fc.property(arrivals, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 60 }), (batches, start, page) => {
      const order = new StreamOrder(start)
      const applied: number[] = []
      for (const batch of batches) {
        applied.push(...offsets(order.receive(events(...batch))))
        if (batch.length % 3 === 0) fetchOnce(order, page, applied)
      }
      order.noteHead(400)
      while (order.isBehind) fetchOnce(order, page, applied)
      expect(applied).toEqual(Array.from({ length: 400 - start }, (_, index) => start + 1 + index))
    }), { numRuns: 200 })
  })
})

/** As the server answers: the next events after the last that was applied, a page at a time. */
function fetchOnce(order: StreamOrder, page: number, applied: number[]): void {
  const upTo = Math.min(400, order.last + page)
  const missing = Array.from({ length: upTo - order.last }, (_, index) => order.last + 1 + index)
  applied.push(...offsets(order.receive(events(...missing))))
}
