// Hues and initials: stable, spread over the palette, and right for names of many kinds.
import { describe, expect, it } from 'vitest'
import { hueOf, hues, initialsOf, isHue } from '../../../client/ui/hue.ts'

describe('hueOf', () => {
  it('gives the same hue for the same id', () => {
    expect(hueOf('0190a1b2-aaaa-7000-8000-000000000001')).toBe(hueOf('0190a1b2-aaaa-7000-8000-000000000001'))
  })

  it('spreads ids that differ only at their end over all hues but slate', () => {
    const seen = new Map<string, number>()
    for (let index = 0; index < 1100; index += 1) {
      const hue = hueOf(`0190a1b2-aaaa-7000-8000-${String(index).padStart(12, '0')}`)
      seen.set(hue, (seen.get(hue) ?? 0) + 1)
    }
    expect(seen.size).toBe(11)
    expect(seen.has('slate')).toBe(false)
    expect(Math.min(...seen.values())).toBeGreaterThan(50)
  })

  it('knows its own names only', () => {
    expect(hues.every(isHue)).toBe(true)
    expect(isHue('pink')).toBe(false)
  })
})

describe('initialsOf', () => {
  it.each([
    ['Mira Lindqvist', 'ML'],
    ['Ade Temitope Okafor', 'AO'],
    ['robin', 'RO'],
    ['  Jun   Kato ', 'JK'],
    ['李小龍', '李小'],
    ['Ólafur Ægisson', 'ÓÆ'],
    ['', '?'],
  ])('%s → %s', (name, initials) => expect(initialsOf(name)).toBe(initials))
})
