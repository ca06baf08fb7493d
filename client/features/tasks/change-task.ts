// Changes the open task's own fields: all that what a board loads at once needs of an open task.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { TaskDetailDraft } from './task-detail.draft.ts'

export function changeTask(draft: TaskDetailDraft, fields: Partial<BoardTask>): void {
  draft.task = { ...draft.task, ...fields }
}
