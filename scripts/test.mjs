// `npm test`: looks for PostgreSQL, Redis and Chromium, says loudly what is missing, runs vitest and counts.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { onLocalNode, root } from './local-node.mjs'

await onLocalNode(async () => {
  process.chdir(root)
  const { findServices } = await import('./services.mjs')
  const services = await findServices(process.env)
  announce(services)
  if (process.env.REQUIRE_SERVICES === '1' && services.some(({ value }) => !value)) {
    console.error('REQUIRE_SERVICES=1, and not everything is there.')
    process.exit(1)
  }
  const found = services.filter(({ value }) => value).map(({ name, value }) => [name, value])
  const { code, passed, failed } = await runVitest(Object.fromEntries(found))
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(code)
})

function announce(services) {
  for (const { label, name, value, why } of services) {
    if (value) console.log(`${label}: ${value.replace(/:[^:@/]+@/, ':***@')}`)
    else console.warn(`\n*** ${label} IS MISSING (${why}). Tests that need it are SKIPPED. Set ${name}. ***\n`)
  }
}

async function runVitest(settings) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  const report = join(folder, 'report.json')
  const child = spawn(process.execPath, [
    join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json',
    `--outputFile.json=${report}`, ...process.argv.slice(2),
  ], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', ...settings } })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  const code = await new Promise((resolve) => child.on('exit', (status) => resolve(status ?? 1)))
  const counts = count(report, code)
  if (process.env.CI) printSlowest(report)
  rmSync(folder, { recursive: true, force: true })
  return { code: code === 0 && counts.failed > 0 ? 1 : code, ...counts }
}

/** Where the time went: the ten files that took longest. */
function printSlowest(report) {
  try {
    const files = JSON.parse(readFileSync(report, 'utf8')).testResults
      .map(({ name, startTime, endTime }) => ({ name: relative(root, name), seconds: Math.round((endTime - startTime) / 1000) }))
      .sort((a, b) => b.seconds - a.seconds)
    console.log('The slowest files:')
    for (const { name, seconds } of files.slice(0, 10)) console.log(`${String(seconds).padStart(5)} s  ${name}`)
  } catch {
    // The count says that there is no report.
  }
}

/** A file that could not even be loaded, or an error outside any test, counts as one failure. */
function count(report, code) {
  let passed = 0
  let failed = 0
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    passed = numPassedTests
    failed = numFailedTests + testResults.filter((file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length
  } catch {
    console.error('vitest wrote no report')
  }
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) }
}
