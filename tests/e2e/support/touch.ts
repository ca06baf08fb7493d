// A finger on the page, by Chromium's own events: what the browser makes of them (scrolling, pointer events, taps) is real.
import type { Locator, Page } from 'playwright-core'

/** Longer than a card has to be held to be lifted. */
const LONG = 500

export async function touchOn(page: Page) {
  const client = await page.context().newCDPSession(page)
  let at = { x: 0, y: 0 }
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd') =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [at] })
  const middleOf = async (place: Locator) => {
    const box = await place.boundingBox()
    if (!box) throw new Error('There is nothing to touch')
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
  }
  const slide = async (to: typeof at, steps = 8) => {
    const from = at
    for (let step = 1; step <= steps; step += 1) {
      at = { x: Math.round(from.x + ((to.x - from.x) * step) / steps), y: Math.round(from.y + ((to.y - from.y) * step) / steps) }
      await send('touchMove')
      await page.waitForTimeout(30)
    }
  }
  return {
    /** Puts the finger down and holds still until a card would be lifted. */
    async press(place: Locator) {
      at = await middleOf(place)
      await send('touchStart')
      await page.waitForTimeout(LONG)
    },
    /** To the middle of something, or to a point of the screen. */
    async moveTo(place: Locator | typeof at) {
      await slide('x' in place ? place : await middleOf(place))
    },
    release: () => send('touchEnd'),
    /** Down, away at once, up. */
    async swipe(place: Locator, distance: number) {
      at = await middleOf(place)
      await send('touchStart')
      await slide({ x: at.x, y: at.y + distance })
      await send('touchEnd')
    },
  }
}
