// What a new task has that is made in a column of a grouped board, or in a lane.
import type { Priority } from '../../../shared/features/priority.ts'
import type { BoardScene, ColumnView } from './board.scene.svelte.ts'
import type { ChangingGrouping, GroupValue } from './grouping.ts'
import type { TaskInput } from './board.mutations.ts'

export type Fact = Pick<TaskInput, 'assigneeIds' | 'labelIds' | 'priority' | 'customFields' | 'parentId'>

export function factOfColumn(scene: BoardScene, column: ColumnView): Fact {
  const { value } = column
  if (scene.lanes) return scene.lanes.factOf(column)
  if (scene.grouping === 'status' || scene.grouping === 'project') return {}
  return scene.fieldGroups ? scene.fieldGroups.factOf(value) : factOf(scene.grouping as ChangingGrouping, value)
}

export function factOf(by: ChangingGrouping, value: GroupValue): Fact {
  if (value === null) return {}
  if (by === 'priority') return { priority: value as Priority }
  return by === 'person' ? { assigneeIds: [value] } : { labelIds: [value] }
}
