// What a member does with their notifications: read, mark as unread, archive, take back.
import { notificationEvents, type notificationEndpoints } from '../../../shared/features/notifications.ts'
import type { BodyOf } from '../../../shared/endpoint.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { archiveRows, inChunks } from './archive-rows.ts'

interface Which { ids?: string[] | undefined; taskId?: string | undefined }
interface Row { id: string; membershipId: string; wasUnread: boolean; wasArchived: boolean }

/** Marks as read or unread what is not so already; archived ones stay read. */
export async function markRead(work: Work, { read, ...which }: BodyOf<typeof notificationEndpoints.markNotificationsRead>) {
  const rows = (await lockOwn(work, which)).filter(({ wasUnread, wasArchived }) => !wasArchived && wasUnread === read)
  const readAt = read ? work.at.toISOString() : null
  await setTime(work, 'read_at', rows, readAt)
  for (const some of inChunks(rows)) {
    const data = { ids: some.map(({ id }) => id), readAt, unread: read ? 0 - some.length : some.length }
    work.append(inboxStream(work.actor.membershipId), notificationEvents.notificationRead, data)
  }
  return { changed: rows.length }
}

/** Archives, or takes back, what is not so already. */
export async function archive(work: Work, { archived, ...which }: BodyOf<typeof notificationEndpoints.archiveNotifications>) {
  const rows = (await lockOwn(work, which)).filter(({ wasArchived }) => wasArchived !== archived)
  if (archived) await archiveRows(work, rows)
  else {
    await setTime(work, 'archived_at', rows, null)
    for (const some of inChunks(rows)) {
      work.append(inboxStream(work.actor.membershipId), notificationEvents.notificationArchived, { ids: some.map(({ id }) => id), archivedAt: null, unread: 0 })
    }
  }
  return { changed: rows.length }
}

/** One's own, locked. Throws 404 when one of the ids is none of them, or the task is hidden. */
async function lockOwn(work: Work, { ids, taskId }: Which): Promise<Row[]> {
  if (taskId !== undefined) await loadTaskFor(work, 'task.read', taskId, { trash: true })
  const rows = await query<Row>(work.em, `select id, membership_id as "membershipId", read_at is null as "wasUnread", archived_at is not null as "wasArchived" from notifications
    where organization_id = $1::uuid and membership_id = $2::uuid and ($3::uuid is null or task_id = $3::uuid)
      and ($4::text is null or id in (select jsonb_array_elements_text($4::text::jsonb)::uuid)) order by id for update`,
  [work.organizationId, work.actor.membershipId, taskId ?? null, ids ? JSON.stringify(ids) : null])
  const found = new Set(rows.map(({ id }) => id))
  if (taskId === undefined && ids?.some((id) => !found.has(id))) throw notFound()
  return rows
}

async function setTime(work: Work, column: 'read_at' | 'archived_at', rows: readonly Row[], time: string | null): Promise<void> {
  if (rows.length === 0) return
  await query(work.em, `update notifications set ${column} = $3::timestamptz
    where organization_id = $1::uuid and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`, [work.organizationId, JSON.stringify(rows.map(({ id }) => id)), time])
}
