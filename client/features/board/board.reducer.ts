// The confirmed state of a board: a snapshot and the events after it. Pure; the server's tests use it too.
import type { Project } from '../../../shared/features/projects.ts'
import { putValues, withoutField, withoutOption, type FieldValues } from '../../../shared/field-values.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { byRank } from '../../../shared/rank.ts'
import { isTextReference, type StreamEvent } from '../../../shared/streams.ts'
import { after, applyEvent, type DataOf, type Reduced, type Table } from '../../lib/reducer.ts'
import { BoardDraft, type BoardState } from './board.state.ts'

export { boardCopyOf, boardSnapshot, boardState, findTask, tasksOf, type BoardState } from './board.state.ts'

/** More unknown tasks than this at once are cheaper as a new snapshot. */
const FETCHED_AT_ONCE = 20

export function reduce(state: BoardState, event: StreamEvent): Reduced<BoardState> {
  return reduceAll(state, [event])
}

/** Applies events in order; those that the state has seen already are ignored. */
export function reduceAll(state: BoardState, events: readonly StreamEvent[]): Reduced<BoardState> {
  const draft = new BoardDraft(state)
  for (const event of events) {
    const ofBoard = event.stream === state.position.stream
    if (ofBoard && event.offset <= draft.offset) continue
    if (ofBoard) draft.offset = event.offset
    applyEvent(draft, boardTable, event)
  }
  const fetches = draft.effects.filter(({ kind }) => kind === 'fetchTask').length
  return { state: draft.finish(), effects: fetches > FETCHED_AT_ONCE ? [{ kind: 'reload' }] : draft.effects }
}

/** Adds a task that an effect asked for, as it was at `offset`. Asks again when it changed since. */
export function taskFetched(state: BoardState, task: BoardTask, offset: number): Reduced<BoardState> {
  const lastEvent = state.awaited.get(task.id)
  if (lastEvent === undefined) return { state, effects: [] }
  if (offset < lastEvent) return { state, effects: [{ kind: 'fetchTask', taskId: task.id }] }
  const draft = new BoardDraft(state)
  draft.awaited.delete(task.id)
  if (offset > draft.offset) draft.ahead.set(task.id, offset)
  // Of another project by now, it is not of this board any more.
  if (task.projectId === state.project.id) draft.put(task)
  return { state: draft.finish(), effects: [] }
}

/** Puts a long description of the project that an event only referred to. */
export function projectTextFetched(state: BoardState, description: string): BoardState {
  return { ...state, project: { ...state.project, description } }
}

type TaskEvent = { taskId: string; projectId: string }

/** Changes a task of this project. An unknown one that is being fetched must be at least as new as this event. */
function changeTask(draft: BoardDraft, data: TaskEvent, event: StreamEvent, change: (task: BoardTask) => Partial<BoardTask>): void {
  if (data.projectId !== draft.project.id || draft.isAhead(data.taskId, event.offset)) return
  const task = draft.task(data.taskId)
  if (task) draft.put({ ...task, ...change(task) })
  else if (draft.awaited.has(data.taskId)) draft.awaited.set(data.taskId, event.offset)
}

function applyChanges(draft: BoardDraft, data: DataOf<'taskUpdated'>, event: StreamEvent): void {
  const { description: _, customFields, ...fields } = after(data.changes)
  changeTask(draft, data, event, (task) => (
    { ...fields, ...(customFields && { customFields: putValues(task.customFields, customFields) }), version: data.version, updatedAt: data.updatedAt }
  ))
}

/** A task that comes back may be one that this client never saw: its event carries only the change. */
function comeOrGo(draft: BoardDraft, data: DataOf<'taskUpdated'>, event: StreamEvent): void {
  applyChanges(draft, data, event)
  const { archivedAt, deletedAt } = data.changes
  const returns = archivedAt?.[1] === null || deletedAt?.[1] === null
  if (!returns || data.projectId !== draft.project.id || draft.task(data.taskId)) return
  draft.awaited.set(data.taskId, event.offset)
  draft.effects.push({ kind: 'fetchTask', taskId: data.taskId })
}

const attaching = (by: number) => (draft: BoardDraft, data: TaskEvent, event: StreamEvent) =>
  changeTask(draft, data, event, ({ attachmentCount }) => ({ attachmentCount: attachmentCount + by }))

/** Comments come and go with their files. */
const commenting = (by: number) => (draft: BoardDraft, data: TaskEvent & { files?: unknown[] | undefined }, event: StreamEvent) =>
  changeTask(draft, data, event, ({ commentCount, attachmentCount }) =>
    ({ commentCount: commentCount + by, attachmentCount: attachmentCount + by * (data.files?.length ?? 0) }))

function countItems(draft: BoardDraft, data: TaskEvent, event: StreamEvent, done: number, total: number): void {
  changeTask(draft, data, event, (task) => (
    { checklistDone: task.checklistDone + done, checklistTotal: task.checklistTotal + total }
  ))
}

const ticked = (items: readonly { done: boolean }[]) => items.filter(({ done }) => done).length

function changeProject(draft: BoardDraft, data: DataOf<'projectUpdated'>, event: StreamEvent): void {
  if (data.projectId !== draft.project.id) return
  const { description, ...fields } = after(data.changes)
  const project: Project = { ...draft.project, ...fields, version: data.version, updatedAt: event.at }
  if (isTextReference(description)) draft.effects.push({ kind: 'fetchText', stream: draft.stream, textId: description.$text })
  else if (description !== undefined) project.description = description as string
  draft.project = project
}

/** What is being fetched may have been read before this event, which concerns any task. */
function askAgain(draft: BoardDraft, event: StreamEvent): void {
  for (const taskId of draft.awaited.keys()) draft.awaited.set(taskId, event.offset)
}

function takeLabelOffTasks(draft: BoardDraft, labelId: string, event: StreamEvent): void {
  draft.labels.delete(labelId)
  askAgain(draft, event)
  for (const task of [...draft.tasks(), ...draft.gone.values()]) {
    if (task.labelIds.includes(labelId)) draft.put({ ...task, labelIds: task.labelIds.filter((id) => id !== labelId) })
  }
}

function takeValuesOffTasks(draft: BoardDraft, event: StreamEvent, left: (values: FieldValues) => FieldValues): void {
  askAgain(draft, event)
  for (const task of [...draft.tasks(), ...draft.gone.values()]) {
    const customFields = left(task.customFields)
    if (customFields !== task.customFields) draft.put({ ...task, customFields })
  }
}

const overviewKnows = 'teams and their members are shown from the overview'
const inboxKnows = 'told in the inbox, not on a board'
const templatesKnow = 'templates have a store of their own'
const peopleKnow = 'who works on a project stands in its overview'
const mergeTold = 'what a merge does is told by the events after it'
const linksCounted = 'a board shows what is counted of links'
const taskKnows = 'time is shown in the open task'
const workspaceShows = 'shown on the team\'s page'

export const boardTable: Table<BoardDraft> = {
  sessionOpened: inboxKnows, sessionEnded: inboxKnows, invitationCreated: inboxKnows, invitationUpdated: inboxKnows, tokenCreated: inboxKnows,
  tokenRevoked: inboxKnows, teamOpened: inboxKnows, teamClosed: inboxKnows, projectStarred: inboxKnows, viewSaved: inboxKnows, viewDeleted: inboxKnows,
  organizationUpdated: 'a board shows nothing of the organization', organizationDeleted: 'the session ends, and the board with it',
  goalCreated: workspaceShows, goalUpdated: workspaceShows, goalDeleted: workspaceShows, postCreated: workspaceShows, postUpdated: workspaceShows,
  postDeleted: workspaceShows, postCommentCreated: workspaceShows, postCommentUpdated: workspaceShows, postCommentDeleted: workspaceShows,
  teamMemberUpdated: workspaceShows,
  departmentCreated: overviewKnows, departmentUpdated: overviewKnows, departmentDeleted: overviewKnows,
  teamCreated: overviewKnows, teamUpdated: overviewKnows, teamMemberAdded: overviewKnows, teamMemberRemoved: overviewKnows,
  teamAccessChanged: overviewKnows, teamDeleted: 'the stream is revoked, which closes the board',
  projectCreated: 'another project of the team', projectEntered: 'the overview lists it, a board reads what is in it',
  commentUpdated: 'a board only counts comments',
  timeLogged: taskKnows, timeUpdated: taskKnows, timeDeleted: taskKnows, timerStarted: inboxKnows, timerStopped: inboxKnows,
  notificationCreated: inboxKnows, notificationRead: inboxKnows, notificationArchived: inboxKnows,
  taskWatched: taskKnows, memberPasswordReset: overviewKnows, notificationSettingsUpdated: inboxKnows, letterSettingsUpdated: inboxKnows, reminderSet: inboxKnows, reminderDropped: inboxKnows,
  checklistUpdated: 'a board only counts items',

  memberJoined: (draft, { member }) => void draft.members.set(member.id, member),
  memberErased: (draft, { member }) => {
    if (draft.members.has(member.id)) draft.members.set(member.id, member)
  },
  memberUpdated: (draft, { memberId, changes, version }) => {
    const member = draft.members.get(memberId)
    if (member) draft.members.set(memberId, { ...member, ...after(changes), version })
  },
  projectUpdated: changeProject,
  // Of another team: its stream is another one, if one may read it at all.
  projectLeft: (draft, { projectId }) => {
    if (projectId === draft.project.id) draft.effects.push({ kind: 'reload' })
  },
  statusCreated: (draft, { status }) => {
    if (status.projectId === draft.project.id) draft.statuses = [...draft.statuses, status].sort(byRank)
  },
  statusUpdated: (draft, { statusId, changes, version }) => {
    const changed = draft.statuses.map((status) => (status.id === statusId ? { ...status, ...after(changes), version } : status))
    draft.statuses = changed.sort(byRank)
  },
  statusDeleted: (draft, { status }) => void (draft.statuses = draft.statuses.filter(({ id }) => id !== status.id)),
  milestoneCreated: (draft, { milestone }) => {
    if (milestone.projectId === draft.project.id) draft.milestones = new Map(draft.milestones).set(milestone.id, milestone)
  },
  milestoneUpdated: (draft, { milestoneId, changes, version }) => {
    const known = draft.milestones.get(milestoneId)
    if (known) draft.milestones = new Map(draft.milestones).set(milestoneId, { ...known, ...after(changes), version })
  },
  milestoneDeleted: (draft, { milestone }) => {
    draft.milestones = new Map([...draft.milestones].filter(([id]) => id !== milestone.id))
  },
  customFieldCreated: (draft, { customField }) => {
    if (customField.projectId === draft.project.id) draft.customFields = new Map(draft.customFields).set(customField.id, customField)
  },
  customFieldUpdated: (draft, { fieldId, changes, version }) => {
    const known = draft.customFields.get(fieldId)
    if (known) draft.customFields = new Map(draft.customFields).set(fieldId, { ...known, ...after(changes), version })
  },
  customFieldDeleted: (draft, { customField }, event) => {
    if (customField.projectId !== draft.project.id) return
    draft.customFields = new Map([...draft.customFields].filter(([id]) => id !== customField.id))
    takeValuesOffTasks(draft, event, (values) => withoutField(values, customField.id))
  },
  fieldOptionDeleted: (draft, { fieldId, option, version }, event) => {
    const known = draft.customFields.get(fieldId)
    if (!known) return
    const options = known.options.filter(({ id }) => id !== option.id)
    draft.customFields = new Map(draft.customFields).set(fieldId, { ...known, options, version })
    takeValuesOffTasks(draft, event, (values) => withoutOption(values, fieldId, option.id))
  },
  labelCreated: (draft, { label }) => {
    if (label.projectId === draft.project.id) draft.labels.set(label.id, label)
  },
  labelUpdated: (draft, { labelId, changes, version }) => {
    const label = draft.labels.get(labelId)
    if (label) draft.labels.set(labelId, { ...label, ...after(changes), version })
  },
  labelDeleted: (draft, { label }, event) => {
    if (label.projectId === draft.project.id || label.projectId === null) takeLabelOffTasks(draft, label.id, event)
  },
  taskCreated: (draft, { task }) => {
    const { description: _, ...shown } = task
    if (task.projectId === draft.project.id) draft.put(shown)
  },
  taskLeft: (draft, { taskId, projectId }, event) => {
    const task = projectId === draft.project.id && !draft.isAhead(taskId, event.offset) && draft.task(taskId)
    if (task) draft.take(task)
    if (projectId === draft.project.id) draft.awaited.delete(taskId)
  },
  taskEntered: (draft, { task: { description: _, ...task } }, event) => {
    if (task.projectId === draft.project.id && !draft.isAhead(task.id, event.offset)) draft.put(task)
  },
  taskUpdated: applyChanges, taskMoved: applyChanges,
  taskRecounted: (draft, data, event) => changeTask(draft, data, event, () => after(data.changes)),
  taskTemplateSaved: templatesKnow, taskTemplateNumbered: templatesKnow, taskTemplateDeleted: templatesKnow, projectMemberSaved: peopleKnow, projectMemberRemoved: peopleKnow, taskMerged: mergeTold, taskLinkCreated: linksCounted, taskLinkDeleted: linksCounted,
  taskArchived: comeOrGo, taskDeleted: comeOrGo, taskRestored: comeOrGo,
  commentCreated: commenting(1), commentRestored: commenting(1), commentDeleted: commenting(-1),
  trashEmptied: workspaceShows, fileCreated: workspaceShows, fileDeleted: workspaceShows,
  attachmentCreated: attaching(1), attachmentDeleted: attaching(-1),
  checklistCreated: (draft, data, event) =>
    countItems(draft, data, event, ticked(data.checklist.items), data.checklist.items.length),
  checklistDeleted: (draft, data, event) =>
    countItems(draft, data, event, -ticked(data.checklist.items), -data.checklist.items.length),
  checklistItemCreated: (draft, data, event) => countItems(draft, data, event, data.item.done ? 1 : 0, 1),
  checklistItemDeleted: (draft, data, event) => countItems(draft, data, event, data.item.done ? -1 : 0, -1),
  checklistItemUpdated: (draft, data, event) => {
    if (data.changes.done) countItems(draft, data, event, data.changes.done[1] ? 1 : -1, 0)
  },
}
