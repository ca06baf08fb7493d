// Which tasks are chosen together.
import { describe, expect, it } from 'vitest'
import {
  extended, idsOf, inBoardOrder, nothingSelected, toggled, withAll, withColumn, type Selection,
} from '../../../client/features/board/selection.ts'
import { aTask } from './tasks.ts'

const columns = [['a', 'b', 'c', 'd'], ['x', 'y']].map((ids, index) =>
  ({ id: `column ${index}`, name: '', tasks: ids.map((id) => aTask({ id })) }))
const ids = (selection: Selection) => [...idsOf(selection)].sort().join('')

describe('the selection', () => {
  it('takes a task in and out again', () => {
    const one = toggled(toggled(nothingSelected, 'b'), 'x')
    expect(ids(one)).toBe('bx')
    expect(ids(toggled(one, 'b'))).toBe('x')
  })

  it('grows from where it began and shrinks when one goes back', () => {
    const three = extended(columns, extended(columns, nothingSelected, 'a', 'b'), 'b', 'c')
    expect(ids(three)).toBe('abc')
    expect(ids(extended(columns, three, 'c', 'b'))).toBe('ab')
  })

  it('turns around at where it began', () => {
    const down = extended(columns, toggled(nothingSelected, 'b'), 'b', 'd')
    expect(ids(down)).toBe('bcd')
    expect(ids(extended(columns, down, 'd', 'a'))).toBe('ab')
  })

  it('keeps what was chosen before a new range', () => {
    const chosen = toggled(toggled(nothingSelected, 'x'), 'a')
    expect(ids(extended(columns, chosen, 'a', 'b'))).toBe('abx')
    const next = toggled(extended(columns, chosen, 'a', 'b'), 'd')
    expect(ids(extended(columns, next, 'd', 'c'))).toBe('abcdx')
  })

  it('begins anew in another column', () => {
    const range = extended(columns, nothingSelected, 'a', 'b')
    expect(ids(extended(columns, range, 'b', 'y'))).toBe('aby')
  })

  it('begins anew when its beginning was taken out', () => {
    const without = toggled(extended(columns, nothingSelected, 'a', 'c'), 'a')
    expect(ids(without)).toBe('bc')
    expect(ids(extended(columns, without, 'c', 'd'))).toBe('bcd')
  })

  it('takes a whole column', () => {
    expect(ids(withColumn(columns, toggled(nothingSelected, 'y'), 'c'))).toBe('abcdy')
  })

  it('takes all of several columns', () => {
    expect(ids(withAll(toggled(nothingSelected, 'y'), ['a', 'b', 'x']))).toBe('abxy')
  })

  it('is in the order of the board, and only of what is shown', () => {
    const chosen = toggled(toggled(toggled(nothingSelected, 'y'), 'gone'), 'a')
    expect(inBoardOrder(columns, idsOf(chosen)).map(({ id }) => id)).toEqual(['a', 'y'])
  })
})
