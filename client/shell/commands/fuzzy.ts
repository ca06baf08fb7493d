// Finding things by a few typed letters: beginnings of words before middles, letters in order as the last resort.

/** Without accents and case, so that "uber" finds "Über". */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLowerCase()
}

/** How well a plain text answers a plain query: higher is better, 0 is not at all. */
export function score(text: string, query: string): number {
  if (text === query) return 1_000
  if (text.startsWith(query)) return (isLetter(text.charCodeAt(query.length)) ? 800 : 950) - Math.min(text.length, 100)
  let sum = 0
  for (const word of query.split(' ')) {
    const found = word === '' ? 0 : wordScore(text, word)
    if (found === 0 && word !== '') return 0
    sum += found
  }
  return sum / query.split(' ').length - Math.min(text.length, 100) / 10
}

function wordScore(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !isLetter(text.charCodeAt(at - 1))) return 600
  }
  if (text.includes(word)) return 400
  return word.length > 2 && hasInOrder(text, word) ? 100 : 0
}

/** The letters of a word in their order and near each other, the first at the beginning of a word: "wkp" in "work packages". */
function hasInOrder(text: string, word: string): boolean {
  for (let start = text.indexOf(word[0]!); start >= 0; start = text.indexOf(word[0]!, start + 1)) {
    if (start > 0 && isLetter(text.charCodeAt(start - 1))) continue
    if (spansFrom(text, word, start)) return true
  }
  return false
}

function spansFrom(text: string, word: string, start: number): boolean {
  // Letters that lie strewn over a sentence are in nearly every sentence.
  const end = Math.min(text.length, start + word.length * 4)
  let at = 1
  for (let place = start + 1; place < end && at < word.length; place += 1) if (text[place] === word[at]) at += 1
  return at === word.length
}

const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127

export interface Findable { plain: string }

/** The best answers, best first; equal ones in their own order. */
export function search<Entry extends Findable>(entries: readonly Entry[], typed: string, most: number): Entry[] {
  const query = plain(typed.trim()).replace(/\s+/g, ' ')
  const found: { entry: Entry; points: number; order: number }[] = []
  entries.forEach((entry, order) => {
    const points = score(entry.plain, query)
    if (points > 0) found.push({ entry, points, order })
  })
  return found.sort((a, b) => b.points - a.points || a.order - b.order).slice(0, most).map(({ entry }) => entry)
}
