// The browser of these tests and the built client for it. Without Chromium they are skipped, and that is said.
import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
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

/** Starts a browser before the file's tests and ends it after them; the client is built first when it changed. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    if (!hasChromium) return
    buildClient()
    browser = await chromium.launch({ executablePath: executablePath!, args })
  })
  afterAll(async () => browser?.close())
  return () => {
    if (!browser) throw new Error('The browser is there inside tests only')
    return browser
  }
}

/** Builds dist/client when it is missing or older than what it is made of. */
function buildClient(): void {
  const built = changedAt('dist/client/index.html')
  const sources = globSync('{client,shared}/**/*.{ts,svelte,css,html,js,svg,json}', { cwd: root })
  if (built > 0 && [...sources, 'vite.config.ts', 'package-lock.json'].every((path) => changedAt(path) <= built)) return
  execFileSync(process.execPath, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' },
  })
}

function changedAt(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}
