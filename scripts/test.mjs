// `npm test`: looks for PostgreSQL, Redis and Chromium, says loudly what is missing, runs vitest and counts.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onLocalNode, root } from './local-node.mjs'
import { countOf, failuresOf, filesOf, named, printSlowest, readErrors } from './test-report.mjs'

/** More files than these fail for a reason, not for a busy machine. */
const MOST_AGAIN = 5

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
  const { code, passed, failed, failures } = await runVitest(Object.fromEntries(found))
  for (const failure of failures) console.log(`FAILED  ${failure}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(code)
})

function announce(services) {
  for (const { label, name, value, why } of services) {
    if (value) console.log(`${label}: ${value.replace(/:[^:@/]+@/, ':***@')}`)
    else console.warn(`\n*** ${label} IS MISSING (${why}). Tests that need it are SKIPPED. Set ${name}. ***\n`)
  }
}

/** Runs the tests; in CI the files in which something failed run once more, alone and from their beginning. */
async function runVitest(settings) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  try {
    const first = await run(process.argv.slice(2), settings, join(folder, 'report.json'))
    if (process.env.CI) printSlowest(first.files)
    const failed = first.files.filter(({ status }) => status === 'failed')
    const mayHelp = failed.length > 0 && failed.length <= MOST_AGAIN && first.strayErrors(failed.map(({ name }) => name)) === 0
    if (!process.env.CI || first.code === 0 || !mayHelp) return { ...first, code: first.code === 0 && first.failed > 0 ? 1 : first.code }
    return await runAgain(first, failed.map(({ name }) => name), settings, join(folder, 'again.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A test that failed because of the machine passes now; what needed it is named, so that it can be mended. */
async function runAgain(first, names, settings, report) {
  console.warn(`\n*** FAILED, AND RUN ONCE MORE: ${names.map(named).join(', ')} ***\n`)
  const projects = process.argv.flatMap((argument, index, all) => (all[index - 1] === '--project' ? ['--project', argument] : []))
  const again = await run([...projects, ...names], settings, report)
  const others = countOf(first.files.filter(({ name }) => !names.includes(name)))
  const failed = again.failed + (again.files.length < names.length ? 1 : 0)
  if (failed === 0) console.warn(`\n*** PASSED ONLY WHEN RUN ONCE MORE: ${names.map(named).join(', ')} ***\n`)
  return { code: failed === 0 && again.code === 0 ? 0 : 1, passed: others.passed + again.passed, failed, failures: again.failures }
}

async function run(options, settings, report) {
  const child = spawn(process.execPath, [
    join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', '--reporter=./scripts/stray-errors.mjs', `--outputFile.json=${report}`, ...options,
  ], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', ...settings, TEST_STRAY_ERRORS: `${report}.errors` } })
  const stop = (signal) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
  const code = await new Promise((resolve) => child.on('exit', (status) => resolve(status ?? 1)))
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop)
  const files = filesOf(report)
  const { passed, failed } = countOf(files)
  const errors = readErrors(`${report}.errors`)
  const strayErrors = (explained) => errors.filter(({ path }) => !explained.includes(path)).length
  return { code, files, strayErrors, failures: failuresOf(files, errors), passed, failed: code === 0 ? failed : Math.max(failed, 1) }
}
