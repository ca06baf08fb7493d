// A page for each person of a journey; what it complained of is said when a test fails.
import type { Page } from 'playwright-core'
import { onTestFailed } from 'vitest'
import { hasChromium, useBrowser as useChromium } from './support/chromium.ts'

export const executable = hasChromium

/** Starts the browser for a file's tests; `open` gives each person an own profile. */
export function useBrowser(): { open: (options?: { width?: number; height?: number }) => Promise<Page> } {
  const browser = useChromium()
  return {
    open: async ({ width = 1280, height = 800 } = {}) => {
      const context = await browser().newContext({ viewport: { width, height } })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      reportFaults(page)
      return page
    },
  }
}

/** What the page complained of is worth reading when a test failed. */
function reportFaults(page: Page): void {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  onTestFailed(() => console.error(`${page.url()}\n${faults.join('\n')}`))
}
