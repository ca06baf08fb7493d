// The words and signs of a filter, each with its place in the text.

export type TokenKind = 'word' | 'text' | 'operator' | 'open' | 'close' | 'comma' | 'unclosed' | 'unknown' | 'end'

export interface Token {
  kind: TokenKind
  /** As it is meant: without quotes and escapes. */
  text: string
  at: number
  end: number
}

const SPACE = /\s*/y
const TOKEN = /(\()|(\))|(,)|(<=|>=|!=|[=<>~])|"((?:[^"\\]|\\[^])*)"|([^\s()=<>!~,"]+)/y
const kinds: readonly TokenKind[] = ['open', 'close', 'comma', 'operator', 'text', 'word']

/** All tokens; the last is the end. What is none is one too, of the kind `unclosed` (a quote) or `unknown`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = afterSpace(text, 0); at < text.length; at = afterSpace(text, tokens.at(-1)!.end)) tokens.push(tokenAt(text, at))
  return [...tokens, { kind: 'end', text: '', at: text.length, end: text.length }]
}

function afterSpace(text: string, at: number): number {
  SPACE.lastIndex = at
  SPACE.test(text)
  return SPACE.lastIndex
}

function tokenAt(text: string, at: number): Token {
  TOKEN.lastIndex = at
  const match = TOKEN.exec(text)
  if (!match) {
    const isQuote = text[at] === '"'
    const end = isQuote ? text.length : at + 1
    return { kind: isQuote ? 'unclosed' : 'unknown', text: text.slice(at, end), at, end }
  }
  const group = match.findIndex((found, index) => index > 0 && found !== undefined)
  const kind = kinds[group - 1]!
  const meant = kind === 'text' ? match[group]!.replaceAll(/\\([^])/g, '$1') : match[group]!
  return { kind, text: meant, at, end: TOKEN.lastIndex }
}

/** A value as it has to be written: in quotes, unless it is one plain word. */
export function quoted(text: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(text) && !/^(?:and|or|not|in|none|me)$/i.test(text)
    ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
