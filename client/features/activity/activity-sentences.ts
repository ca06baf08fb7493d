// Events as sentences, newest first; what one person does in a row becomes one sentence. Pure.
import type { Part } from '../../i18n/messages.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { tell } from './event-words.ts'
import { around, calledNow, type Names } from './voice.ts'

export interface Sentence {
  id: string
  actor: { membershipId: string | null; name: string }
  at: string
  parts: Part[]
  events: StreamEvent[]
}

const MERGED_WITHIN = 5 * 60_000

/**
 * Newest first: single events of one actor within five minutes become one sentence, "… and 2 more", where they are of the same `kind`;
 * all are unless said.
 */
export function activitySentences(newestFirst: readonly StreamEvent[], names: Names, kind: (event: StreamEvent) => unknown = () => ''): Sentence[] {
  const groups: StreamEvent[][] = []
  for (const event of newestFirst) {
    const last = groups.at(-1)
    if (last && merges(last[0]!, event, kind)) last.push(event)
    else groups.push([event])
  }
  return groups.map((events) => sentence(events, names))
}

/** A bulk change is one sentence with its parts alone: it is told, and taken back, whole. */
function merges(first: StreamEvent, event: StreamEvent, kind: (event: StreamEvent) => unknown): boolean {
  const { actor, at } = event
  if (isBatch(first) || isBatch(event)) return isBatch(first) && isBatch(event) && first.correlationId === event.correlationId
  const same = first.actor.membershipId === actor.membershipId && first.actor.name === actor.name
  return same && kind(first) === kind(event) && Date.parse(first.at) - Date.parse(at) < MERGED_WITHIN
}

const isBatch = ({ type }: StreamEvent) => type === 'batch.applied'

/** The newest is told; its further fields and the further events are one number. Of a bulk change each part tells the whole. */
function sentence(events: StreamEvent[], names: Names): Sentence {
  const { id, actor, at } = events[0]!
  const { parts, more } = tell(events[0]!, names)
  const left = isBatch(events[0]!) ? more : more + events.length - 1
  return { id, actor: calledNow(actor, names), at, events, parts: left > 0 ? around('more', parts, left) : parts }
}
