// Pages of lists: an opaque cursor that says after which row the next page begins.
import { z } from 'zod'
import { invalid } from './errors.ts'

/** The cursor for the page after a row whose sort values are given. */
export function encodeCursor(values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

const values = z.array(z.union([z.string(), z.number(), z.null()])).max(5)

/** The sort values of the last row seen; null without a cursor. Throws 422 on one that is none of ours or has another length. */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (cursor === undefined) return null
  try {
    const parsed = values.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (parsed.length === length) return parsed
  } catch {
    // falls through to the one answer
  }
  throw invalid('?cursor', 'This cursor is not from this list')
}

/** Cuts `limit + 1` rows to a page. */
export function page<Row, Item>(rows: Row[], limit: number, present: (row: Row) => Item, position: (row: Row) => (string | number | null)[]) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(present), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(position(last)) : null }
}
