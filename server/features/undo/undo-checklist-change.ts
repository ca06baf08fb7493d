// Takes a change of a checklist or of one of its items back, by the actions of checklists.
import type { Checklist, ChecklistItem } from '../../../shared/features/checklists.ts'
import type { Work } from '../../kernel/work.ts'
import { deleteChecklistItem, restoreChecklistItem, revertChecklistItem } from '../checklists/checklist-items.actions.ts'
import { deleteChecklist, restoreChecklist, updateChecklist } from '../checklists/checklists.actions.ts'
import { loadChecklist, loadChecklistItem } from '../checklists/load-checklist.ts'
import type { PastChange } from './past-changes.ts'
import { changedSince } from './undo-refusal.ts'
import type { StandIns } from './undo-task-change.ts'

/** The task may be in the trash: the same undo may take it out. */
const anywhere = { trash: true } as const

type Pairs = Record<string, [unknown, unknown]>

export async function undoChecklistChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<Pairs> {
  const told = data as { checklist: Checklist; item: ChecklistItem; checklistId: string; itemId: string; changes: Pairs }
  switch (type) {
    case 'checklist.created': return listCreationUndone(work, told.checklist)
    case 'checklist.updated': return renamingUndone(work, told.checklistId, told.changes)
    case 'checklist.deleted':
      await restoreChecklist(work, told.checklist, anywhere)
      return { title: [null, told.checklist.title] }
    case 'checklist_item.created': return itemCreationUndone(work, told.item)
    case 'checklist_item.updated': return itemChangeUndone(work, standIns, told.itemId, told.changes)
    default: return itemDeletionUndone(work, standIns, told.item)
  }
}

/** What happened to it before knows it by the rank that it had. */
async function itemDeletionUndone(work: Work, standIns: StandIns, item: ChecklistItem): Promise<Pairs> {
  const { rank } = await restoreChecklistItem(work, item, anywhere)
  standIns.note(item.id, 'rank', rank, item.rank)
  return { text: [null, item.text] }
}

/** Items that others added since would go with it. */
async function listCreationUndone(work: Work, created: Checklist): Promise<Pairs> {
  const { checklist } = await loadChecklist(work, created.id, anywhere)
  const texts = (list: Checklist) => JSON.stringify([list.title, ...list.items.map(({ id, text, done }) => [id, text, done])])
  if (texts(checklist) !== texts(created)) throw changedSince(`The checklist ${checklist.title}`)
  await deleteChecklist(work, created.id, anywhere)
  return { title: [created.title, null] }
}

async function renamingUndone(work: Work, checklistId: string, { title }: Pairs): Promise<Pairs> {
  const { checklist } = await loadChecklist(work, checklistId, anywhere)
  if (!title || checklist.title !== title[1]) throw changedSince(`The checklist ${checklist.title}`)
  await updateChecklist(work, checklistId, title[0] as string, anywhere)
  return { title: [title[1], title[0]] }
}

async function itemCreationUndone(work: Work, created: ChecklistItem): Promise<Pairs> {
  const { item } = await loadChecklistItem(work, created.id, anywhere)
  if (item.text !== created.text || item.done !== created.done) throw changedSince(`The item ${item.text}`)
  await deleteChecklistItem(work, created.id, anywhere)
  return { text: [created.text, null] }
}

async function itemChangeUndone(work: Work, standIns: StandIns, itemId: string, changes: Pairs): Promise<Pairs> {
  const { item } = await loadChecklistItem(work, itemId, anywhere)
  const present = item as unknown as Record<string, unknown>
  const changed = Object.entries(changes).filter(([field, [, after]]) => !standIns.isSame(itemId, field, present[field], after))
  if (changed.length > 0) throw changedSince(`The item ${item.text}`, changed.map(([field]) => field))
  const before = Object.fromEntries(Object.entries(changes).map(([field, pair]) => [field, pair[0]]))
  await revertChecklistItem(work, itemId, before, anywhere)
  const { item: reverted } = await loadChecklistItem(work, itemId, anywhere)
  if (before.rank !== undefined) standIns.note(itemId, 'rank', reverted.rank, before.rank)
  return Object.fromEntries(Object.entries(changes).map(([field, [was, is]]) => [field, [is, was]]))
}
