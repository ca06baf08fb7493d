// Where an item of a checklist lands, and what a pasted list becomes.
import { describe, expect, it } from 'vitest'
import { itemAbove, pastedItems, placeAt } from '../../../client/features/tasks/item-places.ts'

describe('the place of a moved item', () => {
  it('is counted among the others', () => {
    expect([0, 20, 21, 99].map((y) => placeAt([15, 45, 75], y))).toEqual([0, 1, 1, 3])
  })

  it('is told by the item above it', () => {
    const items = ['a', 'b', 'c'].map((id) => ({ id }))
    expect([0, 1, 2].map((place) => itemAbove(items, 'a', place))).toEqual([null, 'b', 'c'])
    expect(itemAbove(items, 'c', 1)).toBe('a')
  })
})

describe('a pasted list', () => {
  it('becomes an item for each line, without its marks', () => {
    expect(pastedItems('- [x] Buy paint\r\n\r\n* Find brushes\n2) Start - early\n• Rest')).toEqual([
      'Buy paint', 'Find brushes', 'Start - early', 'Rest',
    ])
  })

  it('is an ordinary paste when it is one line', () => expect(pastedItems('- one\n')).toEqual([]))
})
