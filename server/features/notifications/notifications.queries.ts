// Reads one's notifications. What one may not see any more is left out.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { notificationEndpoints } from '../../../shared/features/notifications.ts'
import { id, storableInstant } from '../../../shared/ids.ts'
import { query } from '../../kernel/database.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'
import { presentTime } from '../tasks/task.presenter.ts'
import { NOTIFICATION_COLUMNS, presentNotification, type NotificationRecord } from './notification.presenter.ts'

const SHOWN = { inbox: 'n.archived_at is null', unread: 'n.read_at is null', archived: 'n.archived_at is not null' }

export async function listNotifications(work: Work, { show, limit, cursor }: QueryOf<typeof notificationEndpoints.listNotifications>) {
  const [time, last] = decodeCursor(cursor, z.tuple([storableInstant, id])) ?? [null, null]
  const rows = await query<NotificationRecord>(work.em, `select ${NOTIFICATION_COLUMNS} from notifications n
    where n.organization_id = $1::uuid and n.membership_id = $2::uuid and ($3::uuid[] is null or n.team_id = any($3::uuid[])) and ${SHOWN[show]}
      and ($4::timestamptz is null or (n.at, n.id) < ($4::timestamptz, $5::uuid))
    order by n.at desc, n.id desc limit $6::int`,
  [work.organizationId, work.actor.membershipId, readableTeams(work.actor), time, last, limit + 1])
  return page(rows, limit, presentNotification, (row) => [presentTime(row.at), row.id])
}

/** How many one has not read. */
export async function countUnread({ em, organizationId, actor }: Work): Promise<number> {
  const [row] = await query<{ count: number }>(em, `select count(*)::int as count from notifications
    where organization_id = $1::uuid and membership_id = $2::uuid and read_at is null`, [organizationId, actor.membershipId])
  return row?.count ?? 0
}
