// The kinds of events that can be taken back. What is only counted anew follows by itself. Apart from the endpoint: the browser needs them alone.
export const undoableTypes = [
  'task.created', 'task.updated', 'task.moved', 'task.archived', 'task.deleted', 'task.restored',
  'comment.created', 'comment.updated', 'comment.deleted', 'comment.restored',
  'checklist.created', 'checklist.updated', 'checklist.deleted',
  'checklist_item.created', 'checklist_item.updated', 'checklist_item.deleted',
] as const
export type UndoableType = (typeof undoableTypes)[number]
