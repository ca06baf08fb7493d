// Where a text stops being JSON (RFC 8259): the parser of the engine does not always tell, and people want a place.

const QUOTE = 34, BACKSLASH = 92

/** Offset of the first character that cannot belong to JSON; the length of the text when it merely ends too early. */
export function findFault(text: string): number {
  const open: string[] = []
  let expects: 'value' | 'key' | 'colon' | 'next' = 'value'
  let mayClose = false
  for (let at = afterBlanks(text, 0); ; at = afterBlanks(text, at)) {
    const char = text[at]
    if (char === undefined) return text.length
    const inside = open.at(-1)
    if (expects === 'next' && inside === undefined) return at
    if (char === (inside === '{' ? '}' : ']') && inside && (expects === 'next' || mayClose)) {
      open.pop()
      expects = 'next'
      mayClose = false
      at += 1
      continue
    }
    mayClose = false
    if (expects === 'next') {
      if (char !== ',') return at
      expects = inside === '{' ? 'key' : 'value'
      at += 1
    } else if (expects === 'colon') {
      if (char !== ':') return at
      expects = 'value'
      at += 1
    } else if (expects === 'key') {
      const end = char === '"' ? afterString(text, at) : -1
      if (end < 0) return at
      expects = 'colon'
      at = end
    } else if (char === '{' || char === '[') {
      open.push(char)
      expects = char === '{' ? 'key' : 'value'
      mayClose = true
      at += 1
    } else {
      const end = char === '"' ? afterString(text, at) : afterWord(text, at)
      if (end < 0) return at
      expects = 'next'
      at = end
    }
  }
}

/** Where objects and lists first nest deeper, or are more, than `most` allows; null when never. Needs no valid JSON. */
export function findExcess(text: string, most: { depth: number; objects: number }): { offset: number; what: string } | null {
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
  if (end >= text.length) return text.length
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
