// Loads all that the undo of changes of tasks can touch, as bulk changes do, and runs it on their model.
import type { TaskLink } from '../../../shared/features/links.ts'
import type { BulkOperation, Task } from '../../../shared/features/tasks.ts'
import type { Work } from '../../kernel/work.ts'
import { loadBulk } from '../tasks/bulk-load.ts'
import type { BulkModel } from '../tasks/bulk-model.ts'
import { taskOf } from './undo-task-change.ts'
import type { PastChange } from './past-changes.ts'

/** The model names what it loads by operations: these name every task, status, person, label and parent of the changes. */
export function loadChangedTasks(work: Work, changes: readonly PastChange[]): Promise<BulkModel> {
  return loadBulk(work, changes.flatMap(namesOf))
}

function namesOf(past: PastChange): BulkOperation[] {
  const link = past.data.link as TaskLink | undefined
  // Both, so that all tasks are locked in one order.
  if (link) return [link.fromTaskId, link.toTaskId].map((taskId) => ({ op: 'delete', taskId }))
  const { id: taskId } = taskOf(past)
  const { statusId, rank, assigneeIds, labelIds, parentId, archivedAt, deletedAt, customFields } = (past.type.startsWith('task.') ? past.data.changes ?? {} : {}) as Partial<Record<keyof Task, [never, never]>>
  const names: BulkOperation[] = []
  if (statusId) names.push({ op: 'move', taskId, statusId: statusId[0], afterTaskId: null })
  if (rank || archivedAt?.[0] === null || deletedAt?.[0] === null) names.push({ op: 'restore', taskId })
  if (assigneeIds ?? labelIds ?? parentId ?? customFields) {
    names.push({ op: 'update', taskId, ...(assigneeIds && { assigneeIds: assigneeIds[0] }), ...(labelIds && { labelIds: labelIds[0] }),
      ...(parentId && { parentId: parentId[0] }), ...(customFields && { customFields: customFields[0] }) })
  }
  return names.length > 0 ? names : [{ op: 'delete', taskId }]
}
