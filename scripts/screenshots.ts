// Takes the documents' pictures of the demo anew: `npm run screenshots` (needs Chromium; CHROMIUM_PATH names another one).
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { readConfig } from '../server/config.ts'
import { PASSWORD } from '../server/features/demo/company.ts'
import { seedDemo } from '../server/features/demo/demo.ts'
import { startServer } from '../server/server.ts'

const IMAGES = 'docs/images'
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const VIEWS = [
  { name: 'board', width: 1440, height: 900, theme: 'light', task: true },
  { name: 'board-dark', width: 1440, height: 900, theme: 'dark', task: false },
  { name: 'board-phone', width: 390, height: 844, theme: 'light', task: false },
] as const

const dataDir = mkdtempSync(join(tmpdir(), 'lockstep-screenshots-'))
const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn', LIMITS: 'off', BCRYPT_COST: '4' })
const server = await startServer(config, { memory: true })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS })
try {
  await seedDemo(server.kernel, config, () => {})
  mkdirSync(IMAGES, { recursive: true })
  const address = `http://127.0.0.1:${server.port}`
  const colleague = await openBoard(browser, address, 'lena@example.com', VIEWS[0])
  await colleague.locator('[data-task-id]').nth(1).click()
  for (const view of VIEWS) {
    const page = await openBoard(browser, address, 'mateo@example.com', view)
    if (view.task) await page.locator('[data-task-id]').filter({ hasText: '2/5' }).first().click()
    await page.waitForTimeout(1500)
    await page.screenshot({ path: join(IMAGES, `${view.name}.png`) })
    console.log(`${IMAGES}/${view.name}.png`)
    await page.context().close()
  }
} finally {
  await browser.close()
  await server.close()
  rmSync(dataDir, { recursive: true })
}
process.exit(0)

async function openBoard(on: Browser, address: string, email: string, view: (typeof VIEWS)[number]): Promise<Page> {
  const context = await on.newContext({ viewport: { width: view.width, height: view.height }, colorScheme: view.theme, deviceScaleFactor: 1 })
  const page = await context.newPage()
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Assigned to you' }).waitFor()
  const project = await page.locator('a[href^="/projects/"]').first().getAttribute('href') ?? '/'
  await page.goto(address + project.split('?')[0])
  await page.locator('[data-connection="live"]').first().waitFor()
  await page.locator('[data-task-id]').first().waitFor()
  return page
}
