// Message files: every one is valid, translations are complete, and every call gives a message what it needs.
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import compile from 'icu-minify/compile'
import { describe, expect, it } from 'vitest'
import { tags } from '../../../client/i18n/messages.ts'

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
    // 0 stands for the "#" of a plural, which is text inside of a tag; other numbers are kinds of values.
    const isValue = kind === undefined || (typeof kind === 'number' && kind !== 0)
    found.add(isValue ? name : `<${name}>`)
    if (!isValue) walk([kind, ...rest])
    for (const branches of rest) if (isValue && typeof branches === 'object') Object.values(branches!).forEach(walk)
  }
  walk(compile(message))
  return [...found].sort()
}

/** Values that could not be told from a tag: messages get both by name. */
const namedLikeTags = (message: string) => argumentsOf(message).filter((name) => tags.some((tag) => tag === name))

describe('message files', () => {
  it('are there', () => expect(files.length).toBeGreaterThan(0))

  it.each(files)('%s is valid and in order', (file) => {
    for (const [key, message] of Object.entries(read(file))) expect(() => compile(message), key).not.toThrow()
  })

  it.each(files)('%s has no value that is named like a tag', (file) => {
    for (const [key, message] of Object.entries(read(file))) expect(namedLikeTags(message), key).toEqual([])
  })

  it('tell values from tags, also inside of them', () => {
    expect(namedLikeTags('<from>{days, plural, one {<em>#</em> day} other {{to} days}}</from> {link}')).toEqual(['link', 'to'])
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

  // What things are called (design language, words). The import tells of what stands in the files of other tools.
  const forbidden: Record<string, RegExp> = { en: /\b(cards?|issues?|tickets?|workspaces?)\b/i, de: /(karten?|tickets?|workspaces?)\b/i }
  it.each(Object.keys(forbidden))('call things by their names in %s', (language) => {
    const wrong = files.filter((file) => !file.includes('/imports/')).flatMap((file) =>
      Object.entries(read(file.replace('.en.json', `.${language}.json`))).filter(([, words]) => forbidden[language]!.test(words)).map(([key, words]) => `${file}: ${key}: ${words}`))
    expect(wrong).toEqual([])
  })

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
