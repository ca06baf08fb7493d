// @vitest-environment jsdom
// Tooltips: where they stand, when they come and go; and properties of two parts for one button.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mergeProps } from '../../../client/ui/merge-props.ts'
import { placeTip, tips, type Side } from '../../../client/ui/tips.svelte.ts'

const room = { width: 1000, height: 600 }
const size = { width: 100, height: 20 }
const at = (left: number, top: number) => ({ left, top, width: 40, height: 30 })

describe('placeTip', () => {
  it.each<[string, Side, { left: number; top: number }, { left: number; top: number }]>([
    ['above', 'top', { left: 500, top: 300 }, { left: 470, top: 274 }],
    ['below', 'bottom', { left: 500, top: 300 }, { left: 470, top: 336 }],
    ['to the right', 'right', { left: 500, top: 300 }, { left: 546, top: 305 }],
    ['below where there is no room above', 'top', { left: 500, top: 4 }, { left: 470, top: 40 }],
    ['to the left where there is no room to the right', 'right', { left: 955, top: 300 }, { left: 849, top: 305 }],
    ['within the window at its edge', 'top', { left: 0, top: 300 }, { left: 8, top: 274 }],
  ])('%s', (_, side, anchor, place) => expect(placeTip(at(anchor.left, anchor.top), size, side, room)).toEqual(place))
})

describe('tips', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    tips.hide()
    vi.advanceTimersByTime(1_000)
    vi.useRealTimers()
  })

  const aTip = (text: string) => ({ of: document.createElement('button'), text, side: 'top' as const })

  it('come after a rest, the next one at once, and not when the pointer has gone on', () => {
    const [first, second, third] = [aTip('One'), aTip('Two'), aTip('Three')]
    tips.show(first)
    vi.advanceTimersByTime(499)
    expect(tips.shown).toBeNull()
    vi.advanceTimersByTime(1)
    expect(tips.shown).toBe(first)
    tips.hide(first.of)
    tips.show(second)
    expect(tips.shown).toBe(second)
    tips.hide(first.of)
    expect(tips.shown).toBe(second)
    tips.hide(second.of)
    vi.advanceTimersByTime(301)
    tips.show(third)
    tips.hide(third.of)
    vi.advanceTimersByTime(1_000)
    expect(tips.shown).toBeNull()
  })

  it('come at once to the focus', () => {
    const tip = aTip('One')
    tips.show(tip, { atOnce: true })
    expect(tips.shown).toBe(tip)
  })
})

describe('mergeProps', () => {
  it('lets the later set win and calls the handlers of both', () => {
    const heard: string[] = []
    const merged = mergeProps(
      { id: 'a', title: 'kept', onclick: () => heard.push('first'), onfocus: () => heard.push('focus') },
      { id: 'b', onclick: () => heard.push('second') },
    ) as Record<string, (event?: Event) => void>
    expect(merged).toMatchObject({ id: 'b', title: 'kept' })
    merged.onclick!()
    merged.onfocus!()
    expect(heard).toEqual(['first', 'second', 'focus'])
  })
})
