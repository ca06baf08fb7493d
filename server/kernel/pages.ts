// Pages of lists: an opaque cursor that says after which row the next page begins.
import type { z } from 'zod'
import { invalid } from './errors.ts'

/** The cursor for the page after a row whose sort values are given. */
export function encodeCursor(values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * The sort values of the last row seen, as `values` has them; null without a cursor. Whoever asks may have made it
 * up: throws 422 on all else.
 */
export function decodeCursor<V extends z.ZodType>(cursor: string | undefined, values: V): z.output<V> | null {
  if (cursor === undefined) return null
  const parsed = values.safeParse(jsonOf(cursor))
  if (parsed.success) return parsed.data
  throw invalid('?cursor', 'This cursor is not from this list')
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** Cuts `limit + 1` rows to a page. */
export function page<Row, Item>(rows: Row[], limit: number, present: (row: Row) => Item, position: (row: Row) => (string | number | null)[]) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(present), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(position(last)) : null }
}
