// Words that a mistyped one may have been meant to be: the database finds some that share its trigrams, here the nearest of them are taken.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { Similar } from './asked-words.ts'

/** Shorter words are like too many others. */
const SHORTEST = 4
/** So many letters, and a second error is forgiven. */
const LONG = 8
const MOST_LOOKED_AT = 100
const MOST_TAKEN = 5
const PLAIN_WORD = /^[\p{L}\p{M}]+$/u

/** For each word that has some, the words of the organization that are an error or two away, those most alike first. */
export async function similarWords({ em, organizationId }: Work, typed: readonly string[]): Promise<Similar> {
  const mistyped = typed.filter((word) => [...word].length >= SHORTEST && PLAIN_WORD.test(word))
  if (mistyped.length === 0) return new Map()
  const rows = await query<{ typed: string; word: string }>(
    em, `select typed_word as typed, word from similar_words($1::uuid, array(select jsonb_array_elements_text($2::text::jsonb)), ${MOST_LOOKED_AT})`,
    [organizationId, JSON.stringify(mistyped)],
  )
  const near = Map.groupBy(rows.filter(({ word }) => PLAIN_WORD.test(word)), (row) => row.typed)
  return new Map([...near].map(([word, found]) => [word, nearestOf(word, found.map((row) => row.word))]))
}

/** Those with the fewest errors, if that is not too many; a word that begins with the typed one is found without this. */
export function nearestOf(typed: string, words: readonly string[]): string[] {
  const counted = words.filter((word) => !word.startsWith(typed)).map((word) => ({ word, errors: errorsBetween(typed, word) }))
  const fewest = Math.min(...counted.map(({ errors }) => errors))
  if (fewest > ([...typed].length >= LONG ? 2 : 1)) return []
  return counted.filter(({ errors }) => errors === fewest).slice(0, MOST_TAKEN).map(({ word }) => word)
}

/** Letters left out, added, changed, or swapped with their neighbour, until the typed ones are the word or its beginning. */
export function errorsBetween(typed: string, word: string): number {
  const [from, to] = [[...typed], [...word]]
  let before: number[] = []
  let row = to.map((_, index) => index + 1)
  row.unshift(0)
  for (const [index, letter] of from.entries()) {
    const next = [index + 1]
    for (const [at, other] of to.entries()) {
      const isSwapped = index > 0 && at > 0 && letter === to[at - 1] && from[index - 1] === other
      next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, row[at]! + Number(letter !== other), isSwapped ? before[at - 1]! + 1 : Infinity))
    }
    [before, row] = [row, next]
  }
  return Math.min(...row)
}
