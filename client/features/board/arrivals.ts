// Which tasks came into a column by others, and where those stand that nobody has seen yet. Pure.
import type { RecentChange } from './recent-changes.ts'

/** More than these do not travel: they stand in their new place, and the column's head says how many came (see motion.ts). */
export const MOST_TRAVELLING = 8

const ARRIVES = new Set(['task.created', 'task.moved', 'task.restored', 'task.archived', 'task.entered'])

/** The ids that are new in the list and were brought there by somebody else, or by a crowd of changes. */
export function cameByOthers(
  before: readonly string[], now: readonly string[], recent: ReadonlyMap<string, RecentChange>, isCrowd: boolean,
): string[] {
  if (before === now || (recent.size === 0 && !isCrowd)) return []
  const known = new Set(before)
  return now.filter((id) => !known.has(id) && (isCrowd || brings(recent.get(id))))
}

const brings = (change: RecentChange | undefined): boolean =>
  change !== undefined && (ARRIVES.has(change.type) || change.fields.includes('statusId'))

export interface Unseen { above: string[]; below: string[] }

/** Those of the waiting tasks that end above the view or begin below it, in their order. Edges as in window.ts. */
export function outOfView(ids: readonly string[], edges: Float64Array, top: number, height: number, waiting: ReadonlySet<string>): Unseen {
  const unseen: Unseen = { above: [], below: [] }
  if (waiting.size === 0) return unseen
  for (const [index, id] of ids.entries()) {
    if (!waiting.has(id)) continue
    if (edges[index + 1]! <= top) unseen.above.push(id)
    else if (edges[index]! >= top + height) unseen.below.push(id)
  }
  return unseen
}
