// How fast a list scrolls while something is held near its edge.
import { expect, it } from 'vitest'
import { edgeSpeed } from '../../../client/features/board/edge-scroll.ts'

const at = (place: number) => edgeSpeed(place, 100, 900)

it('stands still away from both edges', () => {
  for (const place of [148, 500, 852]) expect(at(place)).toBe(0)
})

it('goes towards the edge that is near, at the same speed on both sides', () => {
  for (const near of [1, 10, 24, 47]) {
    expect(at(100 + near)).toBeLessThan(0)
    expect(at(900 - near)).toBe(-at(100 + near))
  }
})

it('is faster the nearer the edge is, and never stands still inside its zone', () => {
  const speeds = Array.from({ length: 48 }, (_, step) => at(853 + step))
  expect(speeds).toEqual(speeds.toSorted((a, b) => a - b))
  expect(speeds[0]).toBeGreaterThanOrEqual(1)
  expect(speeds.at(-1)).toBeGreaterThan(speeds[0]!)
})

it('grows no further beyond the edge', () => {
  expect(at(5_000)).toBe(at(900))
  expect(at(-5_000)).toBe(at(100))
})
