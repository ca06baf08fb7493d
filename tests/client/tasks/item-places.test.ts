// Where an item of a checklist lands, and what a pasted list becomes.
import { describe, expect, it } from 'vitest'
import type { ChecklistItem } from '../../../shared/features/checklists.ts'
import { itemAbove, pastedItems, placeAt, stepPlace, takingItems } from '../../../client/features/tasks/item-places.ts'

describe('the place of a moved item', () => {
  it('is counted among the others', () => {
    expect([0, 20, 21, 99].map((y) => placeAt([15, 45, 75], y))).toEqual([0, 1, 1, 3])
  })

  it('is told by the item above it', () => {
    const items = ['a', 'b', 'c'].map((id) => ({ id }))
    expect([0, 1, 2].map((place) => itemAbove(items, 'a', place))).toEqual([null, 'b', 'c'])
    expect(itemAbove(items, 'c', 1)).toBe('a')
  })

  it('goes on over the edge of a checklist, and stays at both ends', () => {
    const list = (id: string, ...items: string[]) => ({ id, title: id, items: items.map((item) => ({ id: item })) as ChecklistItem[] })
    const lists = [list('one', 'a', 'b'), list('none'), list('two', 'c', 'd')]
    const path = (listId: string, index: number, step: 1 | -1, steps: number) => {
      let place = { listId, index }
      return Array.from({ length: steps }, () => (place = stepPlace(lists, 'a', place, step))).map((at) => `${at.listId} ${at.index}`)
    }
    expect(path('one', 0, 1, 6)).toEqual(['one 1', 'none 0', 'two 0', 'two 1', 'two 2', 'two 2'])
    expect(path('two', 0, -1, 4)).toEqual(['none 0', 'one 1', 'one 0', 'one 0'])
  })

  it('is in no checklist that the server does not know yet', () => {
    expect(takingItems([{ id: 'one' }, { id: 'pending' }, { id: 'two' }], new Set(['pending']))).toEqual([{ id: 'one' }, { id: 'two' }])
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
