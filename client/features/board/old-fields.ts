// What a patch changes of a task, and the patch that takes it back.
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'

/** What the task says where the patch says something else; of custom fields only those that it names. */
export function oldFields(task: BoardTask, fields: TaskPatch): TaskPatch {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, name === 'customFields'
    ? Object.fromEntries(Object.keys(fields.customFields ?? {}).map((id) => [id, task.customFields[id] ?? null])) : task[name as keyof BoardTask]]))
}

/** The fields of a patch that say something else than the task; null where none does. What a board does not hold, such as a description, counts. */
export function changedFields(task: BoardTask, patch: TaskPatch): TaskPatch | null {
  const old = oldFields(task, patch)
  const changed = Object.entries(patch).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof TaskPatch]))
  return changed.length > 0 ? Object.fromEntries(changed) : null
}
