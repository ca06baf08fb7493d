// A task for tests of the board's view logic.
import type { BoardTask } from '../../../shared/features/tasks.ts'

const at = '2026-11-20T10:00:00.000Z'

export function aTask(fields: Partial<BoardTask> = {}): BoardTask {
  return {
    id: 't', key: 'WEB-1', number: 1, projectId: 'p', teamId: 'team', title: 'A task', statusId: 'todo', rank: 'a0',
    priority: 'none',
    assigneeIds: [], labelIds: [], startAt: null, dueAt: null, progress: 0, version: 1, archivedAt: null,
    deletedAt: null, createdById: null,
    createdAt: at, updatedAt: at, commentCount: 0, attachmentCount: 0, checklistDone: 0, checklistTotal: 0,
    importedPeople: [], parentId: null, estimateMinutes: null, estimatePoints: null, subtaskDone: 0, subtaskTotal: 0, openBlockers: 0, customFields: {}, recurrence: null, previousId: null, ...fields,
  }
}
