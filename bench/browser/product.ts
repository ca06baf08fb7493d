// The built product for measuring: the client built anew, a server in this process, a browser.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/server.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // Two windows are measured at once: the one behind shall draw too.
  '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding', '--disable-background-timer-throttling',
]

export const chromiumPath = process.env.CHROMIUM_PATH ?? process.env.TEST_CHROMIUM ?? '/usr/bin/chromium'

export interface Product {
  readonly url: string
  readonly browser: Browser
  /** What the data stand in. */
  readonly database: 'PGlite in memory' | 'PostgreSQL'
  close(): Promise<void>
}

/** Starts on PGlite in memory, or on the empty database of DATABASE_URL. */
export async function startProduct({ build }: { build: boolean }): Promise<Product> {
  if (build) execFileSync(process.execPath, [join('scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' })
  const dataDir = mkdtempSync(join(tmpdir(), 'lockstep-bench-'))
  const { DATABASE_URL } = process.env
  const config = readConfig({
    PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn', LIMITS: 'off', BCRYPT_COST: '4', ...(DATABASE_URL ? { DATABASE_URL } : {}),
  })
  const server = await startServer(config, DATABASE_URL ? {} : { memory: true })
  const browser = await chromium.launch({ executablePath: chromiumPath, args: FLAGS })
  return {
    url: `http://127.0.0.1:${server.port}`, browser, database: DATABASE_URL ? 'PostgreSQL' : 'PGlite in memory',
    close: async () => {
      await browser.close()
      await server.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}
