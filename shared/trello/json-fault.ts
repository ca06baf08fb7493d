// Where a text stops being JSON (RFC 8259): the parser of the engine does not always tell, and people want a place.

const QUOTE = 34, BACKSLASH = 92

type Expects = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'next'
interface Step { expects: Expects; at: number }

/** Offset of the first character that cannot belong to JSON; the length of the text when it merely ends too early. */
export function findFault(text: string): number {
  const open: string[] = []
  let expects: Expects = 'value'
  let at = afterBlanks(text, 0)
  while (at < text.length) {
    const step = stepOver(text, at, expects, open)
    if (!step) return at
    expects = step.expects
    at = afterBlanks(text, step.at)
  }
  return text.length
}

export interface Excess { offset: number; what: string }

/** Where objects and lists first nest deeper, or are more, than `most` allows; null when never. Needs no valid JSON. */
export function findExcess(text: string, most: { depth: number; objects: number }): Excess | null {
  let depth = 0
  let objects = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = closingQuote(text, at)
    else if (code === 123 || code === 91) {
      depth += 1
      objects += 1
      if (depth > most.depth) return { offset: at, what: `nests more than ${most.depth} levels deep` }
      if (objects > most.objects) return { offset: at, what: `holds more than ${most.objects} objects and lists` }
    } else if (code === 125 || code === 93) depth -= 1
  }
  return null
}

/** `line:column` of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): string {
  let line = 1
  let start = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1
    start = at + 1
  }
  return `${line}:${offset - start + 1}`
}

function stepOver(text: string, at: number, expects: Expects, open: string[]): Step | null {
  const char = text.charAt(at)
  const inside = open.at(-1)
  const mayClose = expects === 'next' || expects === 'valueOrEnd' || expects === 'keyOrEnd'
  if (inside && mayClose && char === (inside === '{' ? '}' : ']')) {
    open.pop()
    return { expects: 'next', at: at + 1 }
  }
  if (expects === 'next') return inside && char === ',' ? { expects: inside === '{' ? 'key' : 'value', at: at + 1 } : null
  if (expects === 'colon') return char === ':' ? { expects: 'value', at: at + 1 } : null
  if (expects === 'key' || expects === 'keyOrEnd') return char === '"' ? stepTo(afterString(text, at), 'colon') : null
  if (char === '{' || char === '[') {
    open.push(char)
    return { expects: char === '{' ? 'keyOrEnd' : 'valueOrEnd', at: at + 1 }
  }
  return stepTo(char === '"' ? afterString(text, at) : afterWord(text, at), 'next')
}

function stepTo(at: number, expects: Expects): Step | null {
  return at < 0 ? null : { expects, at }
}

function closingQuote(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at
    if (code === BACKSLASH) at += 1
  }
  return text.length
}

function afterBlanks(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  return at
}

function afterString(text: string, quote: number): number {
  const end = closingQuote(text, quote)
  if (end >= text.length) return /\p{Cc}/u.test(text.slice(quote)) ? -1 : text.length
  return parses(text.slice(quote, end + 1)) ? end + 1 : -1
}

function afterWord(text: string, from: number): number {
  let at = from
  while (at < text.length && !' \t\r\n,:]}"'.includes(text.charAt(at))) at += 1
  const word = text.slice(from, at)
  return parses(word) || (at === text.length && isBegun(word)) ? at : -1
}

/** What more characters could still make a word of JSON. */
function isBegun(word: string): boolean {
  return ['true', 'false', 'null'].some((whole) => whole.startsWith(word)) || parses(`${word}0`)
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
