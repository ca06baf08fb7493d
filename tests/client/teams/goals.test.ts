// How far goals are, and the numbers that people type for them.
import { describe, expect, it } from 'vitest'
import { goalPercent, isReached } from '../../../client/features/teams/goal-progress.ts'
import { parseNumber } from '../../../client/features/teams/numbers.ts'

describe('how far a goal is', () => {
  it.each([
    [0, 10, 0, 0], [0, 10, 5, 50], [0, 10, 10, 100], [0, 10, 12, 100], [0, 10, -3, 0], [30, 24, 26, 67], [30, 24, 24, 100], [30, 24, 31, 0],
    [0, 1000, 999, 99], [0, 1000, 1, 1],
  ])('from %d to %d at %d it is %d %', (start, target, current, percent) => {
    expect(goalPercent({ start, target, current })).toBe(percent)
    expect(isReached({ start, target, current })).toBe(percent === 100)
  })
})

describe('a typed number', () => {
  it.each([['12', 12], ['1,5', 1.5], ['1.5', 1.5], ['-3', -3], ['1 000', 1000], ['', null], ['a', null], ['1,2,3', null], ['.5', 0.5], ['1e5', null]])(
    '%j is %j', (typed, number) => expect(parseNumber(typed)).toBe(number))
})
