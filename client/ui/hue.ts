// Twelve hues shared by labels and faces, and the choice of one from an id so that a person looks the same everywhere.
import { t } from './words.ts'

export const hues = [
  'red', 'orange', 'amber', 'olive', 'green', 'teal', 'sky', 'navy', 'violet', 'magenta', 'berry', 'slate',
] as const

export type Hue = (typeof hues)[number]

/** Whether a stored name is one of the twelve hues. */
export function isHue(name: string): name is Hue {
  return (hues as readonly string[]).includes(name)
}

/** What people call it: labels are told apart by name, never by colour alone. */
export const hueName = (hue: Hue): string => t(`hue.${hue}`)

/** The hue of an id: stable on every machine. Slate is left to bots. */
export function hueOf(id: string): Hue {
  let hash = 0x811c9dc5
  for (const character of id) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  hash ^= hash >>> 15
  return hues[(hash >>> 0) % (hues.length - 1)] ?? 'slate'
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function firstCharacters(word: string, count: number): string {
  return [...characters.segment(word)].slice(0, count).map((part) => part.segment).join('')
}

// Cutting names into letters is what drawing many faces took longest for; there are few names.
const known = new Map<string, string>()

/** Two letters for a face: of first and last word, or the first two of a single word. */
export function initialsOf(name: string): string {
  const letters = known.get(name) ?? lettersOf(name)
  known.set(name, letters)
  return letters
}

function lettersOf(name: string): string {
  const words = name.trim().split(/[\s_]+/).filter(Boolean)
  const [first, last] = [words.at(0), words.at(-1)]
  if (!first || !last) return '?'
  const letters = words.length === 1 ? firstCharacters(first, 2) : firstCharacters(first, 1) + firstCharacters(last, 1)
  return letters.toLocaleUpperCase()
}
