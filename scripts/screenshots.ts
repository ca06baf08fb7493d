// Takes the documents' pictures of the demo anew: `npm run screenshots` (needs Chromium; CHROMIUM_PATH names another one).
// `--all DIR` takes every screen at three widths in both themes instead, to be looked through; `--only home,board` some of them,
// `--board FILE` with a board that was exported from Trello.
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { screens } from '../tests/e2e/support/screens.ts'
import { startStage, type Stage } from './pictures/stage.ts'

const IMAGES = 'docs/images'
const ADMIN = 'freya@example.com'
/** Runs a team and has work: more of the product is drawn for him than for an admin. */
const MANAGER = 'mateo@example.com'
const COLLEAGUE = 'lena@example.com'
const DESK = { width: 1440, height: 900 }
const SIZES = [DESK, { width: 1024, height: 768 }, { width: 390, height: 844 }]

interface Picture { name: string; screen: string; size?: { width: number; height: number }; theme?: 'light' | 'dark'; language?: string }

const pictures: readonly Picture[] = [
  { name: 'board', screen: 'task-panel' },
  { name: 'board-dark', screen: 'board', theme: 'dark' },
  { name: 'board-phone', screen: 'board', size: { width: 390, height: 844 } },
  { name: 'board-german', screen: 'board', language: 'de' },
  { name: 'home', screen: 'home' },
  { name: 'palette', screen: 'palette' },
  { name: 'import-preview', screen: 'import-preview' },
  { name: 'connection', screen: 'connection' },
  { name: 'settings', screen: 'profile' },
]

const { values: options } = parseArgs({ options: { all: { type: 'string' }, only: { type: 'string' }, board: { type: 'string' } } })
const only = options.only?.split(',')
const stage = await startStage({ board: options.board })
try {
  // Somebody else is on the board and looks at a task.
  const colleague = await stage.seat(COLLEAGUE, { viewport: DESK })
  await colleague.goto(`/projects/${stage.place.projectId}`)
  await colleague.locator('[data-task-id]').nth(1).click()
  if (options.all) await takeAll(stage, options.all)
  else for (const picture of pictures) await take(stage, IMAGES, picture)
} finally {
  await stage.close()
}
process.exit(0)

async function takeAll(on: Stage, folder: string): Promise<void> {
  for (const { name: screen } of screens) {
    for (const size of SIZES) {
      for (const theme of ['light', 'dark'] as const) {
        const picture = { name: `${screen}-${size.width}-${theme}`, screen, size, theme }
        await take(on, folder, picture, ADMIN).catch((error: Error) => console.error(`${picture.name}: ${error.message.slice(0, 300)}`))
      }
    }
  }
}

async function take(on: Stage, folder: string, { name, screen: wanted, size = DESK, theme = 'light', language }: Picture, person = MANAGER): Promise<void> {
  if (only && !only.includes(wanted)) return
  const screen = screens.find((one) => one.name === wanted)!
  const page = await on.seat(screen.as === 'admin' ? person : null, { viewport: size, colorScheme: theme })
  try {
    if (language) await page.addInitScript(`localStorage.setItem('lockstep.language', '${language}')`)
    await screen.show(page, on.place)
    await save(page, folder, name)
  } finally {
    await page.context().close()
  }
}

async function save(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.waitForTimeout(1_500)
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
  console.log(`${path} ${Math.round(statSync(path).size / 1024)} kB`)
}
