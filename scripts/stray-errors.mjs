// A reporter for `npm test`: which test files had errors outside their tests, such as promises that nobody waited for.
import { writeFileSync } from 'node:fs'

export default class StrayErrors {
  onTestRunEnd(_modules, errors) {
    const file = process.env.TEST_STRAY_ERRORS
    if (file) writeFileSync(file, JSON.stringify(errors.map((error) => ({ path: error.VITEST_TEST_PATH ?? '', message: error.message }))))
  }
}
