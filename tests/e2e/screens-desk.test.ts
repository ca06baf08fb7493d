// Every screen at a desk, in light and dark: axe finds nothing serious, and no other host is asked (S107, S129).
import { describe } from 'vitest'
import { useWorld } from '../support/world.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { faultsIn, walkOverScreens } from './support/walk.ts'

describe.skipIf(!hasChromium)('every screen at a desk', () => {
  walkOverScreens(useWorld(), useBrowser(), { viewport: { width: 1440, height: 900 } }, (page, screen) => faultsIn(['light', 'dark'], page, screen))
})
