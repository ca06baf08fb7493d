// The confirmed overview: the organization, its people, and the teams and projects that one may read. Pure.
import type { Department } from '../../../shared/features/departments.ts'
import type { Label } from '../../../shared/features/labels.ts'
import type { Member } from '../../../shared/features/members.ts'
import type { Organization, Overview } from '../../../shared/features/organizations.ts'
import type { Project } from '../../../shared/features/projects.ts'
import type { Team } from '../../../shared/features/teams.ts'
import type { Timer } from '../../../shared/features/time.ts'
import type { View } from '../../../shared/features/views.ts'
import { teamStream, type StreamEvent, type StreamPosition } from '../../../shared/streams.ts'
import { after, applyEvent, type DataOf, type Effect, type Reduced, type Table } from '../../lib/reducer.ts'
import { placeOf, textFor } from '../../lib/text-slots.ts'

export interface OverviewState {
  readonly organization: Organization
  readonly meId: string
  readonly members: ReadonlyMap<string, Member>
  readonly departments: ReadonlyMap<string, Department>
  readonly teams: ReadonlyMap<string, Team>
  readonly projects: ReadonlyMap<string, Project>
  /** Projects in the trash that this client knew. */
  readonly gone: ReadonlyMap<string, Project>
  /** One's own stars; also on projects that are hidden or in the trash now. */
  readonly stars: ReadonlySet<string>
  /** One's own timer that runs. */
  readonly timer: Timer | null
  /** How many of one's notifications are unread. */
  readonly unread: number
  /** Saved views: one's own, and those shared with one's teams. */
  readonly views: ReadonlyMap<string, View>
  /** Labels of the organization. The very same while none of them changes. */
  readonly labels: ReadonlyMap<string, Label>
  /** Where each stream stands: `organization:`, `team:` and `inbox:`. */
  readonly positions: ReadonlyMap<string, StreamPosition>
  /** Long descriptions that are being fetched. */
  readonly awaited: ReadonlyMap<string, string>
}

interface OverviewDraft {
  organization: Organization
  readonly meId: string
  members: Map<string, Member>
  departments: Map<string, Department>
  teams: Map<string, Team>
  projects: Map<string, Project>
  gone: Map<string, Project>
  stars: Set<string>
  timer: Timer | null
  unread: number
  views: Map<string, View>
  labels: ReadonlyMap<string, Label>
  positions: Map<string, StreamPosition>
  awaited: Map<string, string>
  effects: Effect[]
}

export function overviewState(snapshot: Overview): OverviewState {
  return {
    organization: snapshot.organization, meId: snapshot.me.id, members: byId([snapshot.me, ...snapshot.members]),
    departments: byId(snapshot.departments), teams: byId(snapshot.teams), projects: byId(snapshot.projects.filter(({ deletedAt }) => deletedAt === null)),
    gone: byId(snapshot.projects.filter(({ deletedAt }) => deletedAt !== null)),
    stars: new Set(snapshot.starredProjectIds), timer: snapshot.timer, unread: snapshot.unreadNotifications, views: byId(snapshot.views), labels: byId(snapshot.labels),
    positions: new Map(snapshot.streams.map((position) => [position.stream, position])), awaited: new Map(),
  }
}

/** The snapshot that this state would be taken from; lists by id, projects in the trash left out. */
export function overviewSnapshot(state: OverviewState): Overview {
  return {
    organization: state.organization, me: state.members.get(state.meId)!, members: sortedById(state.members),
    departments: sortedById(state.departments), teams: sortedById(state.teams), projects: sortedById(state.projects), starredProjectIds: [...state.stars].sort(), timer: state.timer, unreadNotifications: state.unread, views: sortedById(state.views), labels: sortedById(state.labels),
    streams: [...state.positions.values()].sort((a, b) => (a.stream < b.stream ? -1 : 1)),
  }
}

export function reduce(state: OverviewState, event: StreamEvent): Reduced<OverviewState> {
  return reduceAll(state, [event])
}

/** Applies events of any of the overview's streams; those of other streams, and those seen already, are ignored. */
export function reduceAll(state: OverviewState, events: readonly StreamEvent[]): Reduced<OverviewState> {
  const draft = draftOf(state)
  for (const event of events) {
    const position = draft.positions.get(event.stream)
    if (!position || event.offset <= position.offset) continue
    draft.positions.set(event.stream, { ...position, offset: event.offset })
    applyEvent(draft, overviewTable, event)
  }
  const { effects, ...next } = draft
  return { state: next, effects }
}

/** Whether the overview was read before what this state knows of the team already. */
export function isBehind(state: OverviewState, snapshot: Overview, teamId: string): boolean {
  const [known, read] = [state.positions.get(teamStream(teamId)), snapshot.streams.find(({ stream }) => stream === teamStream(teamId))]
  return known !== undefined && read !== undefined && known.epoch === read.epoch && read.offset < known.offset
}

/** Puts one team with its projects and position from a newer overview, as `team.opened` and `project.entered` ask for. */
export function teamLoaded(state: OverviewState, snapshot: Overview, teamId: string): OverviewState {
  const team = snapshot.teams.find(({ id }) => id === teamId)
  const position = snapshot.streams.find(({ stream }) => stream === teamStream(teamId))
  if (!team || !position || isBehind(state, snapshot, teamId)) return state
  const draft = draftOf(state)
  forgetTeam(draft, teamId)
  draft.teams.set(teamId, team)
  draft.positions.set(position.stream, position)
  for (const project of snapshot.projects) if (project.teamId === teamId && project.deletedAt === null) draft.projects.set(project.id, project)
  for (const view of snapshot.views) if (view.teamId === teamId) draft.views.set(view.id, view)
  const { effects: _, ...next } = draft
  return next
}

/** The right to read a team's stream ended (RT19): its data go. */
export function teamRevoked(state: OverviewState, teamId: string): OverviewState {
  const draft = draftOf(state)
  forgetTeam(draft, teamId)
  const { effects: _, ...next } = draft
  return next
}

/** Puts a project that an effect asked for. */
export function projectFetched(state: OverviewState, project: Project): OverviewState {
  const known = state.projects.get(project.id)
  if ((known && known.version >= project.version) || !state.teams.has(project.teamId)) return state
  return { ...state, projects: new Map(state.projects).set(project.id, project) }
}

/** Puts a long description that an event only referred to. */
export function textFetched(state: OverviewState, textId: string, text: string): OverviewState {
  const place = placeOf(state.awaited, textId)
  if (!place) return state
  const awaited = new Map(state.awaited)
  awaited.delete(`${place.kind}:${place.id}`)
  const [team, project] = [state.teams.get(place.id), state.projects.get(place.id)]
  if (place.kind === 'team' && team) return { ...state, awaited, teams: new Map(state.teams).set(place.id, { ...team, description: text }) }
  return project ? { ...state, awaited, projects: new Map(state.projects).set(place.id, { ...project, description: text }) } : state
}

function draftOf(state: OverviewState): OverviewDraft {
  return {
    organization: state.organization, meId: state.meId, members: new Map(state.members), departments: new Map(state.departments),
    teams: new Map(state.teams), projects: new Map(state.projects), gone: new Map(state.gone), stars: new Set(state.stars), timer: state.timer, unread: state.unread, views: new Map(state.views), labels: state.labels, positions: new Map(state.positions), awaited: new Map(state.awaited),
    effects: [],
  }
}

/** Texts on their way to it too: what is read of it next is newer. */
function forgetTeam(draft: OverviewDraft, teamId: string): void {
  draft.teams.delete(teamId)
  draft.awaited.delete(`team:${teamId}`)
  draft.positions.delete(teamStream(teamId))
  for (const things of [draft.projects, draft.gone, draft.views] as Map<string, { teamId: string }>[]) {
    for (const [id, thing] of things) if (thing.teamId === teamId && things.delete(id)) draft.awaited.delete(`project:${id}`)
  }
}

function addProject(draft: OverviewDraft, { project }: DataOf<'projectCreated'>, event: StreamEvent): void {
  const description = textFor(draft, `project:${project.id}`, project.description, event.stream) ?? ''
  draft.projects.set(project.id, { ...project, description })
}

function changeProject(draft: OverviewDraft, data: DataOf<'projectUpdated'>, event: StreamEvent): void {
  const known = draft.projects.get(data.projectId) ?? draft.gone.get(data.projectId)
  if (known && known.version >= data.version) return
  const { description, ...fields } = after(data.changes)
  if (!known) {
    if (fields.deletedAt === null) draft.effects.push({ kind: 'fetchProject', projectId: data.projectId })
    return
  }
  const text = 'description' in data.changes ? textFor(draft, `project:${known.id}`, description, event.stream) : undefined
  const project: Project = { ...known, ...fields, description: text ?? known.description, version: data.version, updatedAt: event.at }
  draft.projects.delete(known.id)
  draft.gone.delete(known.id)
  ;(project.deletedAt === null ? draft.projects : draft.gone).set(known.id, project)
}

/** Only where it is of that team still: the team where it came may have told first. */
function dropProject(draft: OverviewDraft, { projectId }: DataOf<'projectLeft'>, { stream }: StreamEvent): void {
  for (const things of [draft.projects, draft.gone]) {
    const known = things.get(projectId)
    if (known && teamStream(known.teamId) === stream) things.delete(projectId)
  }
  for (const [id, view] of draft.views) if (view.projectId === projectId && teamStream(view.teamId) === stream) draft.views.delete(id)
}

/** With its views, which only the overview tells. */
function enterProject(draft: OverviewDraft, { project }: DataOf<'projectEntered'>): void {
  draft.effects.push({ kind: 'loadTeam', teamId: project.teamId })
}

function changeTeam(draft: OverviewDraft, teamId: string, change: (team: Team) => Partial<Team>): void {
  const team = draft.teams.get(teamId)
  if (team) draft.teams.set(teamId, { ...team, ...change(team) })
}

function updateTeam(draft: OverviewDraft, { teamId, changes, version }: DataOf<'teamUpdated'>, event: StreamEvent): void {
  const { description, ...fields } = after(changes)
  const text = 'description' in changes ? textFor(draft, `team:${teamId}`, description, event.stream) : undefined
  changeTeam(draft, teamId, (team) => ({ ...fields, description: text ?? team.description, version, updatedAt: event.at }))
}

/** What notifications say of how many are unread. */
const counted = (draft: OverviewDraft, { unread }: { unread: number }) => void (draft.unread += unread)

const peopleKnow = 'who works on a project stands in its overview'
const boardShows = 'shown by boards and task panels'
const workspaceShows = 'shown on the team\'s page'
const listed = 'shown by the lists of invitations, tokens and sessions'

export const overviewTable: Table<OverviewDraft> = {
  sessionOpened: listed, sessionEnded: listed, invitationCreated: listed, invitationUpdated: listed, tokenCreated: listed, tokenRevoked: listed, memberPasswordReset: 'told in the activity of the organization alone',
  teamAccessChanged: 'whom it concerns is told by stream:revoked and team.closed',
  goalCreated: workspaceShows, goalUpdated: workspaceShows, goalDeleted: workspaceShows, postCreated: workspaceShows, postUpdated: workspaceShows,
  postDeleted: workspaceShows, postCommentCreated: workspaceShows, postCommentUpdated: workspaceShows, postCommentDeleted: workspaceShows,
  statusCreated: boardShows, statusUpdated: boardShows, statusDeleted: boardShows,
  milestoneCreated: boardShows, milestoneUpdated: boardShows, milestoneDeleted: boardShows,
  customFieldCreated: boardShows, customFieldUpdated: boardShows, customFieldDeleted: boardShows, fieldOptionDeleted: boardShows,
  taskCreated: boardShows, taskUpdated: boardShows, taskMoved: boardShows, taskArchived: boardShows, taskDeleted: boardShows,
  taskRestored: boardShows, taskRecounted: boardShows, taskLeft: boardShows, taskEntered: boardShows, taskMerged: boardShows, taskWatched: boardShows, taskTemplateSaved: boardShows, taskTemplateNumbered: boardShows, taskTemplateDeleted: boardShows, projectMemberSaved: peopleKnow, projectMemberRemoved: peopleKnow, taskLinkCreated: boardShows, taskLinkDeleted: boardShows,
  commentCreated: boardShows, commentUpdated: boardShows, commentDeleted: boardShows, commentRestored: boardShows,
  checklistCreated: boardShows, checklistUpdated: boardShows, checklistDeleted: boardShows, checklistItemCreated: boardShows,
  checklistItemUpdated: boardShows, checklistItemDeleted: boardShows, attachmentCreated: boardShows, attachmentDeleted: boardShows,
  fileCreated: workspaceShows, fileDeleted: workspaceShows,
  timeLogged: boardShows, timeUpdated: boardShows, timeDeleted: boardShows,

  organizationUpdated: (draft, { changes, version }, event) => {
    draft.organization = { ...draft.organization, ...after(changes), version, updatedAt: event.at }
  },
  organizationDeleted: 'the session ends, and all that is shown with it',
  memberJoined: (draft, { member }) => void draft.members.set(member.id, member),
  memberErased: (draft, { member }) => void draft.members.set(member.id, member),
  memberUpdated: (draft, { memberId, changes, version }, event) => {
    const member = draft.members.get(memberId)
    if (member) draft.members.set(memberId, { ...member, ...after(changes), version, updatedAt: event.at })
  },
  labelCreated: (draft, { label }) => {
    if (label.projectId === null) draft.labels = new Map(draft.labels).set(label.id, label)
  },
  labelUpdated: (draft, { labelId, changes, version }) => {
    const label = draft.labels.get(labelId)
    if (label) draft.labels = new Map(draft.labels).set(labelId, { ...label, ...after(changes), version })
  },
  labelDeleted: (draft, { label }) => {
    if (draft.labels.has(label.id)) draft.labels = new Map([...draft.labels].filter(([id]) => id !== label.id))
  },
  departmentCreated: (draft, { department }) => void draft.departments.set(department.id, department),
  departmentUpdated: (draft, { departmentId, changes, version }, event) => {
    const department = draft.departments.get(departmentId)
    if (department) draft.departments.set(departmentId, { ...department, ...after(changes), version, updatedAt: event.at })
  },
  departmentDeleted: (draft, { departmentId }) => void draft.departments.delete(departmentId),
  teamCreated: (draft, { team }, event) => {
    const description = textFor(draft, `team:${team.id}`, team.description, event.stream) ?? ''
    draft.teams.set(team.id, { ...team, description })
  },
  teamUpdated: updateTeam,
  teamMemberAdded: (draft, { teamId, memberId, version }, event) =>
    changeTeam(draft, teamId, ({ memberIds }) =>
      ({ memberIds: [...memberIds.filter((id) => id !== memberId), memberId], version, updatedAt: event.at })),
  teamMemberUpdated: (draft, { teamId, version }, event) => changeTeam(draft, teamId, () => ({ version, updatedAt: event.at })),
  teamMemberRemoved: (draft, { teamId, memberId, version }, event) =>
    changeTeam(draft, teamId, ({ memberIds }) =>
      ({ memberIds: memberIds.filter((id) => id !== memberId), version, updatedAt: event.at })),
  teamDeleted: (draft, { teamId }) => forgetTeam(draft, teamId),
  teamOpened: (draft, { teamId }) => {
    if (!draft.teams.has(teamId)) draft.effects.push({ kind: 'loadTeam', teamId })
  },
  teamClosed: (draft, { teamId }) => forgetTeam(draft, teamId),
  trashEmptied: (draft, { projectId, isProjectGone }) => {
    if (!isProjectGone) return
    draft.gone.delete(projectId)
    draft.stars.delete(projectId)
    for (const view of [...draft.views.values()]) if (view.projectId === projectId) draft.views.delete(view.id)
  },
  projectStarred: (draft, { projectId, starred }) => {
    if (starred) draft.stars.add(projectId)
    else draft.stars.delete(projectId)
  },
  timerStarted: (draft, { timer }) => void (draft.timer = timer),
  timerStopped: (draft) => void (draft.timer = null),
  notificationCreated: counted, notificationRead: counted, notificationArchived: counted,
  notificationSettingsUpdated: listed, letterSettingsUpdated: listed, reminderSet: listed, reminderDropped: listed,
  projectCreated: addProject, projectLeft: dropProject, projectEntered: enterProject, projectUpdated: changeProject,
  viewSaved: (draft, { view }) => {
    if (view.version > (draft.views.get(view.id)?.version ?? 0)) draft.views.set(view.id, view)
  },
  viewDeleted: (draft, { viewId, keptById }) => {
    if (keptById !== draft.meId) draft.views.delete(viewId)
  },
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}

function sortedById<T extends { id: string }>(items: ReadonlyMap<string, T>): T[] {
  return [...items.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
