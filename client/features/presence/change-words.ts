// One's own change that is still on its way, in words for the list of what waits.
import type { StoredChange } from '../../lib/outbox.svelte.ts'

const verbs: Record<string, string> = {
  createTask: 'Create', moveTask: 'Move', updateTask: 'Change', archiveTask: 'Archive', deleteTask: 'Move to trash',
  restoreTask: 'Restore',
  createComment: 'Comment on', updateComment: 'Edit a comment on', deleteComment: 'Delete a comment on',
  createChecklist: 'Add a checklist to',
  createChecklistItem: 'Add an item to', updateChecklistItem: 'Change an item of',
  deleteChecklistItem: 'Delete an item of',
  updateChecklist: 'Rename a checklist of', deleteChecklist: 'Delete a checklist of', createAttachment: 'Add a link to',
  deleteAttachment: 'Remove a link from',
}

/** "Move WEB-77" */
export function changeWords({ name, taskIds, input }: StoredChange,
  task: (id: string) => { key: string; title: string } | undefined): string {
  const verb = verbs[name] ?? 'Change'
  if (taskIds.length > 1) return `${verb} ${taskIds.length} tasks`
  const found = task(taskIds[0] ?? '')
  const { title } = input as { title?: string }
  return `${verb} ${found?.key || (found?.title ?? title ?? 'a task')}`
}
