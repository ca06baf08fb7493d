// Turns an item into a subtask; says so, and can be undone: the item comes back.
import type { ChecklistItem } from '../../../shared/features/checklists.ts'
import { announce, toasts } from '../../ui/index.ts'
import { takeBack } from '../activity/undo-sentence.ts'
import type { TaskDesk } from './task-desk.svelte.ts'
import { t } from './words.ts'

export function turnIntoTask({ detail, scene }: TaskDesk, checklistId: string, item: ChecklistItem): void {
  const done = detail.turnItemIntoTask(checklistId, item)
  const text = t('item.becameTask', { text: item.text })
  announce(text)
  const undo = async () => {
    const outcome = await done
    if (outcome.ok) await takeBack(scene.stores, { body: { correlationId: outcome.data.correlationId }, count: 2 })
  }
  toasts.show({ text, done, undo: () => void undo() })
}
