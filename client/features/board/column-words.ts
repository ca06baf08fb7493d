// What a column is called when it is read: its name, how many tasks, and its limit.
import { locale } from '../../i18n/locale.svelte.ts'
import type { ColumnView } from './board.scene.svelte.ts'
import { t } from './words.ts'

type Counted = Pick<ColumnView, 'name' | 'total' | 'tasks' | 'status'>

/** The limit of a status; columns that group by something else have none. */
export const limitOf = ({ status }: Pick<Counted, 'status'>): number | null => status?.limit ?? null

/** More tasks stand in it than its status should have, whatever the filter shows. */
export function isOverLimit(column: Pick<Counted, 'status' | 'total'>): boolean {
  const limit = limitOf(column)
  return limit !== null && column.total > limit
}

/** "3 of 12" of those that the filter shows, "5 of 4" with a limit; null for an empty column without one. */
export function shownCount(column: Counted, filtered: boolean): string | null {
  const [shown, limit] = [column.tasks.length, limitOf(column)]
  if (column.total === 0 && limit === null) return null
  if (filtered) return t('column.count', { shown, total: column.total })
  return limit === null ? locale.number(shown) : t('column.count', { shown, total: limit })
}

/** How many points the shown tasks have together; null where none has any. */
export function pointsOf({ tasks }: Pick<Counted, 'tasks'>): number | null {
  const points = tasks.flatMap(({ estimatePoints }) => estimatePoints ?? [])
  return points.length === 0 ? null : points.reduce((sum, one) => sum + one, 0)
}

/** "In progress, 5 tasks, over the limit of 4" */
export function spokenName(column: Counted, filtered: boolean): string {
  const { name, total: count, tasks } = column
  const limit = limitOf(column)
  if (filtered) return t('column.filtered', { name, shown: tasks.length, count })
  if (limit === null) return t('column', { name, count })
  return t(isOverLimit(column) ? 'column.overLimit' : 'column.limited', { name, count, limit })
}
