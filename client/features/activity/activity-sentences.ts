// Events as sentences: who did what, from where to where. Pure; every kind of event has its words.
import type { StreamEvent } from '../../../shared/streams.ts'
import { eventKinds, type DataOf, type EventName } from '../../lib/reducer.ts'
import { fieldPhrases } from './field-phrases.ts'

/** A piece of a sentence; what a reader looks for is strong. */
/** `more`: how many changes the piece stands for instead of telling them. */
export interface Piece { text: string; strong?: boolean; more?: number }

export interface Names {
  status(id: string): string
  member(id: string): string
  label(id: string): string
  team(id: string): string
  /** A day as people read it. */
  day(instant: string): string
  /** The task whose panel shows the sentence: it is called "this" there. */
  taskId?: string
}

export interface Sentence {
  id: string
  actor: { membershipId: string | null; name: string }
  at: string
  pieces: Piece[]
  events: StreamEvent[]
}

type Words<N extends EventName> = (data: DataOf<N>, names: Names) => Piece[]
const said = (text: string): Piece => ({ text })
const strong = (text: string): Piece => ({ text, strong: true })
const plural = (count: number, one: string, many: string) =>
  (count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`)

interface AboutTask { taskId: string; key: string }
const task = ({ taskId, key }: AboutTask, names: Names): Piece => (taskId === names.taskId ? said('this') : strong(key))
const did = (verb: string) => (data: AboutTask, names: Names): Piece[] => [said(`${verb} `), task(data, names)]
const onTask = (text: string, data: AboutTask, names: Names): Piece[] =>
  (data.taskId === names.taskId ? [said(text)] : [said(`${text} on `), task(data, names)])

const andMore = (count: number): Piece => ({ text: ` and ${count} more`, more: count })

/** Any two changed values of a thing, told by its fields. */
function changed(what: Piece[], changes: Record<string, [unknown, unknown] | undefined>, names: Names): Piece[] {
  const [first, ...rest] = fieldPhrases(changes, names)
  if (!first) return [said('changed '), ...what]
  return [...first(what), ...(rest.length > 0 ? [andMore(rest.length)] : [])]
}

const moved: Words<'taskMoved'> = (data, names) => {
  const { statusId } = data.changes
  if (!statusId) return [said('moved '), task(data, names), said(' within its column')]
  return [said('moved '), task(data, names), said(` from ${names.status(statusId[0])} to `),
    strong(names.status(statusId[1]))]
}

const words: { [N in Exclude<EventName, 'batchApplied'>]: Words<N> } = {
  taskCreated: ({ task: made }, names) =>
    [said('created '), task({ taskId: made.id, key: made.key }, names),
    ...(made.id === names.taskId ? [] : [said(` “${made.title}”`)])],
  taskUpdated: (data, names) => changed([task(data, names)], data.changes, names),
  taskMoved: moved,
  taskArchived: (data, names) =>
    did(data.changes.archivedAt?.[1] === null ? 'took out of the archive' : 'archived')(data, names),
  taskDeleted: (data, names) => [said('moved '), task(data, names), said(' to the trash')],
  taskRestored: did('restored'),
  commentCreated: (data, names) => onTask('commented', data, names),
  commentUpdated: (data, names) => onTask('edited a comment', data, names),
  commentDeleted: (data, names) => onTask('deleted a comment', data, names),
  checklistCreated: (data, names) => [...onTask('added the checklist ', data, names), strong(data.checklist.title)],
  checklistUpdated: (data, names) =>
    onTask(data.changes.title ? `renamed the checklist ${data.changes.title[0]} to ${data.changes.title[1]}`
    : 'moved a checklist', data, names),
  checklistDeleted: (data, names) => [...onTask('deleted the checklist ', data, names), strong(data.checklist.title)],
  checklistItemCreated: (data, names) => [...onTask('added the item ', data, names), strong(data.item.text)],
  checklistItemUpdated: ({ changes, text, ...data }, names) => {
    if (changes.done) return [...onTask(changes.done[1] ? 'ticked ' : 'unticked ', data, names), strong(text)]
    if (changes.text) return [...onTask('reworded the item ', data, names), strong(text)]
    return [...onTask('moved the item ', data, names), strong(text)]
  },
  checklistItemDeleted: (data, names) => [...onTask('deleted the item ', data, names), strong(data.item.text)],
  attachmentCreated: (data, names) => [...onTask('attached ', data, names), strong(data.attachment.name)],
  attachmentDeleted: (data, names) => [...onTask('removed ', data, names), strong(data.attachment.name)],
  statusCreated: ({ status }) => [said('added the status '), strong(status.name)],
  statusUpdated: ({ statusId, changes }, names) =>
    changed([said('the status '), strong(names.status(statusId))], changes, names),
  statusDeleted: ({ status }) => [said('deleted the status '), strong(status.name)],
  labelCreated: ({ label }) => [said('added the label '), strong(label.name)],
  labelUpdated: ({ labelId, changes }, names) =>
    changed([said('the label '), strong(names.label(labelId))], changes, names),
  labelDeleted: ({ label }) => [said('deleted the label '), strong(label.name)],
  projectCreated: ({ project }) => [said('created the project '), strong(project.name)],
  projectUpdated: ({ changes: { deletedAt, ...changes } }, names) => {
    if (deletedAt) return [said(deletedAt[1] === null ? 'restored the project' : 'moved the project to the trash')]
    return changed([said('the project')], changes, names)
  },
  teamCreated: ({ team }) => [said('created the team '), strong(team.name)],
  teamUpdated: ({ changes }, names) => changed([said('the team')], changes, names),
  teamMemberAdded: ({ memberId }, names) => [said('added '), strong(names.member(memberId)), said(' to the team')],
  teamMemberRemoved: ({ memberId }, names) =>
    [said('removed '), strong(names.member(memberId)), said(' from the team')],
  teamAccessChanged: ({ memberId }, names) => [said('ended the access of '), strong(names.member(memberId))],
  teamDeleted: () => [said('deleted the team')],
  teamOpened: ({ teamId }, names) => [said('opened the team '), strong(names.team(teamId)), said(' to you')],
  teamClosed: ({ teamId }, names) => [said('closed the team '), strong(names.team(teamId)), said(' to you')],
  memberJoined: ({ member }) => [strong(member.name), said(' joined')],
  memberUpdated: ({ memberId, changes }, names) => changed([strong(names.member(memberId))], changes, names),
  organizationUpdated: ({ changes }, names) => changed([said('the organization')], changes, names),
  invitationCreated: () => [said('invited somebody')],
  invitationUpdated: () => [said('changed an invitation')],
  tokenCreated: () => [said('made a token')],
  tokenRevoked: () => [said('revoked a token')],
  sessionEnded: () => [said('ended a session')],
}

/** What the actor did, without who and when. Of a bulk change: its parts that are given. */
export function deedOf(event: StreamEvent, names: Names): Piece[] {
  if (event.type === 'batch.applied') return bulkDeed(event.data as DataOf<'batchApplied'>, event, names)
  const name = eventKinds.get(event.type)?.name as Exclude<EventName, 'batchApplied'> | undefined
  const tell = name && (words[name] as Words<EventName> | undefined)
  return tell ? tell(event.data as DataOf<EventName>, names) : [said('did something that this page is too old to show')]
}

function bulkDeed({ operation, events: parts, total }: DataOf<'batchApplied'>, event: StreamEvent,
  names: Names): Piece[] {
  if (operation === 'import' && names.taskId) return [said('imported this')]
  if (operation === 'import') return [said('imported '), strong(plural(total, 'thing', 'things'))]
  const [first] = parts
  if (!names.taskId || !first) return [said('made '), strong(plural(total, 'change', 'changes')), said(' at once')]
  const deed = deedOf({ ...event, ...first, schema: 1 }, names)
  return [...deed, said(` with ${plural(total, 'change', 'changes')} at once`)]
}

const MERGED_WITHIN = 5 * 60_000

/** Newest first: events of one actor within five minutes become one sentence, "… and 2 more". */
export function activitySentences(newestFirst: readonly StreamEvent[], names: Names): Sentence[] {
  const sentences: Sentence[] = []
  for (const event of newestFirst) {
    const last = sentences.at(-1)
    if (last && merges(last, event)) last.events.push(event)
    else sentences.push({ id: event.id, actor: event.actor, at: event.at, pieces: deedOf(event, names),
      events: [event] })
  }
  return sentences.map(withCount)
}

function merges(sentence: Sentence, { actor, at }: StreamEvent): boolean {
  const same = sentence.actor.membershipId === actor.membershipId && sentence.actor.name === actor.name
  return same && Date.parse(sentence.at) - Date.parse(at) < MERGED_WITHIN
}

/** Further fields of the first event and further events are one number. */
function withCount(sentence: Sentence): Sentence {
  const fields = sentence.pieces.at(-1)?.more ?? 0
  const events = sentence.events.length - 1
  if (events === 0) return sentence
  const pieces = fields > 0 ? sentence.pieces.slice(0, -1) : sentence.pieces
  return { ...sentence, pieces: [...pieces, andMore(fields + events)] }
}
