// A column as it is drawn: a status, or what its tasks have in common.
import type { Status } from '../../../shared/features/workflow.ts'
import type { GroupValue } from './grouping.ts'
import type { ShownColumn } from './places.ts'

export interface ColumnView extends ShownColumn {
  isCollapsed: boolean
  total: number
  /** Null where columns are people, priorities, labels or values of a field. */
  status: Status | null
  fill: number
  /** What the tasks of a grouped column have in common. */
  value: GroupValue
}
export interface StatusColumn extends ColumnView { status: Status }

/** Whether nothing of it has to be drawn again. */
export function sameColumn(a: ColumnView, b: ColumnView): boolean {
  if (a.name !== b.name || a.isCollapsed !== b.isCollapsed || a.status !== b.status || a.total !== b.total || a.fill !== b.fill) return false
  return a.tasks === b.tasks || (a.tasks.length === b.tasks.length && a.tasks.every((task, index) => task === b.tasks[index]))
}
