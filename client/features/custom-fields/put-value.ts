// Puts a value into a field of a task: drawn at once, and can be taken back.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { sameValue, type FieldValue } from '../../../shared/field-values.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { toasts } from '../../ui/index.ts'
import { called, refuse } from '../board/board-actions.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { t } from './words.ts'

/** Null takes it out. */
export function putValue(scene: BoardScene, task: BoardTask, field: CustomField, value: FieldValue | null): void {
  if (sameValue(task.customFields[field.id] ?? null, value)) return
  if (!scene.can('task.update', task)) return void refuse(scene, task, 'change')
  const { done, undo } = scene.store.updateTask(task.id, { customFields: { [field.id]: value } })
  toasts.show({ text: t('value.changed', { field: field.name, task: called(task) }), done, undo, redo: () => putValue(scene, task, field, value) })
}
