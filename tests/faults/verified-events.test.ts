// Every kind of event is verified (F19): a file of tests shows that the old state and the event make the new state, or a reason says why none can.
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { eventsByType } from '../../shared/index.ts'
import { NOT_VERIFIED, VERIFIED_IN } from '../support/verified-in.ts'

it('F19 every kind of event is verified in one file, or has a reason why not', () => {
  expect([...Object.keys(VERIFIED_IN), ...Object.keys(NOT_VERIFIED)].sort()).toEqual([...eventsByType.keys()].sort())
})

it('F19 each of these files verifies actions, and skips no test, so that it is held to what it shows', () => {
  for (const file of new Set(Object.values(VERIFIED_IN))) {
    const path = `tests/features/${file}.test.ts`
    const source = existsSync(path) ? readFileSync(path, 'utf8') : 'no such file'
    expect(source, file).toMatch(/\b(verifyAction|overviewAcross)\(/)
    expect(source, file).not.toMatch(/\b(it|test|describe)\.(skip|skipIf|runIf|only|todo|fails)\(/)
  }
})
