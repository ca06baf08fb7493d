// The HTTP side of notifications.
import { notificationEndpoints as endpoints } from '../../../shared/features/notifications.ts'
import { route, type Route } from '../../http/context.ts'
import { archive, markRead } from './notifications.actions.ts'
import { readSettings, replaceSettings } from './notification-settings.actions.ts'
import { listNotifications } from './notifications.queries.ts'

export const notificationRoutes: Route[] = [
  route(endpoints.readNotificationSettings, (work) => readSettings(work)),
  route(endpoints.replaceNotificationSettings, (work, { body }) => replaceSettings(work, body)),
  route(endpoints.listNotifications, (work, { query }) => listNotifications(work, query)),
  route(endpoints.markNotificationsRead, (work, { body }) => markRead(work, body)),
  route(endpoints.archiveNotifications, (work, { body }) => archive(work, body)),
]
