// The list of security cases is whole and true: each id once, each named test there, and what has no test says what it waits for.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { securityCases } from './cases.ts'

const titlesOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/\b(?:it|test|describe)\b.*?\(\s*(['"`])(.*?)\1\s*,/gs)].map((match) => match[2]!.replaceAll('\\\'', '\''))

describe('the security cases', () => {
  it('are X01 to X65, each once', () => {
    expect(securityCases.map(({ id }) => id)).toEqual(Array.from({ length: 65 }, (_, index) => `X${String(index + 1).padStart(2, '0')}`))
  })

  it.each(securityCases)('$id is shown by tests that are there, or says what it waits for', ({ shown, open }) => {
    if (Object.keys(shown).length === 0) expect(open).toBeTruthy()
    for (const [file, titles] of Object.entries(shown)) {
      expect(existsSync(file), file).toBe(true)
      const titlesThere = titlesOf(file)
      expect(titles.length, file).toBeGreaterThan(0)
      for (const title of titles) expect(titlesThere.some((there) => there.includes(title)), `${file} has no test "${title}"`).toBe(true)
    }
  })

  it('every case that a test names in its title is one of the list, and has tests there', () => {
    const shown = securityCases.filter(({ shown: tests }) => Object.keys(tests).length > 0).map(({ id }) => id)
    const files = readdirSync('tests', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'))
    const named = new Set(files.flatMap((file) => titlesOf(join('tests', file)).flatMap((title) => title.match(/\bX\d\d\b/g) ?? [])))
    expect(named.size).toBeGreaterThan(20)
    expect([...named].filter((id) => !shown.includes(id))).toEqual([])
  })
})
