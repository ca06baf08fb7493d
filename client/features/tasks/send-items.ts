// Sends the items of a checklist that was refused after it.
import { newId } from '../../lib/ids.ts'
import type { Outbox, StoredChange } from '../../lib/outbox.svelte.ts'
import { change } from '../mutations.ts'
import '../late-mutations.ts'
import type { ChecklistInput } from './unmade-checklists.ts'

/** Their keys hang on its own: sent by two tabs, each is still made once. Answers the keys. */
export function sendItems({ input, membershipId, projectId, stream }: StoredChange, key: string, outbox: Outbox): string[] {
  const { taskId, id, items = [] } = input as ChecklistInput
  return items.map((text, index) => {
    const itemKey = `${key}.item.${index}`
    void change(outbox, { stream, projectId, membershipId, key: itemKey }, 'createChecklistItem', { taskId, checklistId: id ?? newId(), text })
    return itemKey
  })
}
