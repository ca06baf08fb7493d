// A new checklist that the server did not take keeps the items that were typed for it: they are decided together, in one list.
import type { Outbox, StoredChange } from '../../lib/outbox.svelte.ts'

export type ChecklistInput = { taskId: string; id?: string; title: string; items?: readonly string[] }

/** The refused checklist with the items that still waited for it, which are sent no more. Other changes stay as they are. */
export function withItems(refused: StoredChange, outbox: Outbox): StoredChange {
  const { id } = refused.input as ChecklistInput
  if (refused.name !== 'createChecklist' || !id) return refused
  const itemOf = ({ input }: StoredChange) => input as { checklistId: string; text: string }
  const waiting = outbox.waiting.filter((own) => own.name === 'createChecklistItem' && itemOf(own).checklistId === id)
  for (const { key } of waiting) outbox.discard(key)
  return waiting.length === 0 ? refused : { ...refused, input: { ...refused.input as ChecklistInput, items: waiting.map((own) => itemOf(own).text) } }
}
