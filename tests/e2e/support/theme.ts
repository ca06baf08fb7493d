// The theme of a page, changed as its system would change it.
import type { Page } from 'playwright-core'

export type ThemeName = 'light' | 'dark'

/** Before any other rule of the page: of rules that are important, those of the first layer win. */
const HELD = "document.styleSheets[0].insertRule('@layer held { *, ::before, ::after { transition: none !important } }', 0)"
/** Asks for the layout, so that every colour has changed before colours may take their time again. */
const RELEASED = '{ document.body.offsetWidth; document.styleSheets[0].deleteRule(0) }'

/**
 * Shows the page in a theme. All its colours change at once: each would be drawn on its way, and those that are inherited begin anew at every step,
 * which took longer than to look at the page.
 */
export async function showTheme(page: Page, colorScheme: ThemeName): Promise<void> {
  const change = async () => {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-theme="${colorScheme}"]`).waitFor({ state: 'attached' })
  }
  if (await page.evaluate('document.documentElement.dataset.theme') === colorScheme) return change()
  await page.evaluate(HELD)
  await change()
  await page.evaluate(RELEASED)
}
