// Which changes an undo is about: of the events that a request names, newest first.
import type { UndoableType, UndoAnswer, UndoInput } from '../../../shared/features/undo.ts'
import { teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { notFound } from '../../kernel/errors.ts'
import { findEventPlaces, findEvents, findEventsBy, findEventsOfRequest } from '../../kernel/event-lookups.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, can, canReadStream, readableTeams } from '../../policy/policy.ts'
import { bringTextsBack } from './long-texts.ts'
import { isUndoneIn, Selection } from './selection.ts'

/** One change that is to be taken back. */
export interface PastChange {
  eventId: string
  /** Where the request named it. */
  pointer: string
  type: UndoableType
  /** Long texts are back in it. */
  data: Record<string, unknown>
  /** null: of the organization. */
  teamId: string | null
  actorId: string | null
  correlationId: string
  at: string
  /** Of the event in its stream. */
  offset: number
}

export interface Found { event: StreamEvent; pointer: string }

/** `until`: of what a member did, when the newest of it was. */
interface Past { changes: PastChange[]; leftOut: UndoAnswer['leftOut']; until: string | null }

/** Throws 404 for what is none or another's, 422 for what undo does not know or what is too much. */
export async function findPastChanges(work: Work, input: UndoInput): Promise<Past> {
  const selection = new Selection(work, input.actorId !== undefined)
  let until: string | null = null
  for await (const found of eventsOf(work, input)) {
    selection.add(found)
    if (input.actorId !== undefined) until ??= found.event.at
  }
  const changes = selection.newestFirst()
  await bringTextsBack(work, changes)
  return { changes, leftOut: selection.leftOut, until }
}

function eventsOf(work: Work, input: UndoInput): AsyncGenerator<Found> {
  if (input.eventIds) return namedEvents(work, input.eventIds)
  if (input.correlationId) return eventsOfRequest(work, input.correlationId)
  return eventsOfActor(work, input.actorId!, input.since!, input.until)
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
    if (!isUndoneIn(event) || !canReadStream(work.actor, event.stream)) continue
    isKnown = true
    yield { event, pointer: '/correlationId' }
  }
  if (!isKnown) throw notFound()
}

/** Of all teams where the asker may take it back; 403 where there is none. Nobody's id did nothing. */
async function* eventsOfActor(work: Work, actorId: string, since: string, until: string | undefined): AsyncGenerator<Found> {
  const readable = readableTeams(work.actor)
  const teams = readable?.filter((teamId) => can(work.actor, 'change.undo', { teamId, createdById: actorId })) ?? null
  if (teams?.length === 0) authorize(work.actor, 'change.undo', { createdById: actorId })
  const streams = teams?.map(teamStream) ?? null
  for await (const event of findEventsBy(work.em, work.organizationId, { actorId, since, until, streams })) {
    if (isUndoneIn(event)) yield { event, pointer: '/actorId' }
  }
}
