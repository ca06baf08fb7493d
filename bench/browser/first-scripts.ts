// The scripts that a board's address loads in a browser that knows nothing yet, in gzipped bytes.
import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import type { Account } from './company.ts'
import { aDesk } from './desk.ts'
import type { Product } from './product.ts'

export interface FirstScript {
  path: string
  gzipBytes: number
  /** Asked for before the board was interactive; the others come after it. */
  first: boolean
}

const LATE_PARTS_COME_WITHIN = 3_000

/**
 * Late parts wait for an idle moment or for a second and more, by which time the board answers on a usual machine, and not on a busy one.
 * Here they come when it answers, whatever the machine.
 */
const NOTHING_LATE_BEFORE = `(() => {
  const { setTimeout: wait, clearTimeout: callOff } = window
  const waiting = new Set()
  let last = 1e9
  const later = (run) => {
    const handle = (last += 1)
    waiting.add(handle)
    bench.interactive.then(() => waiting.delete(handle) && run())
    return handle
  }
  window.setTimeout = (run, time = 0, ...given) => (time >= 1000 ? later(() => run(...given)) : wait(run, time, ...given))
  window.clearTimeout = (handle) => waiting.delete(handle) || callOff(handle)
  window.requestIdleCallback = (run) => later(() => run({ didTimeout: false, timeRemaining: () => 50 }))
  window.cancelIdleCallback = (handle) => void waiting.delete(handle)
})()`

/** By the page's own clock: how soon this program hears of it says nothing. */
const EARLY = `bench.interactive.then(({ answers }) =>
  performance.getEntriesByType('resource').filter(({ startTime }) => startTime < answers).map(({ name }) => name))`

export async function firstScripts(product: Product, person: Account, projectId: string): Promise<FirstScript[]> {
  const { page, context } = await aDesk(product, person)
  const asked: { url: string; content: Promise<Buffer> }[] = []
  const note = (response: Response) => {
    if (response.request().resourceType() === 'script') asked.push({ url: response.url(), content: response.body() })
  }
  page.on('response', note)
  await page.addInitScript(NOTHING_LATE_BEFORE)
  await page.goto(`/projects/${projectId}`)
  await page.evaluate('bench.interactive')
  await page.waitForTimeout(LATE_PARTS_COME_WITHIN)
  await page.waitForLoadState('networkidle')
  page.off('response', note)
  const early = new Set(await page.evaluate<string[]>(EARLY))
  const scripts = await Promise.all(asked.map(async ({ url, content }) => ({
    path: new URL(url).pathname, first: early.has(url), gzipBytes: gzipSync(await content, { level: 9 }).length,
  })))
  await context.close()
  return scripts
}

export const firstBytes = (scripts: readonly FirstScript[]): number =>
  scripts.reduce((sum, { first, gzipBytes }) => sum + (first ? gzipBytes : 0), 0)
