// Walks over every screen, in one browser: a page of nobody's and one of the admin's go from screen to screen, each screen is a test
// of its own. So what a busy machine spoils is looked at again alone.
import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { aCompany } from '../../support/factories.ts'
import type { World } from '../../support/world.ts'
import { faultsOn } from './accessibility.ts'
import { furnish, type Company } from './furnished.ts'
import { aDesk, aVisitor, type Visitor } from './people.ts'
import { screens, type Place, type Screen } from './screens.ts'
import { showTheme, type ThemeName } from './theme.ts'

export interface Device { viewport: { width: number; height: number }; hasTouch?: true; isMobile?: true }

/** One test for each screen; `look` says what is wrong with it. The last test: no other host was asked, and no rule of the page broken. */
export function walkOverScreens(world: World, browser: () => Browser, device: Device, look: (page: Page, screen: Screen) => Promise<string[]>): void {
  const profile = { ...device, reducedMotion: 'reduce' as const }
  const opened: Visitor[] = []
  let company: Company
  let place: Place
  let shared: Record<Screen['as'], Visitor>
  let current: Visitor | undefined

  const open = async (as: Screen['as']) => {
    const visitor = as === 'admin' ? await aDesk(browser(), world, company.admin, profile) : await aVisitor(browser(), world, profile)
    opened.push(visitor)
    return visitor
  }

  beforeAll(async () => {
    company = await aCompany(world)
    place = await furnish(company)
    shared = { visitor: await open('visitor'), admin: await open('admin') }
  })

  afterEach(async () => {
    await current?.context.setOffline(false)
  })

  it.each(screens)('$name', async (screen) => {
    current = screen.isApart ? await open(screen.as) : shared[screen.as]
    await current.page.setViewportSize(device.viewport)
    await screen.show(current.page, place)
    expect(await look(current.page, screen)).toEqual([])
  })

  it('asked no other host, and broke no rule of its own', () => {
    for (const { evidence } of opened) {
      expect([...evidence.hosts]).toEqual([new URL(world.url).host])
      expect(evidence.violations).toEqual([])
    }
  })
}

/** What axe finds in each of the themes: everything in the one that is shown (of the screen before), in the other only what colours decide. Each change of theme draws a page anew. */
export async function faultsIn(themes: readonly ThemeName[], page: Page, { isOver }: Screen): Promise<string[]> {
  const found: string[] = []
  let looked = false
  const shown = await page.evaluate('document.documentElement.dataset.theme')
  for (const colorScheme of [...themes].sort((a, b) => Number(b === shown) - Number(a === shown))) {
    await showTheme(page, colorScheme)
    const faults = await faultsOn(page, { onlyColours: looked, onlyOnTop: isOver })
    found.push(...faults.map((fault) => `${colorScheme}: ${fault}`))
    looked = true
  }
  return found
}
