// The confirmed workspace of a team: what its members do, its goals, its newest posts. Pure.
import { isTextReference, type StreamEvent } from '../../../shared/streams.ts'
import type { Workspace } from '../../../shared/features/workspace.ts'
import type { Post, PostComment } from '../../../shared/features/posts.ts'
import { after, applyEvent, type Draft, type Reduced, type Table } from '../../lib/reducer.ts'

export type WorkspaceState = Readonly<Workspace>
interface WorkspaceDraft extends Workspace, Draft {}

export const workspaceState = (snapshot: Workspace): WorkspaceState => snapshot

/** The snapshot that this state would be taken from. */
export const workspaceSnapshot = (state: WorkspaceState): Workspace => ({ ...state })

/** Applies events of the team's stream. A text that left its event asks for the whole anew. */
export function reduceAll(state: WorkspaceState, events: readonly StreamEvent[]): Reduced<WorkspaceState> {
  const draft: WorkspaceDraft = { ...state, effects: [] }
  for (const event of events) {
    if (event.stream !== draft.stream || event.offset <= draft.offset) continue
    draft.offset = event.offset
    applyEvent(draft, workspaceTable, event)
  }
  const { effects, ...next } = draft
  return { state: next, effects }
}

function text(draft: WorkspaceDraft, value: unknown): string {
  if (!isTextReference(value)) return value as string
  draft.effects.push({ kind: 'reload' })
  return ''
}

const replaced = <T extends { id: string }>(items: readonly T[], id: string, change: (item: T) => T): T[] =>
  items.map((item) => (item.id === id ? change(item) : item))
const without = <T extends { id: string }>(items: readonly T[], id: string): T[] => items.filter((item) => item.id !== id)

/** What comes back stands where it stood. */
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
const byTime = (a: PostComment, b: PostComment): number => (a.createdAt === b.createdAt ? byId(a, b) : a.createdAt < b.createdAt ? -1 : 1)

function changePost(draft: WorkspaceDraft, postId: string, change: (post: Post) => Post): void {
  draft.posts = replaced(draft.posts, postId, change)
}

const peopleKnow = 'who works on a project stands in its overview'
const boardShows = 'shown by boards and task panels'
const overviewKnows = 'people, teams, projects and departments come from the overview'
const filesShow = 'shown by the list of files'
const inboxKnows = 'told in the inbox, not in a team'

export const workspaceTable: Table<WorkspaceDraft> = {
  sessionOpened: inboxKnows, sessionEnded: inboxKnows, invitationCreated: inboxKnows, invitationUpdated: inboxKnows, tokenCreated: inboxKnows,
  tokenRevoked: inboxKnows, teamOpened: inboxKnows, teamClosed: inboxKnows, projectStarred: inboxKnows, viewSaved: overviewKnows, viewDeleted: overviewKnows, timerStarted: overviewKnows, timerStopped: overviewKnows,
  notificationCreated: inboxKnows, notificationRead: inboxKnows, notificationArchived: inboxKnows,
  notificationSettingsUpdated: inboxKnows, letterSettingsUpdated: inboxKnows, reminderSet: inboxKnows, reminderDropped: inboxKnows,
  timeLogged: boardShows, timeUpdated: boardShows, timeDeleted: boardShows,
  organizationUpdated: overviewKnows, organizationDeleted: overviewKnows, memberJoined: overviewKnows, memberUpdated: overviewKnows, memberErased: overviewKnows, memberPasswordReset: overviewKnows, teamCreated: overviewKnows,
  departmentCreated: overviewKnows, departmentUpdated: overviewKnows, departmentDeleted: overviewKnows,
  teamUpdated: overviewKnows, teamAccessChanged: overviewKnows, teamDeleted: overviewKnows, projectCreated: overviewKnows, projectLeft: overviewKnows, projectEntered: overviewKnows, projectUpdated: overviewKnows,
  statusCreated: boardShows, statusUpdated: boardShows, statusDeleted: boardShows, milestoneCreated: boardShows, milestoneUpdated: boardShows,
  milestoneDeleted: boardShows,
  customFieldCreated: boardShows, customFieldUpdated: boardShows, customFieldDeleted: boardShows, fieldOptionDeleted: boardShows, labelCreated: boardShows, labelUpdated: boardShows,
  labelDeleted: boardShows, taskCreated: boardShows, taskUpdated: boardShows, taskMoved: boardShows, taskArchived: boardShows, taskDeleted: boardShows,
  taskRestored: boardShows, taskRecounted: boardShows, taskLeft: boardShows, taskEntered: boardShows, taskMerged: boardShows, taskWatched: boardShows, taskTemplateSaved: boardShows, taskTemplateNumbered: boardShows, taskTemplateDeleted: boardShows, projectMemberSaved: peopleKnow, projectMemberRemoved: peopleKnow, taskLinkCreated: boardShows, taskLinkDeleted: boardShows, commentCreated: boardShows, commentUpdated: boardShows, commentDeleted: boardShows, commentRestored: boardShows, checklistCreated: boardShows,
  checklistUpdated: boardShows, checklistDeleted: boardShows, checklistItemCreated: boardShows, checklistItemUpdated: boardShows,
  checklistItemDeleted: boardShows, attachmentCreated: boardShows, attachmentDeleted: boardShows, trashEmptied: overviewKnows, fileCreated: filesShow, fileDeleted: filesShow,

  teamMemberAdded: (draft, { memberId }, { at: joinedAt }) =>
    void (draft.places = [...draft.places, { memberId, title: '', responsibilities: '', joinedAt }]),
  teamMemberUpdated: (draft, { memberId, changes }) =>
    void (draft.places = draft.places.map((place) => (place.memberId === memberId ? { ...place, ...after(changes) } : place))),
  teamMemberRemoved: (draft, { memberId }) => void (draft.places = draft.places.filter((place) => place.memberId !== memberId)),
  goalCreated: (draft, { goal }) => void (draft.goals = [...draft.goals, { ...goal, objective: text(draft, goal.objective) }].sort(byId)),
  goalUpdated: (draft, { goalId, version, changes }, { at }) => {
    const { objective, ...fields } = after(changes)
    const words = 'objective' in changes ? { objective: text(draft, objective) } : {}
    draft.goals = replaced(draft.goals, goalId, (goal) => ({ ...goal, ...fields, ...words, version, updatedAt: at }))
  },
  goalDeleted: (draft, { goalId }) => void (draft.goals = without(draft.goals, goalId)),
  postCreated: (draft, { post }) => void (draft.posts = [{ ...post, body: text(draft, post.body) }, ...draft.posts]),
  postUpdated: (draft, { postId, version, changes: { body } }, { at }) =>
    changePost(draft, postId, (post) => ({ ...post, body: text(draft, body[1]), version, updatedAt: at })),
  postDeleted: (draft, { postId }) => void (draft.posts = without(draft.posts, postId)),
  postCommentCreated: (draft, { comment }) => changePost(draft, comment.postId, (post) =>
    ({ ...post, comments: [...post.comments, { ...comment, body: text(draft, comment.body) }].sort(byTime) })),
  postCommentUpdated: (draft, { postId, commentId, version, changes: { body } }, { at }) => changePost(draft, postId, (post) =>
    ({ ...post, comments: replaced(post.comments, commentId, (own) => ({ ...own, body: text(draft, body[1]), version, updatedAt: at })) })),
  postCommentDeleted: (draft, { postId, commentId }) => changePost(draft, postId, (post) => ({ ...post, comments: without(post.comments, commentId) })),
}
