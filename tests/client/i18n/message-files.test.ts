// Message files: every one is valid, translations are complete, and every call gives a message what it needs.
import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import compile from 'icu-minify/compile'
import { describe, expect, it } from 'vitest'

type Words = Record<string, string>
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Words
const files = globSync('client/**/messages.en.json').sort()
const languages = ['de']

/** The names of a message's values and tags, with what kind of value each is. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>()
  const walk = (node: unknown): void => {
    if (!Array.isArray(node)) return void (typeof node === 'object' && node !== null && Object.values(node).forEach(walk))
    if (typeof node[0] === 'string' && (node.length === 1 || typeof node[1] === 'number' || Array.isArray(node))) {
      const [name, kind, ...rest] = node as [string, unknown, ...unknown[]]
      if (node.length === 1) found.add(name)
      else if (typeof kind === 'number' && kind > 0) { found.add(name); rest.forEach(walk); return }
      else found.add(`<${name}>`)
      node.slice(1).forEach(walk)
    } else node.forEach(walk)
  }
  const compiled: unknown = compile(message)
  if (Array.isArray(compiled)) compiled.forEach(walk)
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
    const unused = files.flatMap((file) => {
      const places = globSync(`${dirname(file)}/**/*.{svelte,ts}`).map((place) => readFileSync(place, 'utf8')).join('\n')
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
