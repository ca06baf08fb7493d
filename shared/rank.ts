// Order of tasks inside a status, statuses in a project, items in a checklist: fractional keys, so that a move changes one row only.
// Keys are compared by code unit: collation "C" in the database, `<` in JavaScript.
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** A key between `before` and `after`; null stands for the open end. Throws when `before >= after`. */
export function rankBetween(before: string | null, after: string | null): string {
  return generateKeyBetween(before, after)
}

/** `count` ascending keys between the two. */
export function ranksBetween(before: string | null, after: string | null, count: number): string[] {
  return generateNKeysBetween(before, after, count)
}

/** The rank itself, or one right after whoever of these, which are in their order, has it. */
export function freeRank(others: readonly { rank: string }[], rank: string): string {
  const index = others.findIndex((other) => other.rank === rank)
  return index < 0 ? rank : rankBetween(rank, others[index + 1]?.rank ?? null)
}

/** Orders by rank, then by id, as the database does. */
export function byRank(a: { rank: string; id: string }, b: { rank: string; id: string }): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
