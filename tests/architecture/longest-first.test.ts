// The order of the test files: what is named as long is there, and comes before all others.
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LONGEST, longestFirst } from '../support/longest-first.ts'

describe('the order of test files', () => {
  it('names files that are there', () => {
    expect(LONGEST.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
  })

  it('begins with the long ones, and leaves the others as they are', () => {
    const others = ['tests/b.test.ts', 'tests/a.test.ts']
    expect(longestFirst([others[0]!, LONGEST[1]!, others[1]!, LONGEST[0]!], (path) => path)).toEqual([LONGEST[0], LONGEST[1], ...others])
  })
})
