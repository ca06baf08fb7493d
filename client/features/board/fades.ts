// What others made fades in where it stands, and what they took away fades out where it stood; no more than travel at once.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { cameByOthers, MOST_TRAVELLING } from './arrivals.ts'
import { isCalm, likenessOf } from './motion.ts'
import type { RecentChange } from './recent-changes.ts'

const [COMING, LEAVING] = [180, 120]

interface Columns { tasks: readonly Pick<BoardTask, 'id'>[] }
const idsOf = (columns: readonly Columns[]) => [...new Set(columns.flatMap(({ tasks }) => tasks.map(({ id }) => id)))]

export interface Fades { board: HTMLElement; layer: HTMLElement; was: readonly Columns[]; now: readonly Columns[]; recent: ReadonlyMap<string, RecentChange> }

/** Called before the new columns are drawn. Returns what is to be called after. */
export function fade({ board, layer, was, now, recent }: Fades): () => void {
  if (isCalm() || recent.size === 0 || was.length === 0) return () => {}
  const [before, after] = [idsOf(was), idsOf(now)]
  const known = new Set(after)
  for (const card of cardsOf(board, before.filter((id) => !known.has(id) && recent.has(id)))) {
    const likeness = likenessOf(card, card.getBoundingClientRect(), layer)
    const end = () => likeness.remove()
    likeness.animate([{ opacity: 1 }, { opacity: 0 }], { duration: LEAVING }).finished.then(end, end)
  }
  const came = cameByOthers(before, after, recent, false)
  return () => cardsOf(board, came).forEach((card) => card.animate([{ opacity: 0 }, { opacity: 1 }], { duration: COMING }))
}

const cardsOf = (board: HTMLElement, ids: readonly string[]): HTMLElement[] => (ids.length > MOST_TRAVELLING ? []
  : ids.flatMap((id) => [...board.querySelectorAll<HTMLElement>(`[data-task-id="${id}"]`)]))
