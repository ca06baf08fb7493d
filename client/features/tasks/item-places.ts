// Places of checklists' items while one is moved, and lines that become items. Pure.
import type { ChecklistItem } from '../../../shared/features/checklists.ts'

/** A checklist with those of its items that are drawn. */
export interface ShownList { id: string; title: string; items: readonly Pick<ChecklistItem, 'id' | 'checklistId' | 'text'>[] }
/** `index` counts the others of the list. */
export interface ItemPlace { listId: string; index: number }

/** The checklists that take items: the server does not know the others yet. */
export const takingItems = <L extends { id: string }>(lists: readonly L[], pendingIds: ReadonlySet<string>): L[] =>
  lists.filter(({ id }) => !pendingIds.has(id))

export const isSamePlace = (a: ItemPlace, b: ItemPlace): boolean => a.listId === b.listId && a.index === b.index

/** One place further, over the edge of a checklist into the next; the same place at both ends. */
export function stepPlace(lists: readonly ShownList[], itemId: string, { listId, index }: ItemPlace, step: 1 | -1): ItemPlace {
  const at = lists.findIndex(({ id }) => id === listId)
  const length = (list: ShownList | undefined) => list?.items.filter(({ id }) => id !== itemId).length ?? 0
  const wanted = index + step
  if (wanted >= 0 && wanted <= length(lists[at])) return { listId, index: wanted }
  const next = lists[at + step]
  return next ? { listId: next.id, index: step > 0 ? 0 : length(next) } : { listId, index }
}

/** Before how many of the other items a height lies: `middles` are theirs, from top to bottom. */
export function placeAt(middles: readonly number[], y: number): number {
  return middles.filter((middle) => middle < y).length
}

/** The item above a place among the others; null at the top. */
export function itemAbove(items: readonly { id: string }[], itemId: string, place: number): string | null {
  return items.filter(({ id }) => id !== itemId)[place - 1]?.id ?? null
}

const listMark = /^(?:[-*+•]\s+(?:\[[ xX]\]\s*)?|\d+[.)]\s+|[☐☑✓]\s*)/

/** The lines of a pasted text without the marks of its list; empty when it is one line. */
export function pastedItems(pasted: string): string[] {
  const lines = pasted.split(/\r?\n/).map((line) => line.trim().replace(listMark, '').trim()).filter(Boolean)
  return lines.length > 1 ? lines : []
}
