// The patch that takes another one back.
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'

/** What the task says where the patch says something else; of custom fields only those that it names. */
export function oldFields(task: BoardTask, fields: TaskPatch): TaskPatch {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, name === 'customFields'
    ? Object.fromEntries(Object.keys(fields.customFields ?? {}).map((id) => [id, task.customFields[id] ?? null])) : task[name as keyof BoardTask]]))
}
