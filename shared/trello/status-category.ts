// Guesses from the name of a list what kind of step it is.
import type { Category } from '../features/workflow.ts'
import { STATUS_WORDS } from './status-words.ts'

/** The category that a name tells of, in any of the known languages; null when it tells of none. */
export function categoryOfName(name: string): Category | null {
  const words = ` ${plain(name.slice(0, 200))} `
  return RULES.find(({ pattern }) => pattern.test(words))?.category ?? null
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

const RULES = STATUS_WORDS.map(([category, list]) => ({ category, pattern: patternOf(list) }))

function patternOf(list: string): RegExp {
  const listed = list.split(',').map((phrase) => phrase.trim())
  const whole = listed.filter((phrase) => phrase.startsWith('=')).map(plain)
  const phrases = listed.filter((phrase) => !phrase.startsWith('=')).map(plain)
  const spaced = phrases.filter((phrase) => !UNSPACED.test(phrase))
  const unspaced = phrases.filter((phrase) => UNSPACED.test(phrase))
  const anywhere = ` (?:${spaced.join('|')}) `
  const alone = whole.length > 0 ? [`^ (?:${whole.join('|')}) $`] : []
  return new RegExp([anywhere, ...alone, ...unspaced].join('|'), 'u')
}

/** Lower case words without accents, apostrophes, emoji and punctuation. */
function plain(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
