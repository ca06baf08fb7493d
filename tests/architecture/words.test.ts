// What people read stands in message files, never in the markup (client/i18n).
import { globSync, readFileSync } from 'node:fs'
import { parse, type AST } from 'svelte/compiler'
import { describe, expect, it } from 'vitest'

/** Not moved to message files yet: none, and none shall be added. */
const waiting: string[] = []

const spoken = new Set(['label', 'title', 'placeholder', 'aria-label', 'alt', 'text', 'help', 'empty', 'description', 'send', 'heading', 'aria-description', 'aria-roledescription'])
/** The product's name is the same in every language. */
const isWords = (text: string) => /\p{L}{2,}/u.test(text.replaceAll('Lockstep', ''))
const exempt = (file: string) => file.includes('/gallery') || waiting.some((place) => file.startsWith(place))

function literals(file: string): string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (typeof node !== 'object' || node === null) return
    const { type } = node as { type?: string }
    if (type === 'StyleSheet' || type === 'Script' || type === 'Comment' || type === 'StyleDirective') return
    if (type === 'Text' && isWords((node as AST.Text).data)) found.push((node as AST.Text).data.trim())
    if (type === 'Attribute') return visitAttribute(node as AST.Attribute)
    for (const value of Object.values(node)) visit(value)
  }
  const visitAttribute = (attribute: AST.Attribute): void => {
    const parts = attribute.value === true ? [] : [attribute.value].flat()
    for (const part of parts) {
      if (part.type !== 'Text') visit(part)
      else if (spoken.has(attribute.name) && isWords(part.data)) found.push(`${attribute.name}="${part.data}"`)
    }
  }
  visit(parse(readFileSync(file, 'utf8'), { modern: true, filename: file }).fragment)
  return found
}

describe('words', () => {
  it('are not written into components', () => {
    const offenders = globSync('client/**/*.svelte').filter((file) => !exempt(file)).flatMap((file) =>
      literals(file).map((words) => `${file}: ${words}`))
    expect(offenders).toEqual([])
  })

  it('would be found if they were', () => {
    expect(globSync('client/gallery/**/*.svelte').flatMap(literals).length).toBeGreaterThan(10)
  })
})
