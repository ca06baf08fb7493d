// The lines of the table from top to bottom: tasks, with a line above each group where it is grouped. Pure.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { ColumnView } from '../board/board.scene.svelte.ts'

export type Line =
  | { key: string; kind: 'group'; group: ColumnView }
  | { key: string; kind: 'task'; group: ColumnView; task: BoardTask }

/** The one group of a table that is not grouped. */
export const ALL = 'all'
/** The line of the columns' names. */
export const HEAD = 'head'

export const lineKey = (groupId: string, taskId?: string): string => (taskId === undefined ? groupId : `${groupId} ${taskId}`)

export function linesOf(groups: readonly ColumnView[]): Line[] {
  return groups.flatMap((group): Line[] => {
    const tasks = group.isCollapsed ? [] : group.tasks.map((task): Line => ({ key: lineKey(group.id, task.id), kind: 'task', group, task }))
    return group.id === ALL ? tasks : [{ key: lineKey(group.id), kind: 'group', group }, ...tasks]
  })
}

/** Lines beyond the view that are drawn too. */
const BESIDE = 6

/** The places of the lines to draw: those in view, a few beside them, and the one that holds the focus. */
export function placesInView(count: number, top: number, height: number, lineHeight: number, pinned: number): number[] {
  const first = Math.max(0, Math.floor(top / lineHeight) - BESIDE)
  const last = Math.min(count - 1, Math.ceil((top + height) / lineHeight) + BESIDE)
  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  if (pinned < 0 || pinned >= count || (pinned >= first && pinned <= last)) return places
  return pinned < first ? [pinned, ...places] : [...places, pinned]
}
