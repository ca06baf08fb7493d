// Whom a text names: `@` and a whole name, as the editor writes it; of names that begin alike the longest counts.

export interface Named { id: string; name: string }

const NAME_GOES_ON = /^[\p{L}\p{N}_]/u
const WORD_BEFORE = /[\p{L}\p{N}_]$/u

/** The ids of those of the people whom the text names. Case does not matter. */
export function mentionedIn(text: string, people: readonly Named[]): Set<string> {
  const lower = text.toLowerCase()
  const names = people.map(({ id, name }) => ({ id, name: name.toLowerCase() })).filter(({ name }) => name !== '')
  const found = new Set<string>()
  for (let at = lower.indexOf('@'); at !== -1; at = lower.indexOf('@', at + 1)) {
    if (WORD_BEFORE.test(lower.slice(Math.max(0, at - 2), at))) continue
    const fitting = names.filter(({ name }) => lower.startsWith(name, at + 1) && !NAME_GOES_ON.test(lower.slice(at + 1 + name.length, at + 3 + name.length)))
    const longest = Math.max(0, ...fitting.map(({ name }) => name.length))
    for (const { id, name } of fitting) if (name.length === longest) found.add(id)
  }
  return found
}
