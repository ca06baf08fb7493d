// The browser of these tests. Without Chromium they are skipped, and that is said.
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

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

/** Starting one takes seconds: the files of a process have one together. It ends with the process. */
let shared: Browser | undefined

async function theBrowser(): Promise<Browser> {
  if (!shared?.isConnected()) shared = await chromium.launch({ executablePath: executablePath!, args })
  return shared
}

/** The browser for a file's tests. What a test opened is closed after it, what they have together after the file: each page left open goes on drawing and listening beside the next ones. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  let kept: BrowserContext[] = []
  beforeAll(async () => {
    if (!hasChromium) return
    browser = await theBrowser()
  })
  beforeEach(() => {
    kept = browser?.contexts() ?? []
  })
  afterEach(() => Promise.all((browser?.contexts() ?? []).filter((context) => !kept.includes(context)).map(close)))
  afterAll(() => Promise.all((browser?.contexts() ?? []).map(close)))
  return () => {
    if (!browser) throw new Error('The browser is there inside tests only')
    return browser
  }
}

/** Also where requests still wait for an answer that a test would have given. */
async function close(context: BrowserContext): Promise<void> {
  const places = [context, ...context.pages()]
  await Promise.all(places.map((place) => place.unrouteAll({ behavior: 'ignoreErrors' })))
  await context.close()
}
