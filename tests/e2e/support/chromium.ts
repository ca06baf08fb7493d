// The browser of these tests. Without Chromium they are skipped, and that is said.
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const executablePath = process.env.TEST_CHROMIUM || undefined
const args = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

/** Whether there is a Chromium; says so loudly when there is none. */
export const hasChromium = executablePath !== undefined || absent()

function absent(): false {
  if (process.env.REQUIRE_SERVICES === '1') throw new Error('Chromium is missing, and REQUIRE_SERVICES=1 demands it')
  console.warn('\n*** SKIPPED: tests in a real browser need Chromium, which is missing. Set TEST_CHROMIUM. ***\n')
  return false
}

/** Starts a browser before the file's tests and ends it after them. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    if (!hasChromium) return
    browser = await chromium.launch({ executablePath: executablePath!, args })
  })
  afterAll(async () => browser?.close())
  return () => {
    if (!browser) throw new Error('The browser is there inside tests only')
    return browser
  }
}
