// The scripts that a board's address loads in a browser that knows nothing yet, in gzipped bytes.
import { gzipSync } from 'node:zlib'
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

/** By the page's own clock: how soon this program hears of it says nothing. */
const EARLY = `bench.interactive.then(({ answers }) =>
  performance.getEntriesByType('resource').filter(({ startTime }) => startTime < answers).map(({ name }) => name))`

export async function firstScripts(product: Product, person: Account, projectId: string): Promise<FirstScript[]> {
  const { page, context } = await aDesk(product, person)
  const asked: { url: string; content: Promise<Buffer> }[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') asked.push({ url: response.url(), content: response.body() })
  })
  await page.goto(`/projects/${projectId}`)
  await page.evaluate('bench.interactive')
  await page.waitForTimeout(LATE_PARTS_COME_WITHIN)
  const early = new Set(await page.evaluate<string[]>(EARLY))
  const scripts = await Promise.all(asked.map(async ({ url, content }) => ({
    path: new URL(url).pathname, first: early.has(url), gzipBytes: gzipSync(await content, { level: 9 }).length,
  })))
  await context.close()
  return scripts
}

export const firstBytes = (scripts: readonly FirstScript[]): number =>
  scripts.reduce((sum, { first, gzipBytes }) => sum + (first ? gzipBytes : 0), 0)
