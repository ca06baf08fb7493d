// The confirmed reminders of oneself, of all tasks or of one. Pure.
import type { Reminder } from '../../../shared/features/reminders.ts'
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import type { DataOf } from '../../lib/reducer.ts'

export interface RemindersState {
  readonly position: StreamPosition
  /** null: of all tasks. */
  readonly taskId: string | null
  /** The next first. */
  readonly items: readonly Reminder[]
}

/** Applies events of one's inbox; each sets a reminder by its id or takes it away, so that repeating one is harmless. */
export function reduceAll(state: RemindersState, events: readonly StreamEvent[]): RemindersState {
  let { position, items } = state
  for (const event of events) {
    if (event.stream !== position.stream || event.offset <= position.offset) continue
    position = { ...position, offset: event.offset }
    if (event.type === 'reminder.set') items = heard(state, items, (event.data as DataOf<'reminderSet'>).reminder)
    if (event.type === 'reminder.dropped') items = items.filter(({ id }) => id !== (event.data as DataOf<'reminderDropped'>).reminderId)
    if (event.type === 'team.closed') items = items.filter(({ teamId }) => teamId !== (event.data as DataOf<'teamClosed'>).teamId)
  }
  return { ...state, position, items }
}

function heard({ taskId }: RemindersState, items: readonly Reminder[], reminder: Reminder): readonly Reminder[] {
  return taskId === null || reminder.taskId === taskId ? put(items, reminder) : items
}

/** Adds or replaces a reminder in the order of time. */
export function put(items: readonly Reminder[], reminder: Reminder): readonly Reminder[] {
  return [...items.filter(({ id }) => id !== reminder.id), reminder].sort((a, b) => (a.remindAt < b.remindAt || (a.remindAt === b.remindAt && a.id < b.id) ? -1 : 1))
}
