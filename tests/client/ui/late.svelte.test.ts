// @vitest-environment jsdom
// Parts that come after the page: asked for once, again after a failure, and what is said when they do not come.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Late } from '../../../client/ui/late.svelte.ts'
import { toasts } from '../../../client/ui/toasts.svelte.ts'
import { waitFor } from '../../../client/ui/when-opened.svelte.ts'

/** A part that fails as often as told. */
function aPart(failures: number) {
  let asked = 0
  const part = new Late(async () => {
    asked += 1
    if (asked <= failures) throw new TypeError('Failed to fetch dynamically imported module')
    return 'here'
  })
  return { part, asked: () => asked }
}

describe('a late part', () => {
  it('is asked for once by all who wait, and tells each whether it came', async () => {
    const { part, asked } = aPart(1)
    expect(await Promise.all([part.load(), part.load()])).toEqual([false, false])
    expect(asked()).toBe(1)
    expect(await Promise.all([part.load(), part.load()])).toEqual([true, true])
    expect(await part.load()).toBe(true)
    expect([asked(), part.part]).toEqual([2, 'here'])
  })
})

describe('a layer that waits for its part', () => {
  const callOff = vi.fn()
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    toasts.clear()
    vi.clearAllMocks()
    vi.useRealTimers()
  })

  it('is closed and says so when the part failed twice', async () => {
    const { part, asked } = aPart(2)
    const end = waitFor(part, { callOff })
    await vi.advanceTimersByTimeAsync(999)
    expect([asked(), callOff.mock.calls.length, toasts.current]).toEqual([1, 0, undefined])
    await vi.advanceTimersByTimeAsync(1)
    expect(callOff).toHaveBeenCalledOnce()
    expect(toasts.current).toMatchObject({ kind: 'error', action: { label: 'Reload' } })
    end()
  })

  it('goes on when the second try succeeds', async () => {
    const { part } = aPart(1)
    const end = waitFor(part, { callOff })
    await vi.advanceTimersByTimeAsync(1_000)
    expect([part.part, callOff.mock.calls.length, toasts.current]).toEqual(['here', 0, undefined])
    end()
  })

  it('says nothing more when it was called off', async () => {
    const { part, asked } = aPart(2)
    waitFor(part, { callOff })()
    await vi.advanceTimersByTimeAsync(5_000)
    expect([asked(), callOff.mock.calls.length, toasts.current]).toEqual([1, 0, undefined])
  })
})
