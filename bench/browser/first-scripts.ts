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

export async function firstScripts(product: Product, person: Account, projectId: string): Promise<FirstScript[]> {
  const { page, context } = await aDesk(product, person)
  const asked: { url: string; first: boolean; content: Promise<Buffer> }[] = []
  let isInteractive = false
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    asked.push({ url: response.url(), first: !isInteractive, content: response.body() })
  })
  await page.goto(`/projects/${projectId}`)
  await page.evaluate('bench.interactive')
  isInteractive = true
  await page.waitForTimeout(LATE_PARTS_COME_WITHIN)
  const scripts = await Promise.all(asked.map(async ({ url, first, content }) => ({
    path: new URL(url).pathname, first, gzipBytes: gzipSync(await content, { level: 9 }).length,
  })))
  await context.close()
  return scripts
}

export const firstBytes = (scripts: readonly FirstScript[]): number =>
  scripts.reduce((sum, { first, gzipBytes }) => sum + (first ? gzipBytes : 0), 0)
