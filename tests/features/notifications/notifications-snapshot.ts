// One's notifications as a snapshot for verifyAction, by the client's own reducer.
import { notificationsState, reduceAll, type NotificationsState } from '../../../client/features/notifications/notifications.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Person } from '../../support/factories.ts'
import type { Snapshot } from '../../support/verify-action.ts'

async function fetchNotifications(person: Person): Promise<NotificationsState> {
  const overview = await person.do(endpoints.readOverview)
  const position = overview.streams.find(({ stream }) => stream === inboxStream(person.membership.id))!
  const { items } = await person.do(endpoints.listNotifications, { query: { limit: 200 } })
  return notificationsState(position, items, null)
}

const snapshot: Snapshot<NotificationsState> = {
  name: 'notifications', fetch: fetchNotifications,
  positions: ({ position }) => [position],
  apply: (state, events) => reduceAll(state, events).state,
  normal: ({ position, items }) => ({ offset: position.offset, items: items.filter(({ archivedAt }) => archivedAt === null).slice(0, 150) }),
}
export const notificationsOf = snapshot as unknown as Snapshot<never>
