// Lists: `{items, nextCursor}`, asked for with `limit` and `cursor`.
import { z } from 'zod'

/** Query fields of every list. `limit` 1 to 200, 50 unless said; `cursor` is what the page before answered. */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
}

/** A page of items; `nextCursor` is null on the last. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
}
