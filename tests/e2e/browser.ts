// A real browser against a real server with the built client; without Chromium these tests are skipped, loudly.
import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFailed } from 'vitest'

export const executable = process.env.TEST_CHROMIUM || undefined
const BUILT = new URL('../../dist/client/index.html', import.meta.url)
const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

if (!executable) console.warn('\n*** Chromium is missing: journeys in the browser are SKIPPED. Set TEST_CHROMIUM. ***\n')

/** Starts the browser for a file's tests; `open` gives each person an own profile. */
export function useBrowser(): { open: (options?: { width?: number; height?: number }) => Promise<Page> } {
  let browser: Browser | undefined
  beforeAll(async () => {
    if (!existsSync(BUILT)) throw new Error('dist/client is missing: run `npm run build` first')
    browser = await chromium.launch({ executablePath: executable, args: ARGUMENTS })
  })
  afterAll(() => browser?.close())
  return {
    open: async ({ width = 1280, height = 800 } = {}) => {
      const context = await browser!.newContext({ viewport: { width, height } })
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
