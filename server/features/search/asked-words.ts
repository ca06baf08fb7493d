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
const WORDS = /[\p{L}\p{N}]+/gu
/** More words than anybody types; each costs a look into the index. */
const MOST_TERMS = 20

/** Without accents and case, as `plain_words` in the database has it. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
}

/** Reads `words "in quotes" -unwanted`; every word may be the beginning of one. */
export function askedWords(typed: string): AskedWords {
  const terms = [...typed.matchAll(TERMS)].map(termOf).filter(({ words }) => words.length > 0).slice(0, MOST_TERMS)
  const wanted = terms.filter(({ isUnwanted }) => !isUnwanted)
  if (wanted.length === 0) return { query: null, wanted: [] }
  return { query: terms.map(queryOf).join(' & '), wanted: wanted.flatMap(({ words }) => words) }
}

function termOf([whole, minus, quoted]: RegExpExecArray | RegExpMatchArray): Term {
  const text = quoted ?? whole
  const isUnwanted = quoted === undefined ? /^-[\p{L}\p{N}]/u.test(text) : minus === '-'
  return { words: plain(text).match(WORDS) ?? [], isUnwanted }
}

/** Words are letters and digits alone, so nothing in them needs escaping. */
function queryOf({ words, isUnwanted }: Term): string {
  const inOrder = words.map((word) => `'${word}':*`).join(' <-> ')
  return isUnwanted ? `!(${inOrder})` : `(${inOrder})`
}
