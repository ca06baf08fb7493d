// Message files: every one is valid, translations are complete, and every call gives a message what it needs.
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import compile from 'icu-minify/compile'
import { describe, expect, it } from 'vitest'

type Words = Record<string, string>
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Words
const files = globSync('client/**/messages.en.json').sort()
const languages = ['de']

/** The names of a message's values and tags, with what kind of value each is. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>()
  const walk = (sequence: unknown): void => {
    if (Array.isArray(sequence)) for (const node of sequence) if (Array.isArray(node)) visit(node as [string, ...unknown[]])
  }
  const visit = ([name, kind, ...rest]: [string, ...unknown[]]): void => {
    const isValue = kind === undefined || typeof kind === 'number'
    found.add(isValue ? name : `<${name}>`)
    if (!isValue) walk([kind, ...rest])
    for (const branches of rest) if (isValue && typeof branches === 'object') Object.values(branches!).forEach(walk)
  }
  walk(compile(message))
  return [...found].sort()
}

describe('message files', () => {
  it('are there', () => expect(files.length).toBeGreaterThan(0))

  it.each(files)('%s is valid and in order', (file) => {
    for (const [key, message] of Object.entries(read(file))) expect(() => compile(message), key).not.toThrow()
  })

  for (const language of languages) {
    it.each(files)(`%s is complete in ${language}`, (file) => {
      const english = read(file)
      const translated = read(file.replace('.en.json', `.${language}.json`))
      expect(Object.keys(translated)).toEqual(Object.keys(english))
      for (const [key, message] of Object.entries(english)) {
        expect({ key, values: argumentsOf(translated[key]!) }).toEqual({ key, values: argumentsOf(message) })
      }
    })
  }

  it('are all used: no key without a place that names it', () => {
    const texts = globSync('client/**/*.{svelte,ts}').map((place) => readFileSync(place, 'utf8'))
    const unused = files.flatMap((file) => {
      const inside = globSync(`${dirname(file)}/**/*.{svelte,ts}`)
      const importing = texts.filter((text) => text.includes(`${basename(dirname(file))}/words.ts'`))
      const places = [...inside.map((place) => readFileSync(place, 'utf8')), ...importing].join('\n')
      return Object.keys(read(file)).filter((key) => !isNamed(key, places)).map((key) => `${file}: ${key}`)
    })
    expect(unused).toEqual([])
  })
})

/** `'key'`, or the beginning of a key that is built: `\`error.${code}\``. */
function isNamed(key: string, places: string): boolean {
  if (places.includes(`'${key}'`)) return true
  return key.split('.').some((_, index, steps) => index > 0 && places.includes(`\`${steps.slice(0, index).join('.')}.\${`))
}
