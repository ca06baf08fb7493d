// Notifications: what happened that concerns a member, one for each event and person, in their inbox.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'

/** What one may be told of, the most pressing first: of an event that concerns somebody in several ways they hear the first. */
export const notificationKinds = ['mentioned', 'assigned', 'unassigned', 'unblocked', 'commented', 'status', 'due', 'dueToday', 'overdue', 'lead', 'listed', 'team'] as const
export type NotificationKind = (typeof notificationKinds)[number]
export const notificationKind = z.enum(notificationKinds)

/** What one may do without: kinds, and all that one hears only since one watches the task. */
export const mutable = [...notificationKinds, 'watched'] as const
export type Mutable = (typeof mutable)[number]

export const notification = z.strictObject({
  id, kind: z.enum([...notificationKinds, 'changes', 'reminder']).describe('`changes`: a bulk change that concerned the member in several ways; `reminder`: what they wanted to be reminded of'),
  teamId: id, projectId: id.nullable(), taskId: id.nullable().describe('null where it is about no task, or about several'),
  key: z.string().nullable(), title: z.string().describe('Of the task, project or team at that time'),
  detail: z.string().describe('The words that were written, the new status, the new due time; may be empty'),
  count: z.int().min(1).describe('How many tasks of the member one bulk change concerned'),
  actor: z.strictObject({ membershipId: id.nullable(), name: z.string() }), at: instant, readAt: instant.nullable(), archivedAt: instant.nullable(),
})
export type Notification = z.infer<typeof notification>

/** At most so many are named in one request or event. */
export const MOST_MARKED = 500

const which = {
  ids: z.array(id).min(1).max(MOST_MARKED).optional().describe('These'),
  taskId: id.optional().describe('All about this task. With neither all that there are'),
}
const marked = z.strictObject({ changed: z.int().describe('How many were not so before') })
const at = { tag: 'Notifications', access: 'member' } as const

export const notificationSettings = z.strictObject({
  muted: z.array(z.enum(mutable)).max(mutable.length).describe('Kinds that one does not want to hear of; `watched`: what one would hear only since one watches the task'),
})
export type NotificationSettings = z.infer<typeof notificationSettings>

export const notificationEndpoints = {
  readNotificationSettings: endpoint({
    ...at, id: 'readNotificationSettings', method: 'GET', path: '/api/notification-settings', scope: 'tasks:read',
    summary: 'Read what one does not want to hear of', status: 200, response: notificationSettings,
  }),
  replaceNotificationSettings: endpoint({
    ...at, id: 'replaceNotificationSettings', method: 'PUT', path: '/api/notification-settings', scope: 'tasks:write',
    summary: 'Say what one does not want to hear of, from now on', body: notificationSettings, status: 200, response: notificationSettings,
  }),
  listNotifications: endpoint({
    ...at, id: 'listNotifications', method: 'GET', path: '/api/notifications', scope: 'tasks:read',
    summary: 'List one\'s notifications, latest first; those of teams that one may not read any more are left out',
    query: z.strictObject({ ...listQuery, show: z.enum(['inbox', 'unread', 'archived']).default('inbox').describe('`inbox`: all that are not archived') }),
    status: 200, response: listOf(notification),
  }),
  markNotificationsRead: endpoint({
    ...at, id: 'markNotificationsRead', method: 'PUT', path: '/api/notifications/read', scope: 'tasks:write',
    summary: 'Mark one\'s notifications as read or unread', body: z.strictObject({ read: z.boolean(), ...which }), status: 200, response: marked,
  }),
  archiveNotifications: endpoint({
    ...at, id: 'archiveNotifications', method: 'PUT', path: '/api/notifications/archived', scope: 'tasks:write',
    summary: 'Archive one\'s notifications, which reads them too, or take them back', body: z.strictObject({ archived: z.boolean(), ...which }), status: 200, response: marked,
  }),
}

const unread = z.int().describe('By how much the number of unread notifications changes')
const ids = z.array(id).max(MOST_MARKED)

export const notificationEvents = {
  notificationSettingsUpdated: event({
    type: 'notification_settings.updated', streams: ['inbox'], schema: 1, summary: 'The member changed what they want to hear of', data: notificationSettings,
  }),
  notificationCreated: event({
    type: 'notification.created', streams: ['inbox'], schema: 1,
    summary: 'Something concerns the member; the same id again where a bulk change went on', data: z.strictObject({ notification, unread }),
  }),
  notificationRead: event({
    type: 'notification.read', streams: ['inbox'], schema: 1, summary: 'The member read notifications, or marked them as unread',
    data: z.strictObject({ ids, readAt: instant.nullable(), unread }),
  }),
  notificationArchived: event({
    type: 'notification.archived', streams: ['inbox'], schema: 1, summary: 'Notifications were archived or taken back: by the member, or since they may not read the team any more',
    data: z.strictObject({ ids, archivedAt: instant.nullable(), unread }),
  }),
}
