// What `npm test` reads out of vitest's report: counts, what failed in a line each, and where the time went.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from './local-node.mjs'

/** The path of a test file, from the project's folder. */
export const named = (name) => relative(root, name)

/** The test files of a report, as vitest tells them; none where it wrote no report. */
export function filesOf(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    console.error('vitest wrote no report')
    return []
  }
}

/** Errors that arose outside any test, as `{ path, message }`; one without a path where nobody knows. */
export function readErrors(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return [{ path: '', message: 'nobody knows whether errors arose outside the tests' }]
  }
}

const isBroken = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed')

/** A file that could not even be loaded, or an error outside any test, counts as one failure. */
export function countOf(files) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const count = (status) => tests.filter((test) => test.status === status).length
  return { passed: count('passed'), failed: count('failed') + files.filter(isBroken).length }
}

/** A line for whatever failed: file, test, and how its error begins. */
export function failuresOf(files, errors) {
  return [
    ...files.flatMap((file) => file.assertionResults.filter(({ status }) => status === 'failed')
      .map((test) => `${named(file.name)} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`)),
    ...files.filter(isBroken).map((file) => `${named(file.name)}: ${firstLine(file.message)}`),
    ...errors.map(({ path, message }) => `${path ? named(path) : 'somewhere'}, outside any test: ${firstLine(message)}`),
  ]
}

const firstLine = (text) => String(text ?? '').trim().split('\n')[0].slice(0, 300)

/** Where the time went: the ten files that took longest. */
export function printSlowest(files) {
  const times = files.map(({ name, startTime, endTime }) => ({ name: named(name), seconds: Math.round((endTime - startTime) / 1000) }))
  console.log('The slowest files:')
  for (const { name, seconds } of times.sort((a, b) => b.seconds - a.seconds).slice(0, 10)) {
    console.log(`${String(seconds).padStart(5)} s  ${name}`)
  }
}
