// What goes on being typed for a checklist that was refused meanwhile.
import type { Conflicts } from '../conflicts/conflicts.store.svelte.ts'
import type { ChecklistInput } from './unmade-checklists.ts'

/** What was being typed when its checklist was refused joins it; answers whether there is one. */
export function joinUnmade(conflicts: Conflicts, checklistId: string, text: string): boolean {
  const entry = conflicts.list.find(({ change: { name, input } }) => name === 'createChecklist' && (input as ChecklistInput).id === checklistId)
  const input = entry?.change.input as ChecklistInput | undefined
  if (entry) conflicts.keep({ ...entry.change, input: { ...input, items: [...input?.items ?? [], text] } }, entry.problem)
  return entry !== undefined
}
