// What a member does not want to hear of.
import { mutable, notificationEvents, type NotificationSettings } from '../../../shared/features/notifications.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

export async function readSettings({ em, organizationId, actor }: Work): Promise<NotificationSettings> {
  const [row] = await query<NotificationSettings>(em, 'select muted from notification_settings where organization_id = $1::uuid and membership_id = $2::uuid',
    [organizationId, actor.membershipId])
  return { muted: row?.muted ?? [] }
}

/** What is so already leaves no event. */
export async function replaceSettings(work: Work, { muted }: NotificationSettings): Promise<NotificationSettings> {
  const settings = { muted: mutable.filter((kind) => muted.includes(kind)) }
  const before = await readSettings(work)
  if (JSON.stringify(before.muted) === JSON.stringify(settings.muted)) return settings
  await query(work.em, `insert into notification_settings (organization_id, membership_id, muted) values ($1::uuid, $2::uuid, $3::text::jsonb)
    on conflict (organization_id, membership_id) do update set muted = excluded.muted`, [work.organizationId, work.actor.membershipId, JSON.stringify(settings.muted)])
  work.append(inboxStream(work.actor.membershipId), notificationEvents.notificationSettingsUpdated, settings)
  return settings
}
