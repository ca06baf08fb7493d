// The confirmed lists of the inbox: invitations, API tokens and sessions of the signed-in member. Pure.
import type { Session as ListedSession } from '../../../shared/features/auth.ts'
import type { Invitation } from '../../../shared/features/invitations.ts'
import type { ApiToken } from '../../../shared/features/tokens.ts'
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import { applyEvent, type Draft, type Effect, type Reduced, type Table } from '../../lib/reducer.ts'

/** Of a session that opened meanwhile the event does not tell the address. */
export type Session = Omit<ListedSession, 'address'> & { address?: string }

export interface InboxState {
  readonly position: StreamPosition
  /** Newest first. */
  readonly invitations: readonly Invitation[]
  readonly tokens: readonly ApiToken[]
  readonly sessions: readonly Session[]
}

interface InboxDraft extends Draft { invitations: readonly Invitation[]; tokens: readonly ApiToken[]; sessions: readonly Session[] }

export interface InboxLists { invitations: Invitation[]; tokens: ApiToken[]; sessions: Session[] }

/** `position` must have been known before the lists were read: events since then change nothing twice. */
export function inboxState(position: StreamPosition, lists: InboxLists): InboxState {
  return {
    position, invitations: lists.invitations.toSorted(newestFirst), tokens: lists.tokens.toSorted(newestFirst), sessions: lists.sessions,
  }
}

export function reduce(state: InboxState, event: StreamEvent): Reduced<InboxState> {
  return reduceAll(state, [event])
}

/** Applies events of the inbox; each sets a thing by its id or takes it away, so that repeating one is harmless. */
export function reduceAll(state: InboxState, events: readonly StreamEvent[]): Reduced<InboxState> {
  const effects: Effect[] = []
  const draft: InboxDraft = { invitations: state.invitations, tokens: state.tokens, sessions: state.sessions, effects }
  let { position } = state
  for (const event of events) {
    if (event.stream !== position.stream || event.offset <= position.offset) continue
    position = { ...position, offset: event.offset }
    applyEvent(draft, inboxTable, event)
  }
  const { invitations, tokens, sessions } = draft
  return { state: { position, invitations, tokens, sessions }, effects }
}

const otherStreams = 'not in the inbox\'s lists'
const otherLists = 'the page of notifications has them'

export const inboxTable: Table<InboxDraft> = {
  organizationUpdated: otherStreams, organizationDeleted: otherStreams, memberJoined: otherStreams, memberUpdated: otherStreams, memberErased: otherStreams, memberPasswordReset: otherStreams, teamCreated: otherStreams,
  goalCreated: otherStreams, goalUpdated: otherStreams, goalDeleted: otherStreams, postCreated: otherStreams, postUpdated: otherStreams,
  postDeleted: otherStreams, postCommentCreated: otherStreams, postCommentUpdated: otherStreams, postCommentDeleted: otherStreams,
  teamMemberUpdated: otherStreams,
  departmentCreated: otherStreams, departmentUpdated: otherStreams, departmentDeleted: otherStreams,
  teamUpdated: otherStreams, teamMemberAdded: otherStreams, teamMemberRemoved: otherStreams, teamAccessChanged: otherStreams,
  teamDeleted: otherStreams, projectCreated: otherStreams, projectLeft: otherStreams, projectEntered: otherStreams, projectUpdated: otherStreams, statusCreated: otherStreams,
  statusUpdated: otherStreams, statusDeleted: otherStreams, milestoneCreated: otherStreams, milestoneUpdated: otherStreams, milestoneDeleted: otherStreams,
  customFieldCreated: otherStreams, customFieldUpdated: otherStreams, customFieldDeleted: otherStreams, fieldOptionDeleted: otherStreams,
  labelCreated: otherStreams, labelUpdated: otherStreams,
  labelDeleted: otherStreams, taskCreated: otherStreams, taskUpdated: otherStreams, taskMoved: otherStreams, taskArchived: otherStreams,
  taskDeleted: otherStreams, taskRestored: otherStreams, taskRecounted: otherStreams, taskLeft: otherStreams, taskEntered: otherStreams, taskMerged: otherStreams, taskWatched: otherStreams, taskTemplateSaved: otherStreams, taskTemplateNumbered: otherStreams, taskTemplateDeleted: otherStreams, projectMemberSaved: otherStreams, projectMemberRemoved: otherStreams, taskLinkCreated: otherStreams, taskLinkDeleted: otherStreams,
  commentCreated: otherStreams, commentUpdated: otherStreams,
  commentDeleted: otherStreams, commentRestored: otherStreams, checklistCreated: otherStreams, checklistUpdated: otherStreams, checklistDeleted: otherStreams,
  checklistItemCreated: otherStreams, checklistItemUpdated: otherStreams, checklistItemDeleted: otherStreams,
  attachmentCreated: otherStreams, attachmentDeleted: otherStreams, trashEmptied: otherStreams, fileCreated: otherStreams, fileDeleted: otherStreams, timeLogged: otherStreams, timeUpdated: otherStreams, timeDeleted: otherStreams,
  projectStarred: 'the overview knows the stars', viewSaved: 'the overview knows the views', viewDeleted: 'the overview knows the views',
  notificationCreated: otherLists, notificationRead: otherLists, notificationArchived: otherLists,
  notificationSettingsUpdated: otherLists, letterSettingsUpdated: otherLists, reminderSet: otherLists, reminderDropped: otherLists,
  timerStarted: 'the overview knows the timer', timerStopped: 'the overview knows the timer',
  teamOpened: 'the overview loads the team', teamClosed: 'the overview drops the team',

  invitationCreated: (draft, { invitation }) => void (draft.invitations = put(draft.invitations, invitation)),
  invitationUpdated: (draft, { invitation }) => void (draft.invitations = put(draft.invitations, invitation)),
  tokenCreated: (draft, { token }) => void (draft.tokens = put(draft.tokens, token)),
  tokenRevoked: (draft, { tokenId }) => void (draft.tokens = draft.tokens.filter(({ id }) => id !== tokenId)),
  sessionOpened: (draft, { session }) => {
    if (!draft.sessions.some(({ id }) => id === session.id)) draft.sessions = [{ ...session, current: false }, ...draft.sessions]
  },
  sessionEnded: (draft, { sessionId }) => void (draft.sessions = draft.sessions.filter(({ id }) => id !== sessionId)),
}

function put<T extends { id: string; createdAt: string }>(items: readonly T[], item: T): T[] {
  return [...items.filter(({ id }) => id !== item.id), item].sort(newestFirst)
}

function newestFirst(a: { createdAt: string; id: string }, b: { createdAt: string; id: string }): number {
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? -1 : 1
  return a.id > b.id ? -1 : 1
}
