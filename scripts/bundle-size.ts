// `npm run size`: what the board's address downloads as script before it is interactive, measured in Chromium; fails above the limit.
// `--no-build` takes dist/ as it is, `--out FILE` adds the figure as a JSON line.
import { appendFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { aBoard, aCompany } from '../bench/browser/company.ts'
import { firstBytes, firstScripts, type FirstScript } from '../bench/browser/first-scripts.ts'
import { startProduct } from '../bench/browser/product.ts'

/** Gzipped bytes of all first scripts together. It only goes down. */
const LIMIT = 150_000

const { values: options } = parseArgs({ options: { 'no-build': { type: 'boolean', default: false }, out: { type: 'string' } } })

const product = await startProduct({ build: !options['no-build'] })
let bytes: number
try {
  const company = await aCompany(product)
  const { projectId } = await aBoard(company, 20)
  const scripts = await firstScripts(product, company.ada, projectId)
  bytes = firstBytes(scripts)
  tell(scripts, bytes)
} finally {
  await product.close()
}
process.exit(bytes > LIMIT ? 1 : 0)

function tell(scripts: readonly FirstScript[], sum: number): void {
  for (const { path, gzipBytes, first } of scripts.toSorted((a, b) => b.gzipBytes - a.gzipBytes)) {
    console.log(`${kilobytes(gzipBytes).padStart(9)}  ${first ? '     ' : 'late '} ${path}`)
  }
  console.log(`${kilobytes(sum)} of gzipped script before the board is interactive; ${kilobytes(LIMIT)} are allowed${sum > LIMIT ? ': TOO MUCH' : ''}`)
  if (options.out) appendFileSync(options.out, `${JSON.stringify({ name: 'browser.script', gzipBytes: sum, files: scripts.filter(({ first }) => first).length })}\n`)
}

function kilobytes(count: number): string {
  return `${(count / 1000).toFixed(1)} kB`
}
