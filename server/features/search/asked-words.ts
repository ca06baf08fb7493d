// What a person typed, as the words to look for: in the database's language of text search, and here again to show where they stand.

export interface AskedWords {
  /** A tsquery; null when nothing was asked for. */
  query: string | null
  /** Beginnings of words that may stand in a text, plain. */
  wanted: readonly string[]
}

/** A term: words that follow each other, wanted or not. */
interface Term { words: string[]; isUnwanted: boolean }

const TERMS = /(-?)"([^"]*)"?|\S+/g
/** Marks belong to the word before them: "データ" and "हिन्दी" are one word each. */
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
/** More than anybody types. Each is looked for in the words of all tenants before the places are. */
const MOST_WORDS = 10
/** The database refuses words of 2,047 bytes and more. */
const LONGEST = 200
/** As beginnings these would be half of all words. */
const SINGLE = /^[\p{Script=Latin}\p{N}]$/u

/** Without accents and case, as `plain_words` in the database has it. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
}

/** Reads `words "in quotes" -unwanted`; every word may be the beginning of one. */
export function askedWords(typed: string): AskedWords {
  const terms = firstWords([...typed.matchAll(TERMS)].map(termOf))
  const wanted = terms.filter(({ isUnwanted }) => !isUnwanted)
  if (wanted.length === 0) return { query: null, wanted: [] }
  return { query: terms.map(queryOf).join(' & '), wanted: wanted.flatMap(({ words }) => words) }
}

function termOf([whole, minus, quoted]: RegExpExecArray | RegExpMatchArray): Term {
  const text = quoted ?? whole
  const isUnwanted = quoted === undefined ? /^-[\p{L}\p{N}]/u.test(text) : minus === '-'
  return { words: (plain(text).match(WORDS) ?? []).map((word) => [...word].slice(0, LONGEST).join('')), isUnwanted }
}

function firstWords(terms: readonly Term[]): Term[] {
  let left = MOST_WORDS
  return terms.map(({ words, isUnwanted }) => {
    const taken = words.slice(0, left)
    left -= taken.length
    return { words: taken, isUnwanted }
  }).filter(({ words }) => words.length > 0)
}

/** Words are letters, digits and marks alone, so nothing in them needs escaping. */
function queryOf({ words, isUnwanted }: Term): string {
  const inOrder = words.map((word) => (SINGLE.test(word) ? `'${word}'` : `'${word}':*`)).join(' <-> ')
  return isUnwanted ? `!(${inOrder})` : `(${inOrder})`
}
