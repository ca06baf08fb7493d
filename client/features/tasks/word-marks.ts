// Which words differ between two texts, by their longest common part. Pure.

export interface WordMark { kind: 'same' | 'added' | 'removed'; text: string }

/** Marking every word of longer texts helps nobody and costs much. */
const MOST_WORDS = 600
/** Of texts that share less, the words of both are mixed until none can be read. */
const LEAST_SHARED = 0.5

/** Null where the texts are better shown whole. */
export function wordMarks(before: string, after: string): WordMark[] | null {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  if (old.length > MOST_WORDS || now.length > MOST_WORDS) return null
  const marks = marksOf(old, now)
  return sharedOf(marks) >= LEAST_SHARED ? marks : null
}

/** The share of letters that stand in both texts. */
function sharedOf(marks: readonly WordMark[]): number {
  const letters = (counted: readonly WordMark[]) => counted.reduce((sum, { text }) => sum + text.replace(/\s+/g, '').length, 0)
  const same = 2 * letters(marks.filter(({ kind }) => kind === 'same'))
  return same / Math.max(1, same + letters(marks.filter(({ kind }) => kind !== 'same')))
}

function marksOf(old: readonly string[], now: readonly string[]): WordMark[] {
  const lengths = commonLengths(old, now)
  const marks: WordMark[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add(marks, 'same', old[i++]!)
      j++
    } else if (i < old.length
      && (j === now.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) add(marks, 'removed', old[i++]!)
    else add(marks, 'added', now[j++]!)
  }
  return marks
}

const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? []

function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i]![j] = old[i] === now[j] ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  return lengths
}

function add(marks: WordMark[], kind: WordMark['kind'], text: string): void {
  const last = marks.at(-1)
  if (last?.kind === kind) last.text += text
  else marks.push({ kind, text })
}
