// What a client has seen, and what is wrong with it: the event table is the reference.
import { createHash } from 'node:crypto'
import type { StreamEvent } from '../../../shared/streams.ts'

export interface Entry { stream: string; offset: number; hash: string }
export interface Verdict { lost: number; twice: number; outOfOrder: number; different: number; foreign: number }

export const FLAWLESS: Verdict = { lost: 0, twice: 0, outOfOrder: 0, different: 0, foreign: 0 }

/** JSON whose keys are sorted, so that an event hashes alike whichever way it came and whoever hashes it. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

export const entryOf = (event: StreamEvent): Entry =>
  ({ stream: event.stream, offset: event.offset, hash: createHash('sha256').update(canonical(event)).digest('hex') })

/** Compares a history with the table, whose part after `from` it should be. */
export function judge(history: readonly Entry[], table: readonly StreamEvent[], from = 0): Verdict {
  const expected = new Map(table.filter(({ offset }) => offset > from).map((event) => [event.offset, entryOf(event)]))
  const seen = new Set<number>()
  const verdict = { ...FLAWLESS }
  let last = from
  for (const { stream, offset, hash } of history) {
    const wanted = expected.get(offset)
    if (!wanted || wanted.stream !== stream) verdict.foreign += 1
    else if (wanted.hash !== hash) verdict.different += 1
    if (seen.has(offset)) verdict.twice += 1
    else if (offset < last) verdict.outOfOrder += 1
    seen.add(offset)
    last = Math.max(last, offset)
  }
  verdict.lost = [...expected.keys()].filter((offset) => !seen.has(offset)).length
  return verdict
}
