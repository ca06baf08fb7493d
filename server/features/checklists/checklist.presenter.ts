// Rows of checklists and their items as the resources that clients see.
import type { Checklist, ChecklistItem } from '../../../shared/features/checklists.ts'

export type ChecklistRow = Omit<Checklist, 'items'>
export type ChecklistItemRow = ChecklistItem

export const CHECKLIST_COLUMNS = 'c.id, c.task_id as "taskId", c.title, c.rank, c.version'
export const ITEM_COLUMNS = 'i.id, i.checklist_id as "checklistId", i.text, i.done, i.rank, i.version'

/** `items` in their order. */
export function presentChecklist(row: ChecklistRow, items: readonly ChecklistItemRow[]): Checklist {
  return {
    id: row.id,
    taskId: row.taskId,
    title: row.title,
    rank: row.rank,
    version: row.version,
    items: items.map(presentChecklistItem),
  }
}

export function presentChecklistItem(row: ChecklistItemRow): ChecklistItem {
  return {
    id: row.id,
    checklistId: row.checklistId,
    text: row.text,
    done: row.done,
    rank: row.rank,
    version: row.version,
  }
}
