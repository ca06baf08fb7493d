// What differs between two texts, word by word, with what is the same shortened to the words around. Pure.
import { diffLines, diffWordsWithSpace } from 'diff'

/** `left`: so many words of what is the same are not shown there. */
export interface Piece { kind: 'same' | 'added' | 'removed' | 'left'; text: string; words: number }

/** Texts that have little in common are compared by lines: by words that would take long, and nobody could read it. */
const MOST_EDITS = 800
/** So many characters of what is the same stand beside a change. */
const AROUND = 160
/** A longer one, of a text without spaces, is cut. */
const LONGEST_WORD = 200

export function differenceOf(before: string, after: string): Piece[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS }) ?? diffLines(before, after, { maxEditLength: MOST_EDITS })
    ?? [{ value: before, removed: true, added: false }, { value: after, removed: false, added: true }]
  return parts.filter(({ value }) => value !== '').flatMap(({ value, added, removed }, index, { length }): Piece[] => {
    if (added || removed) return [{ kind: added ? 'added' : 'removed', text: value, words: 0 }]
    return shortened(value, index === 0, index === length - 1)
  })
}

const same = (text: string): Piece => ({ kind: 'same', text, words: 0 })

/** Its end before the first change, its beginning after the last, both between two. */
function shortened(text: string, isFirst: boolean, isLast: boolean): Piece[] {
  const head = isFirst ? '' : text.slice(0, endOfWord(text, AROUND))
  const tail = isLast ? '' : text.slice(beginOfWord(text, text.length - AROUND))
  const left = text.slice(head.length, text.length - tail.length)
  const words = left.split(/\s+/).filter(Boolean).length
  if (head.length + tail.length >= text.length || words < 5) return [same(text)]
  return [...(head ? [same(head)] : []), { kind: 'left', text: '', words }, ...(tail ? [same(tail)] : [])]
}

function endOfWord(text: string, from: number): number {
  const at = text.slice(from).search(/\s/)
  return at < 0 ? text.length : from + at
}

function beginOfWord(text: string, to: number): number {
  const least = Math.max(0, to - LONGEST_WORD)
  let at = Math.max(0, to)
  while (at > least && /\S/.test(text[at - 1]!)) at--
  return at
}
