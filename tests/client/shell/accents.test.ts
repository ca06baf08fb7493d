// Every accent that an organization may choose can be read, in light and dark.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hues } from '../../../client/ui/hue.ts'

const file = readFileSync(new URL('../../../client/features/settings/accents.css', import.meta.url), 'utf8')
const tokens = readFileSync(new URL('../../../client/ui/styles/colors.css', import.meta.url), 'utf8')
const [, light = '', dark = ''] = file.split(/\[data-accent\][^{]*:not\(\[data-accent=''\]\) \{/)

type Colour = [lightness: number, chroma: number, hue: number]

/** Relative luminance (WCAG 2.2) of an OKLCH colour, clipped to sRGB. */
function luminance([lightness, chroma, hue]: Colour): number {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function accent(rules: string, name: string, hue: number, strength: number): Colour {
  const found = new RegExp(`--color-${name}: oklch\\(([\\d.]+) (?:calc\\(([\\d.]+) \\*|([\\d.]+) )`).exec(rules)
  if (!found) throw new Error(`accents.css has no ${name}`)
  return [Number(found[1]), found[2] ? Number(found[2]) * strength : Number(found[3]), hue]
}

function ground(name: string, theme: 'light' | 'dark'): Colour {
  const all = [...tokens.matchAll(new RegExp(`--color-${name}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`, 'g'))]
  const [, ...parts] = all[theme === 'light' ? 0 : 1]!
  return parts.map(Number) as Colour
}

describe.each(hues)('accent %s', (name) => {
  const found = new RegExp(`\\[data-accent='${name}'\\] \\{ --accent-hue: (\\d+);(?: --accent-strength: ([\\d.]+);)?`).exec(file)!
  const of = (rules: string, token: string) => accent(rules, token, Number(found[1]), Number(found[2] ?? 1))

  it.each([['light', light], ['dark', dark]] as const)('can be read in %s', (theme, rules) => {
    expect(ratio(of(rules, 'on-accent'), of(rules, 'accent'))).toBeGreaterThanOrEqual(4.5)
    expect(ratio(of(rules, 'on-accent'), of(rules, 'accent-hover'))).toBeGreaterThanOrEqual(4.5)
    expect(ratio(of(rules, 'accent-text'), of(rules, 'accent-soft'))).toBeGreaterThanOrEqual(4.5)
    for (const place of ['canvas', 'surface', 'raised']) {
      expect(ratio(of(rules, 'accent-text'), ground(place, theme))).toBeGreaterThanOrEqual(4.5)
      expect(ratio(of(rules, 'accent-line'), ground(place, theme))).toBeGreaterThanOrEqual(3)
    }
  })
})
