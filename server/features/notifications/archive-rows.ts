// Archives notifications that are locked, and tells the inboxes they are in.
import { MOST_MARKED, notificationEvents } from '../../../shared/features/notifications.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

export interface ArchivedRow { id: string; membershipId: string; wasUnread: boolean }

/** What is archived is read too. */
export async function archiveRows(work: Work, rows: readonly ArchivedRow[]): Promise<void> {
  if (rows.length === 0) return
  const archivedAt = work.at.toISOString()
  await query(work.em, `update notifications set archived_at = $3::timestamptz, read_at = coalesce(read_at, $3::timestamptz)
    where organization_id = $1::uuid and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`,
  [work.organizationId, JSON.stringify(rows.map(({ id }) => id)), archivedAt])
  for (const [membershipId, own] of Map.groupBy(rows, (row) => row.membershipId)) {
    for (const some of inChunks(own)) {
      work.append(inboxStream(membershipId), notificationEvents.notificationArchived, {
        ids: some.map(({ id }) => id), archivedAt, unread: 0 - some.filter(({ wasUnread }) => wasUnread).length,
      })
    }
  }
}

/** As many as one event may name. */
export function inChunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / MOST_MARKED) }, (_, index) => rows.slice(index * MOST_MARKED, (index + 1) * MOST_MARKED))
}
