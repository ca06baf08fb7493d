// Drawing stays calm: one's own at once, others' at most four times a second, crowds in one line.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Calm, CROWD_SIZE, CrowdWatch, DRAWING_INTERVAL } from '../../../client/lib/calm.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('Calm', () => {
  it('draws 20 changes a second of others at most four times', () => {
    const draw = vi.fn()
    const calm = new Calm(draw, () => Date.now())
    for (let index = 0; index < 20; index++) {
      calm.others()
      vi.advanceTimersByTime(50)
    }
    expect(draw.mock.calls.length).toBeGreaterThanOrEqual(4)
    expect(draw.mock.calls.length).toBeLessThanOrEqual(5)
  })

  it('draws the first of others and every own change at once, with what waits', () => {
    const draw = vi.fn()
    const calm = new Calm(draw, () => Date.now())
    calm.others()
    expect(draw).toHaveBeenCalledTimes(1)
    calm.others()
    calm.own()
    expect(draw).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(DRAWING_INTERVAL * 2)
    expect(draw).toHaveBeenCalledTimes(2)
  })
})

describe('CrowdWatch', () => {
  it('notices many changes of one actor, forgets them after two seconds, and takes any bulk change for a crowd', () => {
    const watch = new CrowdWatch()
    const bot = { id: 'b', name: 'Sync bot' }
    for (let index = 0; index < CROWD_SIZE; index++) expect(watch.note(bot, 1, 1_000)).toBeNull()
    expect(watch.note(bot, 1, 1_000)).toEqual({ name: 'Sync bot', count: CROWD_SIZE + 1 })
    expect(watch.note(bot, 1, 3_001)).toBeNull()
    expect(watch.note({ id: 'c', name: 'Mira' }, 2, 1_000, true)).toEqual({ name: 'Mira', count: 2 })
  })
})
