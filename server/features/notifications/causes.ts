// What an event may tell to whom: read off the event alone, batches opened. Who really hears of it is decided in recipients.ts.
import type { NotificationKind } from '../../../shared/features/notifications.ts'
import { isTextReference, type StreamEvent, type TextReference } from '../../../shared/streams.ts'

/** Whom a cause concerns, beside members whom it names. */
export type Circle = 'assignees' | 'author' | 'talkers' | 'watchers'
export type Written = string | TextReference

export interface Cause {
  kind: NotificationKind
  memberIds: string[]
  circles: Circle[]
  taskId: string | null
  projectId: string | null
  /** Everybody whom these words name and the words before did not. */
  words?: { now: Written; before: Written }
  /** The author of the post that was answered. */
  postId?: string
  detail: { statusId: string } | { text: string } | { written: Written }
}

type Data = Record<string, unknown>
type Pair = [unknown, unknown] | undefined
interface Inner { type: string; data: Data }

const nothing = { memberIds: [], circles: [], taskId: null, projectId: null, detail: { text: '' } } satisfies Partial<Cause>

/** The events inside, where one packs several. What is imported or copied tells nobody: it happened elsewhere. */
export function opened(event: StreamEvent): Inner[] {
  if (event.type !== 'batch.applied') return [event]
  const { operation, events } = event.data as { operation: string; events: Inner[] }
  return operation === 'import' || operation === 'copy' ? [] : events
}

/** Reads what an event, or one inside of a batch, may tell. */
export function causesOf({ type, data }: Inner): Cause[] {
  return READERS[type]?.(data) ?? []
}

const READERS: Record<string, (data: Data) => Cause[]> = {
  'task.created': ({ task }) => ofNewTask(task as Data),
  'task.updated': (data) => ofChanges(placeOf(data), data.changes as Record<string, Pair>),
  'task.moved': (data) => ofChanges(placeOf(data), data.changes as Record<string, Pair>),
  'task.recounted': (data) => ofRecount(placeOf(data), (data.changes as Record<string, Pair>).openBlockers),
  'comment.created': (data) => ofComment(placeOf(data), (data.comment as { body: Written }).body),
  'comment.updated': (data) => mention(placeOf(data), (data.changes as Record<string, Pair>).body),
  'post.created': ({ post }) => mention({}, ['', (post as { body: Written }).body]),
  'post.updated': ({ changes }) => mention({}, (changes as Record<string, Pair>).body),
  'post_comment.created': ({ comment }) => ofAnswer(comment as { postId: string; body: Written }),
  'post_comment.updated': ({ changes }) => mention({}, (changes as Record<string, Pair>).body),
  'team.created': ({ team }) => ofNewTeam(team as { memberIds: string[]; managerId: string | null }),
  'team.member_added': ({ memberId }) => [{ ...nothing, kind: 'team', memberIds: [memberId as string] }],
  'team.updated': ({ changes }) => ofLead(null, (changes as Record<string, Pair>).managerId),
  'project_member.saved': ({ member, isNew }) => ofListing(member as { projectId: string; memberId: string }, isNew === true),
  'project.created': ({ project }) => ofLead((project as { id: string }).id, [null, (project as Data).managerId]),
  'project.updated': (data) => ofLead(data.projectId as string, (data.changes as Record<string, Pair>).managerId),
}

type Place = Partial<Pick<Cause, 'taskId' | 'projectId'>>
const placeOf = ({ taskId, projectId }: Data): Place => ({ taskId: taskId as string, projectId: projectId as string })

function ofNewTask(task: Data): Cause[] {
  const place = { taskId: task.id as string, projectId: task.projectId as string }
  const assigned: Cause = { ...nothing, ...place, kind: 'assigned', memberIds: task.assigneeIds as string[] }
  return [assigned, ...mention(place, ['', task.description])]
}

function ofChanges(place: Place, { assigneeIds, statusId, dueAt, description }: Record<string, Pair>): Cause[] {
  const causes = mention(place, description)
  if (assigneeIds) {
    const [before, now] = assigneeIds as [string[], string[]]
    causes.push({ ...nothing, ...place, kind: 'assigned', memberIds: now.filter((id) => !before.includes(id)) })
    causes.push({ ...nothing, ...place, kind: 'unassigned', memberIds: before.filter((id) => !now.includes(id)) })
  }
  if (statusId) causes.push({ ...nothing, ...place, kind: 'status', circles: ['assignees', 'author', 'watchers'], detail: { statusId: statusId[1] as string } })
  if (dueAt) causes.push({ ...nothing, ...place, kind: 'due', circles: ['assignees', 'watchers'], detail: { text: (dueAt[1] as string | null) ?? '' } })
  return causes
}

/** The last of what blocked a task is done, or was taken off. */
function ofRecount(place: Place, openBlockers: Pair): Cause[] {
  if (!openBlockers || openBlockers[0] === 0 || openBlockers[1] !== 0) return []
  return [{ ...nothing, ...place, kind: 'unblocked', circles: ['assignees', 'watchers'] }]
}

function ofComment(place: Place, body: Written): Cause[] {
  return [...mention(place, ['', body]), { ...nothing, ...place, kind: 'commented', circles: ['assignees', 'author', 'talkers', 'watchers'], detail: { written: body } }]
}

function ofAnswer({ postId, body }: { postId: string; body: Written }): Cause[] {
  return [...mention({}, ['', body]), { ...nothing, kind: 'commented', postId, detail: { written: body } }]
}

function ofNewTeam({ memberIds, managerId }: { memberIds: string[]; managerId: string | null }): Cause[] {
  return [...ofLead(null, [null, managerId]), { ...nothing, kind: 'team', memberIds }]
}

/** What they do there and how long is changed without a word: they see it on the project. */
function ofListing({ projectId, memberId }: { projectId: string; memberId: string }, isNew: boolean): Cause[] {
  return isNew ? [{ ...nothing, projectId, kind: 'listed', memberIds: [memberId] }] : []
}

function ofLead(projectId: string | null, managerId: Pair): Cause[] {
  return managerId?.[1] ? [{ ...nothing, projectId, kind: 'lead', memberIds: [managerId[1] as string] }] : []
}

/** Short texts without an `@` name nobody. */
function mention(place: Place, words: Pair): Cause[] {
  const [before, now] = (words ?? ['', '']) as [Written, Written]
  if (!isTextReference(now) && !now.includes('@')) return []
  return [{ ...nothing, ...place, kind: 'mentioned', words: { now, before }, detail: { written: now } }]
}
