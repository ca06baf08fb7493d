// An open task being changed: what one's own changes and the reducer do to its parts. Pure.
import type { Attachment } from '../../../shared/features/attachments.ts'
import type { Checklist, ChecklistItem } from '../../../shared/features/checklists.ts'
import type { Comment } from '../../../shared/features/comments.ts'
import type { TaskDetail } from '../../../shared/features/tasks.ts'
import type { TimeEntry } from '../../../shared/features/time.ts'
import { byRank } from '../../../shared/rank.ts'
import type { Effect } from '../../lib/reducer.ts'
import { changeTask } from './change-task.ts'

/** A task being changed; its parts are replaced, never edited. */
export interface TaskDetailDraft extends TaskDetail { awaited: Map<string, string>; effects: Effect[] }

/** Adds or replaces a comment in the order of time. */
export function putComment(draft: TaskDetailDraft, comment: Comment): void {
  draft.comments = [...draft.comments.filter(({ id }) => id !== comment.id), comment].sort(byTime)
}

export function dropComment(draft: TaskDetailDraft, commentId: string): void {
  draft.comments = draft.comments.filter(({ id }) => id !== commentId)
}

/** Attachments of the open task, counted on it. */
export function putAttachments(draft: TaskDetailDraft, attachments: readonly Attachment[]): void {
  const ids = new Set(attachments.map(({ id }) => id))
  draft.attachments = [...draft.attachments.filter(({ id }) => !ids.has(id)), ...attachments].sort(byTime)
  changeTask(draft, { attachmentCount: draft.attachments.length })
}

export function dropAttachments(draft: TaskDetailDraft, isGone: (attachment: Attachment) => boolean): void {
  draft.attachments = draft.attachments.filter((attachment) => !isGone(attachment))
  changeTask(draft, { attachmentCount: draft.attachments.length })
}

/** Files that were attached before their comment was sent. */
export function giveToComment(draft: TaskDetailDraft, commentId: string, fileIds: readonly string[]): void {
  draft.attachments = draft.attachments.map((attachment) => (fileIds.includes(attachment.id) ? { ...attachment, commentId } : attachment))
}

export function putChecklist(draft: TaskDetailDraft, checklist: Checklist): void {
  draft.checklists = [...draft.checklists.filter(({ id }) => id !== checklist.id), checklist].sort(byRank)
  count(draft)
}

export function dropChecklist(draft: TaskDetailDraft, checklistId: string): void {
  draft.checklists = draft.checklists.filter(({ id }) => id !== checklistId)
  count(draft)
}

/** Replaces the items of one checklist by what `change` makes of them. */
export function changeItems(draft: TaskDetailDraft, checklistId: string, change: (items: ChecklistItem[]) => ChecklistItem[]): void {
  draft.checklists = draft.checklists.map((list) => (
    list.id === checklistId ? { ...list, items: change(list.items).sort(byRank) } : list
  ))
  count(draft)
}

/** Takes an item out of its checklist into another one. */
export function carryItem(draft: TaskDetailDraft, itemId: string, checklistId: string): void {
  const found = draft.checklists.flatMap(({ items }) => items).find(({ id }) => id === itemId)
  if (!found || found.checklistId === checklistId) return
  changeItems(draft, found.checklistId, (items) => items.filter(({ id }) => id !== itemId))
  changeItems(draft, checklistId, (items) => [...items, { ...found, checklistId }])
}

/** Adds or replaces logged time in the order of when it was spent. */
export function putTime(draft: TaskDetailDraft, entry: TimeEntry): void {
  draft.time = [...draft.time.filter(({ id }) => id !== entry.id), entry].sort(byStart)
}

/** The task's own counts follow its parts. */
function count(draft: TaskDetailDraft): void {
  const items = draft.checklists.flatMap((list) => list.items)
  changeTask(draft, { checklistTotal: items.length, checklistDone: items.filter(({ done }) => done).length })
}

/** The order of comments and links. */
export function byTime(a: { createdAt: string; id: string }, b: { createdAt: string; id: string }): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}

function byStart(a: TimeEntry, b: TimeEntry): number {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}
