// Which changes an undo is about: the events that a request names, opened where they are parts of a bulk change, newest first.
import { MOST_LEFT_OUT, MOST_UNDONE, undoableTypes, type UndoableType, type UndoAnswer, type UndoInput } from '../../../shared/features/undo.ts'
import { isTextReference, parseStream, teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { findEventPlaces, findEvents, findEventsBy, findEventsOfRequest, readEventTexts } from '../../kernel/event-lookups.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, can, canReadStream, readableTeams } from '../../policy/policy.ts'

/** One change that is to be taken back. */
export interface PastChange {
  eventId: string
  /** Where the request named it. */
  pointer: string
  type: UndoableType
  /** Long texts are back in it. */
  data: Record<string, unknown>
  teamId: string
  actorId: string | null
  /** Of the event in the team's stream. */
  offset: number
}

interface Found { event: StreamEvent; pointer: string }

/** Throws 404 for what is none or another's, 422 for what undo does not know or what is too much. */
export async function findPastChanges(work: Work, input: UndoInput): Promise<{ changes: PastChange[]; leftOut: UndoAnswer['leftOut'] }> {
  const selection = new Selection(work, input.actorId !== undefined)
  for await (const found of eventsOf(work, input)) selection.add(found)
  const changes = selection.newestFirst()
  await bringTextsBack(work, changes)
  return { changes, leftOut: selection.leftOut }
}

function eventsOf(work: Work, input: UndoInput): AsyncGenerator<Found> {
  if (input.eventIds) return namedEvents(work, input.eventIds)
  if (input.correlationId) return eventsOfRequest(work, input.correlationId)
  return eventsOfActor(work, input.actorId!, input.since!)
}

/** Whether one may read them is asked before any is read: one with the rest of its bulk change may have 64 KiB. */
async function* namedEvents(work: Work, eventIds: readonly string[]): AsyncGenerator<Found> {
  const places = new Map(eventIds.map((id, index) => [id, index]).toReversed() as [string, number][])
  const known = await findEventPlaces(work.em, work.organizationId, [...places.keys()])
  if (known.filter(({ stream }) => canReadStream(work.actor, stream)).length < places.size) throw notFound()
  for await (const event of findEvents(work.em, work.organizationId, [...places.keys()])) yield { event, pointer: `/eventIds/${places.get(event.id)}` }
}

async function* eventsOfRequest(work: Work, correlationId: string): AsyncGenerator<Found> {
  let isKnown = false
  for await (const event of findEventsOfRequest(work.em, work.organizationId, correlationId)) {
    if (parseStream(event.stream)?.kind !== 'team' || !canReadStream(work.actor, event.stream)) continue
    isKnown = true
    yield { event, pointer: '/correlationId' }
  }
  if (!isKnown) throw notFound()
}

/** Of all teams where the asker may take it back; 403 where there is none. Nobody's id did nothing. */
async function* eventsOfActor(work: Work, actorId: string, since: string): AsyncGenerator<Found> {
  const readable = readableTeams(work.actor)
  const teams = readable?.filter((teamId) => can(work.actor, 'change.undo', { teamId, createdById: actorId })) ?? null
  if (teams?.length === 0) authorize(work.actor, 'change.undo', { createdById: actorId })
  const streams = teams?.map(teamStream) ?? null
  for await (const event of findEventsBy(work.em, work.organizationId, { actorId, since, streams })) {
    if (parseStream(event.stream)?.kind === 'team') yield { event, pointer: '/actorId' }
  }
}

const known = new Set<string>(undoableTypes)
/** Counted anew whenever what is counted changes, also by an undo. */
const FOLLOWS = 'task.recounted'
/** So many characters of long texts one undo reads at most. */
const MOST_TEXT = 20_000_000

class Selection {
  readonly leftOut: UndoAnswer['leftOut'] = []
  readonly #found: (PastChange & { index: number })[] = []
  readonly #leavesOut: boolean
  #text = 0

  readonly #work: Work

  /** `leavesOut`: what undo does not know is only told, as is what the asker has no way to take back. */
  constructor(work: Work, leavesOut: boolean) {
    this.#work = work
    this.#leavesOut = leavesOut
  }

  add({ event, pointer }: Found): void {
    const isBatch = event.type === 'batch.applied'
    if (isBatch && event.data.operation === 'copy') return this.#refuse(event, pointer, 'A copied project is taken back by deleting it.')
    if (isBatch && event.data.operation === 'import') return this.#refuse(event, pointer, 'An import is taken back by deleting its project.')
    const inner = isBatch ? (event.data.events as Pick<StreamEvent, 'type' | 'data'>[]) : [event]
    for (const [index, { type, data }] of inner.entries()) {
      if (type === FOLLOWS && (isBatch || pointer === '/correlationId' || this.#leavesOut)) continue
      if (this.#leavesOut && this.#isAnothersText(event, type)) this.#refuse({ id: event.id, type }, pointer, '')
      else if (known.has(type)) this.#take(event, { type: type as UndoableType, data, index, pointer })
      else this.#refuse({ id: event.id, type }, pointer, `An event ${type} cannot be taken back by undo.`)
    }
  }

  /** Only its author rewrites a comment, back too. */
  #isAnothersText({ stream, actor }: StreamEvent, type: string): boolean {
    return type === 'comment.updated' && !can(this.#work.actor, 'comment.update', { teamId: parseStream(stream)!.id, createdById: actor.membershipId })
  }

  #refuse({ id, type }: Pick<StreamEvent, 'id' | 'type'>, pointer: string, detail: string): void {
    if (!this.#leavesOut) throw invalid(pointer, detail, 'not_undoable')
    if (this.leftOut.length < MOST_LEFT_OUT) this.leftOut.push({ eventId: id, type })
  }

  #take({ id, stream, offset, actor }: StreamEvent, { type, data, index, pointer }: Pick<PastChange, 'type' | 'data' | 'pointer'> & { index: number }): void {
    const [named] = pointer.slice(1).split('/')
    if (this.#found.length === MOST_UNDONE) throw invalid(`/${named}`, `These are more than ${MOST_UNDONE} changes; at most so many are taken back at once.`)
    this.#text += textReferences(data).reduce((sum, { length }) => sum + length, 0)
    if (this.#text > MOST_TEXT) throw invalid(`/${named}`, 'These changes hold more text than can be taken back at once.')
    this.#found.push({ eventId: id, pointer, type, data, teamId: parseStream(stream)!.id, actorId: actor.membershipId, offset, index })
  }

  /** Team by team, in the reverse of the order in which they happened: nothing of one team's tasks depends on another's. */
  newestFirst(): PastChange[] {
    const sorted = this.#found.sort((a, b) => (
      a.teamId === b.teamId ? b.offset - a.offset || b.index - a.index : a.teamId < b.teamId ? -1 : 1
    ))
    return sorted.map(({ index: _, ...change }) => change)
  }
}

interface TextPlace { $text: string; length: number }

function textReferences(value: unknown): TextPlace[] {
  if (isTextReference(value)) return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textReferences) : []
}

async function bringTextsBack(work: Work, changes: PastChange[]): Promise<void> {
  const ids = [...new Set(changes.flatMap(({ data }) => textReferences(data)).map(({ $text }) => $text))]
  if (ids.length === 0) return
  const texts = await readEventTexts(work.em, work.organizationId, ids)
  for (const change of changes) change.data = withTexts(change.data, texts) as PastChange['data']
}

function withTexts(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (isTextReference(value)) return texts.get(value.$text) ?? value
  if (Array.isArray(value)) return value.map((inner) => withTexts(inner, texts))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTexts(inner, texts)]))
}
