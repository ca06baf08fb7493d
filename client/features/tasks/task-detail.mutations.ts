// One's own changes of comments, checklists and links: each named once, with its request and its look until the event comes.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { byRank, rankBetween } from '../../../shared/rank.ts'
import type { BoardDraft } from '../board/board.state.ts'
import { create } from '../board/board.mutations.ts'
import { mutation } from '../mutation.ts'
import { changeTask } from './change-task.ts'
import {
  carryItem, changeItems, dropAttachments, dropChecklist, dropComment, giveToComment, putAttachments, putChecklist, putComment, type TaskDetailDraft,
} from './task-detail.draft.ts'

type Of = { taskId: string }
type OfList = Of & { checklistId: string }
type OfItem = OfList & { itemId: string }
/** `wasDone`: how the item stood before, for the counts on the board. */
export interface ItemPatch { text?: string; done?: boolean; checklistId?: string; afterItemId?: string | null }

const one = ({ taskId }: Of) => [taskId]

/** Changes the counts that a board shows of a task. */
function count(draft: BoardDraft, taskId: string, by: Partial<Record<Counted, number>>): void {
  const task = draft.task(taskId)
  if (!task) return
  const counts = Object.entries(by).map(([name, step]) => [name, task[name as Counted] + step])
  draft.put({ ...task, ...Object.fromEntries(counts) as Partial<BoardTask> })
}
type Counted = 'commentCount' | 'attachmentCount' | 'checklistDone' | 'checklistTotal'

const endRank = (ranked: readonly { rank: string }[]) => rankBetween(ranked.at(-1)?.rank ?? null, null)

function patchItem(draft: TaskDetailDraft, { checklistId, itemId, patch }: OfItem & { patch: ItemPatch }): void {
  const { checklistId: target = checklistId, afterItemId, ...fields } = patch
  const isElsewhere = target !== checklistId
  carryItem(draft, itemId, target)
  changeItems(draft, target, (items) => items.map((item) => {
    if (item.id !== itemId) return item
    if (afterItemId === undefined && !isElsewhere) return { ...item, ...fields }
    const rest = items.filter(({ id }) => id !== itemId).sort(byRank)
    if (afterItemId === undefined) return { ...item, ...fields, rank: endRank(rest) }
    const index = afterItemId === null ? -1 : rest.findIndex(({ id }) => id === afterItemId)
    return { ...item, ...fields, rank: rankBetween(rest[index]?.rank ?? null, rest[index + 1]?.rank ?? null) }
  }))
}

export const taskDetailMutations = {
  createComment: mutation({
    endpoint: 'createComment', taskIds: one,
    request: ({ taskId, id, body, fileIds }: Of & { id: string; body: string; fileIds?: string[] }) =>
      ({ params: { taskId }, body: { id, body, ...(fileIds && { fileIds }) } }),
    onBoard: (draft, { taskId }) => count(draft, taskId, { commentCount: 1 }),
    onTask: (draft, { taskId, id, body, fileIds = [] }, { membershipId, at }) => {
      if (draft.comments.some((comment) => comment.id === id)) return
      putComment(draft, { id, taskId, body, authorId: membershipId, importedAuthor: null, version: 0, createdAt: at, updatedAt: at })
      changeTask(draft, { commentCount: draft.task.commentCount + 1 })
      giveToComment(draft, id, fileIds)
    },
  }),
  updateComment: mutation({
    endpoint: 'updateComment', taskIds: one,
    request: ({ commentId, body }: Of & { commentId: string; body: string }) => ({ params: { commentId }, body: { body } }),
    onTask: (draft, { commentId, body }, { at }) => {
      const comment = draft.comments.find(({ id }) => id === commentId)
      if (comment) putComment(draft, { ...comment, body, updatedAt: at })
    },
  }),
  deleteComment: mutation({
    endpoint: 'deleteComment', taskIds: one, request: ({ commentId }: Of & { commentId: string; files?: number }) => ({ params: { commentId } }),
    onBoard: (draft, { taskId, files = 0 }) => count(draft, taskId, { commentCount: -1, attachmentCount: -files }),
    onTask: (draft, { commentId }) => {
      dropComment(draft, commentId)
      dropAttachments(draft, (attachment) => attachment.commentId === commentId)
      changeTask(draft, { commentCount: draft.task.commentCount - 1 })
    },
  }),
  createChecklist: mutation({
    endpoint: 'createChecklist', taskIds: one,
    // Without an id when an older client left it behind.
    request: ({ taskId, id, title }: Of & { id?: string; title: string }) => ({ params: { taskId }, body: { ...(id && { id }), title } }),
    onTask: (draft, { taskId, id, title }, { key }) => {
      if (draft.checklists.some((list) => list.id === id)) return
      putChecklist(draft, { id: id ?? key, taskId, title, rank: endRank(draft.checklists), version: 0, items: [] })
    },
  }),
  updateChecklist: mutation({
    endpoint: 'updateChecklist', taskIds: one,
    request: ({ checklistId, title }: OfList & { title: string }) => ({ params: { checklistId }, body: { title } }),
    onTask: (draft, { checklistId, title }) => {
      draft.checklists = draft.checklists.map((list) => (list.id === checklistId ? { ...list, title } : list))
    },
  }),
  deleteChecklist: mutation({
    endpoint: 'deleteChecklist', taskIds: one,
    request: ({ checklistId }: OfList & { done: number; total: number }) => ({ params: { checklistId } }),
    onBoard: (draft, { taskId, done, total }) => count(draft, taskId, { checklistDone: -done, checklistTotal: -total }),
    onTask: (draft, { checklistId }) => dropChecklist(draft, checklistId),
  }),
  createChecklistItem: mutation({
    endpoint: 'createChecklistItem', taskIds: one,
    request: ({ checklistId, text }: OfList & { text: string }) => ({ params: { checklistId }, body: { text } }),
    onBoard: (draft, { taskId }) => count(draft, taskId, { checklistTotal: 1 }),
    onTask: (draft, { checklistId, text }, { key }) =>
      changeItems(draft, checklistId, (items) => [...items, { id: key, checklistId, text, done: false, rank: endRank(items), version: 0 }]),
  }),
  updateChecklistItem: mutation({
    endpoint: 'updateChecklistItem', taskIds: one, onTask: patchItem,
    request: ({ itemId, patch }: OfItem & { patch: ItemPatch; wasDone: boolean }) => ({ params: { itemId }, body: patch }),
    onBoard: (draft, { taskId, patch: { done }, wasDone }) => {
      if (done !== undefined && done !== wasDone) count(draft, taskId, { checklistDone: done ? 1 : -1 })
    },
  }),
  deleteChecklistItem: mutation({
    endpoint: 'deleteChecklistItem', taskIds: one, request: ({ itemId }: OfItem & { wasDone: boolean }) => ({ params: { itemId } }),
    onBoard: (draft, { taskId, wasDone }) => count(draft, taskId, { checklistTotal: -1, checklistDone: wasDone ? -1 : 0 }),
    onTask: (draft, { checklistId, itemId }) => changeItems(draft, checklistId, (items) => items.filter(({ id }) => id !== itemId)),
  }),
  turnItemIntoTask: mutation({
    endpoint: 'turnItemIntoTask', taskIds: ({ taskId, id }) => [taskId, id],
    request: ({ itemId, id }: OfItem & { id: string; text: string; wasDone: boolean; projectId: string }) => ({ params: { itemId }, body: { id } }),
    onBoard: (draft, { taskId, id, text, wasDone, projectId }, context) => {
      count(draft, taskId, { checklistTotal: -1, checklistDone: wasDone ? -1 : 0 })
      const done = wasDone ? draft.statuses.find(({ archived, category }) => !archived && category === 'done') : undefined
      create(draft, { id, projectId, title: text, parentId: taskId, ...(done && { statusId: done.id }) }, context)
    },
    onTask: (draft, { checklistId, itemId }) => changeItems(draft, checklistId, (items) => items.filter(({ id }) => id !== itemId)),
  }),
  createAttachment: mutation({
    endpoint: 'createAttachment', taskIds: one,
    request: ({ taskId, ...body }: Of & { url: string; name?: string }) => ({ params: { taskId }, body }),
    onBoard: (draft, { taskId }) => count(draft, taskId, { attachmentCount: 1 }),
    onTask: (draft, { taskId, url, name }, { key, membershipId, at }) => {
      putAttachments(draft, [{ id: key, taskId, kind: 'link', name: name ?? url, url, createdById: membershipId, createdAt: at, commentId: null }])
    },
  }),
  deleteAttachment: mutation({
    endpoint: 'deleteAttachment', taskIds: one, request: ({ attachmentId }: Of & { attachmentId: string }) => ({ params: { attachmentId } }),
    onBoard: (draft, { taskId }) => count(draft, taskId, { attachmentCount: -1 }),
    onTask: (draft, { attachmentId }) => dropAttachments(draft, ({ id }) => id === attachmentId),
  }),
}
