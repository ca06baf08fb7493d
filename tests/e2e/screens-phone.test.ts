// Every screen on a phone: axe finds nothing serious (of the dark theme it is asked at a desk), no other host is asked, a finger hits every control, and nothing
// is cut off: on a page zoomed to 200 % and 400 %, and from right to left (S107, S129).
import { describe } from 'vitest'
import { useWorld } from '../support/world.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { tooSmall, tooWide } from './support/fit.ts'
import { faultsIn, walkOverScreens } from './support/walk.ts'

/** A desk of 1280 pixels at 200 % and at 400 %. */
const zoomed = [{ width: 640, height: 400 }, { width: 320, height: 480 }]

describe.skipIf(!hasChromium)('every screen on a phone', () => {
  walkOverScreens(useWorld(), useBrowser(), { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page, screen) => [
    ...await faultsIn(['light'], page, screen), ...await tooSmall(page, { onlyOnTop: screen.isOver }), ...await tooWide(page, zoomed),
  ])
})
