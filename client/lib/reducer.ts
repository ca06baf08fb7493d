// How reducers read events: one table per reducer says for every kind of event what it does, or why it does nothing.
import type { z } from 'zod'
import type { events } from '../../shared/index.ts'
import type { StreamEvent } from '../../shared/streams.ts'
import { kinds, type EventName } from './contract.data.ts'
import { nameOfType } from './name-of-type.ts'

type Events = typeof events
export type { EventName }
export type DataOf<N extends EventName> = z.output<Events[N]['data']>

/** Something that a reducer cannot do itself; the store does it. */
export type Effect =
  | { kind: 'reload' }
  | { kind: 'loadTeam'; teamId: string }
  | { kind: 'fetchTask'; taskId: string }
  | { kind: 'fetchProject'; projectId: string }
  | { kind: 'fetchText'; stream: string; textId: string }

export interface Reduced<S> { state: S; effects: Effect[] }

/** What handlers change; it becomes the next state when all events of a batch are applied. */
export interface Draft { effects: Effect[] }

export type Handler<D extends Draft, N extends EventName> = (draft: D, data: DataOf<N>, event: StreamEvent) => void
/** A handler, or the reason why events of this kind change nothing here, which is not shipped. Batches and moves are opened by `applyEvent`. */
export type Table<D extends Draft> = { readonly [N in Exclude<EventName, 'batchApplied' | 'taskPartMoved'>]: Handler<D, N> | string }

/** Kinds of events by their type. */
export const eventKinds: ReadonlyMap<string, { name: EventName; schema: number }> = new Map(kinds.split(',').map((kind) => {
  const [type, schema = 1, name = nameOfType(type!)] = kind.split(' ')
  return [type!, { name: name as EventName, schema: +schema }]
}))

/** Applies one event to the draft. What is unknown or newer than this client asks for a reload instead of guessing. */
export function applyEvent<D extends Draft>(draft: D, table: Table<D>, event: StreamEvent): void {
  const kind = eventKinds.get(event.type)
  if (!kind || event.schema > kind.schema) return void draft.effects.push({ kind: 'reload' })
  if (kind.name === 'batchApplied') return applyBatch(draft, table, event)
  if (kind.name === 'taskPartMoved') return applyMove(draft, table, event)
  const handler = table[kind.name as keyof Table<D>] as Handler<D, EventName> | string | undefined
  if (typeof handler === 'function') handler(draft, event.data as DataOf<EventName>, event)
}

function applyBatch<D extends Draft>(draft: D, table: Table<D>, batch: StreamEvent): void {
  for (const { type, data } of (batch.data as DataOf<'batchApplied'>).events) {
    applyEvent(draft, table, { ...batch, type, data, schema: 1 })
  }
}

/** As if it went from the one task and came to the other. */
function applyMove<D extends Draft>(draft: D, table: Table<D>, event: StreamEvent): void {
  const { from, part: { kind, ...part }, ...to } = event.data as DataOf<'taskPartMoved'>
  const [goes, comes] = kind === 'comment' ? ['deleted', 'restored'] : kind === 'time' ? ['deleted', 'logged'] : ['deleted', 'created']
  applyEvent(draft, table, { ...event, type: `${kind}.${goes}`, data: { ...from, ...part } })
  applyEvent(draft, table, { ...event, type: `${kind}.${comes}`, data: { ...to, ...part } })
}

/** The values after a change: `{title: ['old', 'new']}` gives `{title: 'new'}`. */
export function after<C extends object>(changes: C): { [K in keyof C]?: Exclude<C[K], undefined> extends [unknown, infer A] ? A : never } {
  const values: Record<string, unknown> = {}
  for (const [field, pair] of Object.entries(changes)) if (Array.isArray(pair)) values[field] = pair[1]
  return values as ReturnType<typeof after<C>>
}
