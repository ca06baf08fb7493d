// Lighthouse's scores (desktop preset) of the sign-in page, home and a board of 1,000 tasks: `node bench/browser/lighthouse.ts --out FILE`.
// One JSON line for each page; what costs points is said with --faults. No outside host is asked.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import lighthouse, { desktopConfig, type Result } from 'lighthouse'
import { chromium, type BrowserContext } from 'playwright-core'
import { aBoard, aCompany, PASSWORD, type Account } from './company.ts'
import { chromiumPath, FLAGS, startProduct } from './product.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' }, 'no-build': { type: 'boolean', default: false }, faults: { type: 'boolean', default: false },
    size: { type: 'string', default: '1000' }, runs: { type: 'string', default: '3' },
  },
})

const product = await startProduct({ build: !options['no-build'] })
const profile = mkdtempSync(join(tmpdir(), 'lockstep-lighthouse-'))
try {
  const company = await aCompany(product)
  const { projectId } = await aBoard(company, Number(options.size))
  const port = await freePort()
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath, args: [...FLAGS, `--remote-debugging-port=${port}`], viewport: null,
  })
  await measure('sign-in', `${product.url}/sign-in`, port)
  await signIn(context, company.ada)
  await measure('home', `${product.url}/`, port)
  await measure('board', `${product.url}/projects/${projectId}`, port)
  await context.close()
} finally {
  await product.close()
  rmSync(profile, { recursive: true, force: true })
}
process.exit(0)

async function measure(page: string, url: string, port: number): Promise<void> {
  for (let run = 0; run < Number(options.runs); run++) {
    const result = await lighthouse(url, { port, output: 'json', logLevel: 'error', disableStorageReset: true, onlyCategories: [...CATEGORIES] }, desktopConfig)
    if (!result) throw new Error(`Lighthouse told nothing of ${url}`)
    const { lhr } = result
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
    if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname) throw new Error(`Lighthouse measured ${lhr.finalDisplayedUrl} instead of ${url}`)
    const scores = Object.fromEntries(CATEGORIES.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]))
    const line = JSON.stringify({ name: `browser.lighthouse.${page}`, ...scores })
    console.log(line)
    if (options.out) appendFileSync(options.out, `${line}\n`)
    if (options.faults && run === 0) tellFaults(lhr)
  }
}

function tellFaults(lhr: Result): void {
  for (const category of CATEGORIES) {
    for (const { id, weight } of lhr.categories[category]?.auditRefs ?? []) {
      const { score, title, displayValue, details } = lhr.audits[id]!
      if (score === null || score >= 0.95) continue
      console.log(`  ${category} ${id} (weight ${weight}) ${score}: ${title} ${displayValue ?? ''}`)
      console.log(`    ${JSON.stringify(details)?.slice(0, 900)}`)
    }
  }
}

async function signIn(context: BrowserContext, { email }: Account): Promise<void> {
  const answer = await context.request.post(`${product.url}/api/auth/login`, {
    headers: { 'Lockstep-Client': 'browser' }, data: { email, password: PASSWORD },
  })
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}`)
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
