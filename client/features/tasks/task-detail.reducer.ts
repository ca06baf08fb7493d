// The confirmed state of an open task: its fields, checklists, comments and attachments. Pure.
import { putValues, withoutField, withoutOption } from '../../../shared/field-values.ts'
import type { Comment } from '../../../shared/features/comments.ts'
import type { TaskDetail } from '../../../shared/features/tasks.ts'
import { withWish } from '../../../shared/features/watchers.ts'
import { byRank } from '../../../shared/rank.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { after, applyEvent, type DataOf, type Reduced, type Table } from '../../lib/reducer.ts'
import { placeOf, textFor, type TextSlots } from '../../lib/text-slots.ts'
import { changeTask } from './change-task.ts'
import {
  byTime, carryItem, changeItems, dropAttachments, dropChecklist, dropComment, giveToComment, putAttachments, putChecklist, putComment, putTime,
  type TaskDetailDraft,
} from './task-detail.draft.ts'

export interface TaskDetailState extends Readonly<TaskDetail> {
  /** Long texts that are being fetched; until then the old text stays. */
  readonly awaited: TextSlots
}

export function taskDetailState(snapshot: TaskDetail): TaskDetailState {
  return {
    ...snapshot, awaited: new Map(), comments: snapshot.comments.toSorted(byTime), attachments: snapshot.attachments.toSorted(byTime),
    checklists: snapshot.checklists.map((list) => ({ ...list, items: list.items.toSorted(byRank) })).sort(byRank),
  }
}

/** The snapshot that this state would be taken from. */
export function taskDetailSnapshot({ awaited: _, ...snapshot }: TaskDetailState): TaskDetail {
  return snapshot
}

export function taskDetailDraft(state: TaskDetailState): TaskDetailDraft {
  return { ...state, awaited: new Map(state.awaited), effects: [] }
}

export function finishTaskDetail({ effects, ...state }: TaskDetailDraft): Reduced<TaskDetailState> {
  return { state, effects }
}

export function reduce(state: TaskDetailState, event: StreamEvent): Reduced<TaskDetailState> {
  return reduceAll(state, [event])
}

/** Applies events of the task's team; those of other tasks only raise the offset. */
export function reduceAll(state: TaskDetailState, events: readonly StreamEvent[]): Reduced<TaskDetailState> {
  const draft = taskDetailDraft(state)
  for (const event of events) {
    if (event.stream !== draft.stream || event.offset <= draft.offset) continue
    draft.offset = event.offset
    applyEvent(draft, taskDetailTable, event)
  }
  return finishTaskDetail(draft)
}

/** Puts a long text that an event only referred to, unless a newer one took its place. */
export function textFetched(state: TaskDetailState, textId: string, text: string): TaskDetailState {
  const place = placeOf(state.awaited, textId)
  if (!place) return state
  const awaited = new Map(state.awaited)
  awaited.delete(`${place.kind}:${place.id}`)
  if (place.kind === 'task') return { ...state, awaited, task: { ...state.task, description: text } }
  const comments = state.comments.map((comment) => (comment.id === place.id ? { ...comment, body: text } : comment))
  return { ...state, awaited, comments }
}

/** Adds a page of comments from before those that are there; what events told of one since is newer. */
export function commentsFetched(state: TaskDetailState, items: readonly Comment[], olderComments: string | null): TaskDetailState {
  const known = new Set(state.comments.map(({ id }) => id))
  return { ...state, olderComments, comments: [...items.filter(({ id }) => !known.has(id)), ...state.comments].sort(byTime) }
}

function applyChanges(draft: TaskDetailDraft, data: DataOf<'taskUpdated'>): void {
  if (data.taskId !== draft.task.id) return
  const { description, customFields, ...fields } = after(data.changes)
  if (customFields) changeTask(draft, { customFields: putValues(draft.task.customFields, customFields) })
  changeTask(draft, { ...fields, version: data.version, updatedAt: data.updatedAt })
  if (!('description' in data.changes)) return
  const text = textFor(draft, `task:${data.taskId}`, description, draft.stream)
  if (text !== undefined) draft.task = { ...draft.task, description: text }
}

function addComment(draft: TaskDetailDraft, { comment, ...came }: Pick<DataOf<'commentCreated'>, 'comment' | 'fileIds'> & Pick<DataOf<'commentRestored'>, 'files'>): void {
  if (comment.taskId !== draft.task.id) return
  putComment(draft, { ...comment, body: textFor(draft, `comment:${comment.id}`, comment.body, draft.stream) ?? '' })
  changeTask(draft, { commentCount: draft.task.commentCount + 1 })
  if (came.files) putAttachments(draft, came.files)
  if (came.fileIds) giveToComment(draft, comment.id, came.fileIds)
}

/** Who comments watches, unless they said that they do not. */
function watchAsWriter(draft: TaskDetailDraft, memberId: string | null): void {
  if (memberId !== null && !draft.watchers.some((wish) => wish.memberId === memberId)) draft.watchers = withWish(draft.watchers, memberId, true)
}

function changeComment(draft: TaskDetailDraft, data: DataOf<'commentUpdated'>): void {
  const comment = draft.comments.find(({ id }) => id === data.commentId)
  if (!comment) return
  const text = data.changes.body ? textFor(draft, `comment:${comment.id}`, data.changes.body[1], draft.stream) : undefined
  putComment(draft, { ...comment, body: text ?? comment.body, version: data.version, updatedAt: data.updatedAt })
}

/** Does it only when the event is about the open task. */
const here = <D extends { taskId: string }>(change: (draft: TaskDetailDraft, data: D) => void) =>
  (draft: TaskDetailDraft, data: D) => {
    if (data.taskId === draft.task.id) change(draft, data)
  }

function isEnd({ task }: TaskDetailDraft, { link }: DataOf<'taskLinkCreated'>): boolean {
  return link.fromTaskId === task.id || link.toTaskId === task.id
}

const inboxKnows = 'told in the inbox, not in a task'
const workspaceShows = 'shown on the team\'s page'
const boardKnows = 'names and order of these come from the board'
const overviewKnows = 'people, teams and projects come from the overview'

export const taskDetailTable: Table<TaskDetailDraft> = {
  sessionOpened: inboxKnows, sessionEnded: inboxKnows, invitationCreated: inboxKnows, invitationUpdated: inboxKnows, tokenCreated: inboxKnows,
  tokenRevoked: inboxKnows, teamOpened: inboxKnows, teamClosed: inboxKnows, projectStarred: inboxKnows, viewSaved: inboxKnows, viewDeleted: inboxKnows,
  organizationUpdated: overviewKnows, organizationDeleted: overviewKnows, memberJoined: overviewKnows, memberUpdated: overviewKnows, memberErased: overviewKnows, memberPasswordReset: overviewKnows, teamCreated: overviewKnows,
  goalCreated: workspaceShows, goalUpdated: workspaceShows, goalDeleted: workspaceShows, postCreated: workspaceShows, postUpdated: workspaceShows,
  postDeleted: workspaceShows, postCommentCreated: workspaceShows, postCommentUpdated: workspaceShows, postCommentDeleted: workspaceShows,
  teamMemberUpdated: workspaceShows,
  departmentCreated: overviewKnows, departmentUpdated: overviewKnows, departmentDeleted: overviewKnows,
  teamUpdated: overviewKnows, teamMemberAdded: overviewKnows, teamMemberRemoved: overviewKnows, teamAccessChanged: overviewKnows,
  teamDeleted: overviewKnows, projectCreated: overviewKnows, projectEntered: overviewKnows, projectUpdated: overviewKnows,
  statusCreated: boardKnows, statusUpdated: boardKnows, statusDeleted: boardKnows, milestoneCreated: boardKnows, milestoneUpdated: boardKnows,
  milestoneDeleted: boardKnows, customFieldCreated: boardKnows, customFieldUpdated: boardKnows, labelCreated: boardKnows, labelUpdated: boardKnows,
  taskCreated: 'the open task exists already',

  labelDeleted: (draft, { label }) => {
    if (draft.task.labelIds.includes(label.id)) changeTask(draft, { labelIds: draft.task.labelIds.filter((id) => id !== label.id) })
  },
  customFieldDeleted: (draft, { customField }) => changeTask(draft, { customFields: withoutField(draft.task.customFields, customField.id) }),
  fieldOptionDeleted: (draft, { fieldId, option }) => changeTask(draft, { customFields: withoutOption(draft.task.customFields, fieldId, option.id) }),
  taskUpdated: applyChanges, taskMoved: applyChanges, taskArchived: applyChanges, taskDeleted: applyChanges, taskRestored: applyChanges,
  taskLeft: here((draft, { toProjectId }) => {
    // Of another team: its stream is another one, if one may read it at all.
    if (toProjectId === null) draft.effects.push({ kind: 'reload' })
  }),
  projectLeft: (draft, { projectId }) => {
    if (projectId === draft.task.projectId) draft.effects.push({ kind: 'reload' })
  },
  taskEntered: (draft, { task }) => {
    if (task.id === draft.task.id) draft.task = { ...task, description: draft.task.description }
  },
  taskTemplateSaved: boardKnows, taskTemplateNumbered: boardKnows, taskTemplateDeleted: boardKnows, projectMemberSaved: overviewKnows, projectMemberRemoved: overviewKnows,
  taskMerged: 'what a merge does is told by the events after it',
  taskRecounted: here((draft, { changes }) => changeTask(draft, after(changes))),
  taskLinkCreated: (draft, data) => {
    if (isEnd(draft, data)) draft.links = [...draft.links, data.link].sort(byTime)
  },
  taskLinkDeleted: (draft, { link }) => void (draft.links = draft.links.filter(({ id }) => id !== link.id)),
  taskWatched: here((draft, { memberId, watching }) => void (draft.watchers = withWish(draft.watchers, memberId, watching))),
  commentCreated: here((draft, data) => { addComment(draft, data); watchAsWriter(draft, data.comment.authorId) }), commentRestored: addComment, commentUpdated: here(changeComment),
  commentDeleted: here((draft, { comment, files }) => {
    dropComment(draft, comment.id)
    if (files) dropAttachments(draft, ({ id }) => files.some((file) => file.id === id))
    changeTask(draft, { commentCount: draft.task.commentCount - 1 })
  }),
  checklistCreated: here((draft, { checklist }) => putChecklist(draft, { ...checklist, items: checklist.items.toSorted(byRank) })),
  checklistUpdated: here((draft, { checklistId, changes, version }) => {
    draft.checklists = draft.checklists
      .map((list) => (list.id === checklistId ? { ...list, ...after(changes), version } : list)).sort(byRank)
  }),
  checklistDeleted: here((draft, { checklist }) => dropChecklist(draft, checklist.id)),
  checklistItemCreated: here((draft, { item }) => changeItems(draft, item.checklistId, (items) => [...items, item])),
  checklistItemUpdated: here((draft, { itemId, checklistId, changes, version }) => {
    if (changes.checklistId) carryItem(draft, itemId, checklistId)
    changeItems(draft, checklistId, (items) => items.map((item) => (item.id === itemId ? { ...item, ...after(changes), version } : item)))
  }),
  checklistItemDeleted: here((draft, { item }) =>
    changeItems(draft, item.checklistId, (items) => items.filter(({ id }) => id !== item.id))),
  timerStarted: overviewKnows, timerStopped: overviewKnows,
  notificationCreated: overviewKnows, notificationRead: overviewKnows, notificationArchived: overviewKnows,
  notificationSettingsUpdated: overviewKnows, letterSettingsUpdated: overviewKnows, reminderSet: overviewKnows, reminderDropped: overviewKnows,
  timeLogged: here((draft, { entry }) => putTime(draft, entry)),
  timeUpdated: here((draft, { entryId, changes, version }) => {
    const entry = draft.time.find(({ id }) => id === entryId)
    if (entry) putTime(draft, { ...entry, ...after(changes), version })
  }),
  timeDeleted: here((draft, { entry }) => void (draft.time = draft.time.filter(({ id }) => id !== entry.id))),
  trashEmptied: workspaceShows, fileCreated: workspaceShows, fileDeleted: workspaceShows,
  attachmentCreated: here((draft, { attachment }) => putAttachments(draft, [attachment])),
  attachmentDeleted: here((draft, { attachment }) => dropAttachments(draft, ({ id }) => id === attachment.id)),
}
