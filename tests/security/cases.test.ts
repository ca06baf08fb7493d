// The list of security cases is whole and true: each id once, each named test there, and what has no test says what it waits for.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { securityCases } from './cases.ts'

describe('the security cases', () => {
  it('are X01 to X65, each once', () => {
    expect(securityCases.map(({ id }) => id)).toEqual(Array.from({ length: 65 }, (_, index) => `X${String(index + 1).padStart(2, '0')}`))
  })

  it.each(securityCases)('$id is shown by tests that are there, or says what it waits for', ({ shown, open }) => {
    if (Object.keys(shown).length === 0) expect(open).toBeTruthy()
    for (const [file, titles] of Object.entries(shown)) {
      expect(existsSync(file), file).toBe(true)
      const titlesThere = [...readFileSync(file, 'utf8').matchAll(/\b(?:it|test|describe)\b.*?\(\s*(['"`])(.*?)\1\s*,/gs)].map((match) => match[2]!.replaceAll('\\\'', '\''))
      expect(titles.length, file).toBeGreaterThan(0)
      for (const title of titles) expect(titlesThere.some((there) => there.includes(title)), `${file} has no test "${title}"`).toBe(true)
    }
  })

  it('every case that a test names in its title is one of the list', () => {
    expect(securityCases.filter(({ shown }) => Object.keys(shown).length > 0).length).toBeGreaterThanOrEqual(54)
  })
})
