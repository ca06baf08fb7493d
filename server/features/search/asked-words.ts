// What a person typed, as the words to look for: in the database's language of text search, and here again to show where they stand.

export interface AskedWords {
  /** A tsquery; null when nothing was asked for. */
  query: string | null
  /** Beginnings of words that may stand in a text, plain. */
  wanted: readonly string[]
  /** Those of them that may have been mistyped: what is in quotes is meant as it is. */
  loose: readonly string[]
}

/** A term: words that follow each other, wanted or not. */
interface Term { words: string[]; isUnwanted: boolean; isQuoted: boolean }

/** For a typed word, those that it may have been meant to be. */
export type Similar = ReadonlyMap<string, readonly string[]>

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

/** Reads `words "in quotes" -unwanted`; every word may be the beginning of one, or one of those that are similar to it. */
export function askedWords(typed: string, similar: Similar = new Map()): AskedWords {
  const terms = firstWords([...typed.matchAll(TERMS)].map(termOf))
  const wanted = terms.filter(({ isUnwanted }) => !isUnwanted)
  if (wanted.length === 0) return { query: null, wanted: [], loose: [] }
  const loose = wanted.flatMap(({ words, isQuoted }) => (isQuoted ? [] : words))
  return {
    query: terms.map((term) => queryOf(term, isLoose(term) ? similar : new Map())).join(' & '),
    wanted: [...wanted.flatMap(({ words }) => words), ...loose.flatMap((word) => similar.get(word) ?? [])], loose,
  }
}

const isLoose = ({ isUnwanted, isQuoted }: Term) => !isUnwanted && !isQuoted

function termOf([whole, minus, quoted]: RegExpExecArray | RegExpMatchArray): Term {
  const text = quoted ?? whole
  const isUnwanted = quoted === undefined ? /^-[\p{L}\p{N}]/u.test(text) : minus === '-'
  return { words: (plain(text).match(WORDS) ?? []).map((word) => [...word].slice(0, LONGEST).join('')), isUnwanted, isQuoted: quoted !== undefined }
}

function firstWords(terms: readonly Term[]): Term[] {
  let left = MOST_WORDS
  return terms.map((term) => {
    const taken = term.words.slice(0, left)
    left -= taken.length
    return { ...term, words: taken }
  }).filter(({ words }) => words.length > 0)
}

/** Words are letters, digits and marks alone, so nothing in them needs escaping. */
function queryOf({ words, isUnwanted }: Term, similar: Similar): string {
  const inOrder = words.map((word) => {
    const itself = SINGLE.test(word) ? `'${word}'` : `'${word}':*`
    const others = similar.get(word) ?? []
    return others.length === 0 ? itself : `(${[itself, ...others.map((other) => `'${other}'`)].join(' | ')})`
  }).join(' <-> ')
  return isUnwanted ? `!(${inOrder})` : `(${inOrder})`
}
