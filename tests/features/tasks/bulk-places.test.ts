// Places of a bulk change in memory: against a plain list, over random moves.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ranksBetween } from '../../../shared/rank.ts'
import { StatusPlaces } from '../../../server/features/tasks/bulk-places.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f']

describe('places in a status', () => {
  it('keep the order of a plain list, and give no rank that another task had before', () => {
    const step = fc.record({
      task: fc.constantFrom(...NAMES),
      after: fc.option(fc.constantFrom(...NAMES)),
      leaves: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const stored = ranksBetween(null, null, 4)
        const places = new StatusPlaces(stored.map((rank, index) => ({ id: NAMES[index]!, rank, deleted: false })))
        const ranks = new Map(stored.map((rank, index) => [NAMES[index]!, rank]))
        const list = NAMES.slice(0, 4)
        for (const { task, after, leaves } of steps) {
          if (after === task || (after !== null && !list.includes(after))) continue
          const rank = places.rankFor(task, after)
          if (rank !== ranks.get(task)) {
            expect(stored, 'ranks in the database are not given to another').not.toContain(rank)
            places.take(task)
            if (list.includes(task)) list.splice(list.indexOf(task), 1)
            ranks.delete(task)
            if (!leaves) {
              places.put(task, rank)
              ranks.set(task, rank)
              list.splice(after === null ? 0 : list.indexOf(after) + 1, 0, task)
            }
          }
          expect([...ranks].sort((x, y) => (x[1] < y[1] ? -1 : 1)).map(([name]) => name)).toEqual(list)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('refuse a neighbour that is gone or in the trash', () => {
    const places = new StatusPlaces([
      { id: 'a', rank: 'a0', deleted: true },
      { id: 'b', rank: 'a1', deleted: false },
    ])
    expect(() => places.rankFor('c', 'a')).toThrow('not in that status')
    expect(() => places.rankFor('c', 'x')).toThrow('not in that status')
    places.markDeleted('b')
    expect(() => places.rankFor('c', 'b')).toThrow('not in that status')
    expect(places.rankFor('c', undefined) > 'a1').toBe(true)
  })
})
