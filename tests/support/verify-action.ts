// Zulip's test: the state before, plus the events of an action, must equal the state fetched anew (F19).
// The reducers are the client's own, so that both sides are proved at once.
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import type { Reduced } from '../../client/lib/reducer.ts'
import { endpoints } from '../../shared/index.ts'
import type { StreamEvent } from '../../shared/streams.ts'
import type { Person } from './factories.ts'
import { noteVerified } from './verified-events.ts'

/** A kind of snapshot: how it is fetched, brought up to date, and made comparable. */
export interface Snapshot<S> {
  name: string
  fetch(person: Person): Promise<S>
  /** The streams that it stands on, with the offset of each. */
  positions(state: S): { stream: string; offset: number }[]
  /** `person` fetches what events only refer to, as a client would. */
  apply(state: S, events: StreamEvent[], person: Person): S | Promise<S>
  /** Drops what may differ without meaning (the order of unordered lists). */
  normal(state: S): unknown
}

/**
 * Fetches the snapshot as each viewer, runs the action, replays the viewer's events by HTTP, and compares with a fresh snapshot.
 * Fails also when the action left no event, unless `silent` says that it should not.
 */
export async function verifyAction<T>(
  { viewers, snapshots, silent = false }: { viewers: Person[]; snapshots: Snapshot<never>[]; silent?: boolean }, action: () => Promise<T>,
): Promise<T> {
  const before = await Promise.all(viewers.flatMap((viewer) => snapshots.map(async (snapshot) => ({ viewer, snapshot, state: await snapshot.fetch(viewer) }))))
  const result = await action()
  let seen = 0
  for (const { viewer, snapshot, state } of before) {
    const events = (await Promise.all(snapshot.positions(state).map(({ stream, offset }) => eventsAfter(viewer, stream, offset)))).flat()
    seen += events.length
    const reduced = snapshot.normal(await snapshot.apply(state, events, viewer) as never)
    const fetched = snapshot.normal(await snapshot.fetch(viewer))
    if (!isDeepStrictEqual(reduced, fetched)) {
      expect(reduced, `${snapshot.name} of ${viewer.membership.name}: old state + events differs from new state`).toEqual(fetched)
    }
    await noteVerified(events, viewer.membership.role, async (others) => !isDeepStrictEqual(snapshot.normal(await snapshot.apply(state, others, viewer) as never), fetched))
  }
  if (silent) expect(seen, 'the action should leave no event').toBe(0)
  else expect(seen, 'the action left no event').toBeGreaterThan(0)
  return result
}

/** All events of a stream after an offset, as its reader; none when they may not read it any more. */
export async function eventsAfter(person: Person, stream: string, after: number): Promise<StreamEvent[]> {
  const found: StreamEvent[] = []
  for (;;) {
    const answer = await person.call(endpoints.listStreamEvents, { params: { stream: stream as never }, query: { after: found.at(-1)?.offset ?? after, limit: 500 } })
    if (answer.status !== 200) return found
    found.push(...answer.data.items)
    if (answer.data.items.length < 500) return found
  }
}

/** What events brought about, with the long texts that they only refer to, fetched as the reader. */
export async function withTexts<S>(person: Person, { state, effects }: Reduced<S>, put: (state: S, textId: string, text: string) => S): Promise<S> {
  let whole = state
  for (const effect of effects) {
    if (effect.kind !== 'fetchText') continue
    const { stream, textId } = effect
    const { text } = await person.do(endpoints.readStreamText, { params: { stream, textId } })
    whole = put(whole, textId, text)
  }
  return whole
}
