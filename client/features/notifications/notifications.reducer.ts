// The confirmed notifications of the inbox. Pure.
import type { Notification } from '../../../shared/features/notifications.ts'
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import { eventKinds, type DataOf, type Effect, type Reduced } from '../../lib/reducer.ts'

export interface NotificationsState {
  readonly position: StreamPosition
  /** Latest first. Those that were archived meanwhile stay, so that they can be taken back. */
  readonly items: readonly Notification[]
  /** Where the next page begins; null when all are there. */
  readonly nextCursor: string | null
}

type Handlers = { readonly [N in 'notificationCreated' | 'notificationRead' | 'notificationArchived' | 'teamClosed']: (items: readonly Notification[], data: DataOf<N>) => readonly Notification[] }

/** `position` must have been known before the list was read: events since then change nothing twice. */
export function notificationsState(position: StreamPosition, items: readonly Notification[], nextCursor: string | null): NotificationsState {
  return { position, items: items.toSorted(latestFirst), nextCursor }
}

/** Adds the next page; what events have told meanwhile is newer than it. */
export function pageAdded(state: NotificationsState, items: readonly Notification[], nextCursor: string | null): NotificationsState {
  const known = new Set(state.items.map(({ id }) => id))
  return { ...state, items: [...state.items, ...items.filter(({ id }) => !known.has(id))].sort(latestFirst), nextCursor }
}

/** Applies events of one's inbox; those seen already, and of other kinds, are passed over. */
export function reduceAll(state: NotificationsState, events: readonly StreamEvent[]): Reduced<NotificationsState> {
  let { position, items } = state
  const effects: Effect[] = []
  for (const event of events) {
    if (event.stream !== position.stream || event.offset <= position.offset) continue
    position = { ...position, offset: event.offset }
    const kind = eventKinds.get(event.type)
    if (!kind || event.schema > kind.schema) effects.push({ kind: 'reload' })
    else items = (handlers as unknown as Record<string, Handlers['teamClosed'] | undefined>)[kind.name]?.(items, event.data as never) ?? items
    if (kind?.name === 'notificationArchived' && isTakenBack(items, event.data as DataOf<'notificationArchived'>)) effects.push({ kind: 'reload' })
  }
  return { state: { ...state, position, items }, effects }
}

const handlers: Handlers = {
  notificationCreated: (items, { notification }) => [...items.filter(({ id }) => id !== notification.id), notification].sort(latestFirst),
  notificationRead: (items, { ids, readAt }) => changed(items, ids, () => ({ readAt })),
  notificationArchived: (items, { ids, archivedAt }) => changed(items, ids, ({ readAt }) => ({ archivedAt, readAt: readAt ?? archivedAt })),
  teamClosed: (items, { teamId }) => items.filter((item) => item.teamId !== teamId),
}

/** Whether one comes out of the archive that was not read with the list. */
const isTakenBack = (items: readonly Notification[], { ids, archivedAt }: DataOf<'notificationArchived'>): boolean =>
  archivedAt === null && !ids.every((id) => items.some((item) => item.id === id))

function changed(items: readonly Notification[], ids: readonly string[], change: (item: Notification) => Partial<Notification>): readonly Notification[] {
  const concerned = new Set(ids)
  return items.map((item) => (concerned.has(item.id) ? { ...item, ...change(item) } : item))
}

function latestFirst(a: Notification, b: Notification): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1
  return a.id > b.id ? -1 : 1
}
