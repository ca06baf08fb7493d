// What is told to members, how far each stream has been told, what each wants to hear of, and whose day has begun.
import { defineEntity, p } from '@mikro-orm/core'
import type { Notification } from '../../../shared/features/notifications.ts'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'

const ofMember = () => p.manyToOne(Membership).joinColumns('organization_id', 'membership_id').ownColumns('membership_id').deleteRule('cascade').ref()

/** `sourceId`: the event, or the request of a bulk change. One for each and person, whatever runs twice. */
const NotificationSchema = defineEntity({
  name: 'Notification', tableName: 'notifications',
  ...tenant(),
  properties: {
    ...key,
    membership: ofMember,
    sourceId: p.uuid(),
    kind: p.text().$type<Notification['kind']>(),
    teamId: p.uuid(),
    projectId: p.uuid().nullable(),
    taskId: p.uuid().nullable(),
    key: p.text().nullable(),
    title: p.text(),
    detail: p.text(),
    count: p.integer(),
    actorId: p.uuid().nullable(),
    actorName: p.text(),
    at: p.datetime(3),
    readAt: p.datetime(3).nullable(),
    archivedAt: p.datetime(3).nullable(),
    mailedAt: p.datetime(3).nullable(),
  },
  uniques: [{ properties: ['organizationId', 'membership', 'sourceId'] }],
  indexes: [{ properties: ['organizationId', 'membership', 'at'] }],
})
export class NotificationRow extends NotificationSchema.class {}
NotificationSchema.setClass(NotificationRow)

/** The offset of a team's stream up to which its members have been told. */
const CursorSchema = defineEntity({
  name: 'NotificationCursor', tableName: 'notification_cursors',
  ...tenant({ system: 'select' }),
  properties: {
    organizationId: p.uuid().primary(),
    stream: p.text().primary(),
    offset: p.bigint(),
  },
})
export class NotificationCursor extends CursorSchema.class {}
CursorSchema.setClass(NotificationCursor)

/** Who never said anything has no row. */
const SettingsSchema = defineEntity({
  name: 'NotificationSettings', tableName: 'notification_settings',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    membership: () => p.manyToOne(Membership).joinColumns('organization_id', 'membership_id').ownColumns('membership_id').primary().deleteRule('cascade').ref(),
    muted: p.json().$type<string[]>(),
  },
})
export class NotificationSettings extends SettingsSchema.class {}
SettingsSchema.setClass(NotificationSettings)

/** The day, on the member's calendar, that they were told of last, by what they are told once a day. */
const DaySchema = defineEntity({
  name: 'NotificationDay', tableName: 'notification_days',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    membership: () => p.manyToOne(Membership).joinColumns('organization_id', 'membership_id').ownColumns('membership_id').primary().deleteRule('cascade').ref(),
    kind: p.text().primary(),
    day: p.text(),
  },
})
export class NotificationDay extends DaySchema.class {}
DaySchema.setClass(NotificationDay)
