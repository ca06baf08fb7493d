// What the editor does to Markdown: marks around a selection, prefixes of lines, lists that go on, links, mentions. Pure.

/** A text and what is selected of it. */
export interface Draft { text: string; start: number; end: number }
export type Edit = (draft: Draft) => Draft

const isAddress = (text: string) => /^https?:\/\/\S+$/i.test(text.trim())

function replaced({ text }: Draft, from: number, to: number, by: string, start: number, end = start): Draft {
  return { text: text.slice(0, from) + by + text.slice(to), start, end }
}

/** Puts the mark on both sides of the selection, or takes it away where it is. */
export const marked = (mark: string): Edit => (draft) => {
  const { text, start, end } = draft
  const chosen = text.slice(start, end)
  const inside = chosen.length >= mark.length * 2 && chosen.startsWith(mark) && chosen.endsWith(mark)
  if (inside) {
    const bare = chosen.slice(mark.length, -mark.length)
    return replaced(draft, start, end, bare, start, start + bare.length)
  }
  const [before, after] = [start - mark.length, end + mark.length]
  const around = before >= 0 && text.slice(before, start) === mark && text.slice(end, after) === mark
    && (mark !== '*' || text.slice(before - 1, before) !== '*')
  if (around) return replaced(draft, before, after, chosen, before, before + chosen.length)
  return replaced(draft, start, end, mark + chosen + mark, start + mark.length, end + mark.length)
}

/** One line becomes `code`, several become a block. */
export const coded: Edit = (draft) => {
  const chosen = draft.text.slice(draft.start, draft.end)
  if (!chosen.includes('\n')) return marked('`')(draft)
  const block = `\`\`\`\n${chosen}\n\`\`\``
  return replaced(draft, draft.start, draft.end, block, draft.start + 4, draft.start + 4 + chosen.length)
}

/** The selection as a link whose address is typed next; of a selected address its text is. */
export const linked: Edit = (draft) => {
  const { start, end } = draft
  const chosen = draft.text.slice(start, end)
  if (isAddress(chosen)) return replaced(draft, start, end, `[](${chosen})`, start + 1)
  const at = start + chosen.length + 3
  return replaced(draft, start, end, `[${chosen}](https://)`, at, at + 'https://'.length)
}

/** A web address that is pasted over words makes them a link; null when it is an ordinary paste. */
export function pastedLink(draft: Draft, pasted: string): Draft | null {
  const chosen = draft.text.slice(draft.start, draft.end)
  if (!chosen.trim() || chosen.includes('\n') || isAddress(chosen) || !isAddress(pasted)) return null
  const link = `[${chosen}](${pasted.trim()})`
  return replaced(draft, draft.start, draft.end, link, draft.start + link.length)
}

export type LinePrefix = 'bullets' | 'numbers' | 'checks' | 'quote'
const anyPrefix = /^(\s*)(?:[-*+] \[[ xX]\] |[-*+] |\d+\. |> )?/
const prefixOf: Record<LinePrefix, { has: RegExp; put: (index: number) => string }> = {
  bullets: { has: /^\s*[-*+] (?!\[[ xX]\] )/, put: () => '- ' },
  numbers: { has: /^\s*\d+\. /, put: (index) => `${index + 1}. ` },
  checks: { has: /^\s*[-*+] \[[ xX]\] /, put: () => '- [ ] ' },
  quote: { has: /^\s*> /, put: () => '> ' },
}

/** Begins each selected line so, instead of how it began; or takes that away when all begin so. */
export const prefixed = (kind: LinePrefix): Edit => (draft) => {
  const from = draft.text.lastIndexOf('\n', draft.start - 1) + 1
  const found = draft.text.indexOf('\n', draft.end)
  const to = found < 0 ? draft.text.length : found
  const lines = draft.text.slice(from, to).split('\n')
  const { has, put } = prefixOf[kind]
  const removes = lines.every((line) => has.test(line))
  const changed = lines.map((line, index) => line.replace(anyPrefix, (_, space: string) => space + (removes ? '' : put(index))))
  const after = changed.join('\n')
  if (draft.start === draft.end) {
    const moved = Math.max(from, draft.start + changed[0]!.length - lines[0]!.length)
    return replaced(draft, from, to, after, moved)
  }
  return replaced(draft, from, to, after, from, from + after.length)
}

const listLine = /^(\s*)(?:([-*+]) (\[[ xX]\] )?|(\d+)\. |(> ))(.*)$/

/** Enter in a list begins the next item, in an empty item ends the list; null when Enter is only Enter. */
export function nextLine(draft: Draft): Draft | null {
  if (draft.start !== draft.end) return null
  const from = draft.text.lastIndexOf('\n', draft.start - 1) + 1
  const match = listLine.exec(draft.text.slice(from, draft.start))
  if (!match) return null
  const [, space = '', bullet, box, number, quote, rest = ''] = match
  if (!rest.trim()) return replaced(draft, from, draft.start, '', from)
  const next = number ? `${Number(number) + 1}. ` : quote ?? `${bullet} ${box ? '[ ] ' : ''}`
  const added = `\n${space}${next}`
  return replaced(draft, draft.start, draft.end, added, draft.start + added.length)
}

/** What a sign begins: `@` a person, `#` a task. */
export type Sign = '@' | '#'

// A `#` alone, or with a space after it, begins a heading.
const SIGN_AND_WORDS = /(?:^|[\s([{"'])(?:(@)([\p{L}\p{N}.'-]{0,30}(?: [\p{L}\p{N}.'-]{0,30})?)|(#)([\p{L}\p{N}][\p{L}\p{N}.'-]{0,30}(?: [\p{L}\p{N}.'-]{0,30}){0,2}))$/u

/** The name being typed after a sign, and where the sign stands; null when none is. */
export function mentionAt({ text, start, end }: Draft): { sign: Sign; from: number; typed: string } | null {
  if (start !== end) return null
  const match = SIGN_AND_WORDS.exec(text.slice(0, start))
  if (!match) return null
  const typed = match[2] ?? match[4]!
  return { sign: (match[1] ?? match[3]) as Sign, from: start - typed.length - 1, typed }
}

/** Puts the words of what was chosen in place of what was typed from the sign on. */
export function mentioned(draft: Draft, from: number, words: string): Draft {
  const rest = draft.text[draft.start] === ' ' ? '' : ' '
  const put = `${words}${rest}`
  return replaced(draft, from, draft.start, put, from + put.length + (rest ? 0 : 1))
}
