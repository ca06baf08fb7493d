// Every screen on a phone, in light and dark: axe finds nothing serious, no target is too small to hit, no other host is asked, and
// nothing is cut off when the page is as narrow as at 400 % zoom (S107, S129).
import type { Page } from 'playwright-core'
import { describe } from 'vitest'
import { useWorld } from '../support/world.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { faultsInBothThemes, walkOverScreens } from './support/walk.ts'

/** A desk of 1280 pixels at 200 % and at 400 %. */
const zoomed = [{ width: 640, height: 400 }, { width: 320, height: 480 }]

describe.skipIf(!hasChromium)('every screen on a phone', () => {
  walkOverScreens(useWorld(), useBrowser(), { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page, screen) => [
    ...await faultsInBothThemes(page, screen), ...await cutOff(page),
  ])
})

async function cutOff(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const viewport of zoomed) {
    await page.setViewportSize(viewport)
    const sideways = await page.evaluate(`Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - ${viewport.width}`) as number
    if (sideways > 0) found.push(`at ${viewport.width}: ${sideways} px too wide`)
  }
  return found
}
