// Writes notifications and tells their inboxes. What one bulk change does to many tasks of a member is one, with a count.
import { notificationEvents, type Notification } from '../../../shared/features/notifications.ts'
import { inboxStream, type StreamEvent } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { NOTIFICATION_COLUMNS, presentNotification, type NotificationRecord } from './notification.presenter.ts'

/** What one member is to be told of one event. */
export interface Told extends Pick<Notification, 'kind' | 'teamId' | 'projectId' | 'taskId' | 'key' | 'title' | 'detail'> {
  memberId: string
  /** The event, or the request whose many events are told as one. */
  sourceId: string
  actor: StreamEvent['actor']
  at: string
}

type Counted = Told & { id: string; count: number; taskIds: Set<string | null> }

/** One that is there already was begun by another part of its bulk change: it counts on, and is unread again. */
const WRITE = `insert into notifications as n (organization_id, id, membership_id, source_id, kind, team_id, project_id, task_id, key, title, detail, count, actor_id, actor_name, at)
  select $1::uuid, (v->>'id')::uuid, (v->>'memberId')::uuid, (v->>'sourceId')::uuid, v->>'kind', (v->>'teamId')::uuid, (v->>'projectId')::uuid, (v->>'taskId')::uuid,
    v->>'key', v->>'title', v->>'detail', (v->>'count')::int, (v->'actor'->>'membershipId')::uuid, v->'actor'->>'name', (v->>'at')::timestamptz
  from jsonb_array_elements($2::text::jsonb) v order by v->>'memberId', v->>'sourceId'
  on conflict (organization_id, membership_id, source_id) do update set count = n.count + excluded.count, task_id = null, key = null, detail = '',
    kind = case when n.kind = excluded.kind then n.kind else 'changes' end, read_at = null, archived_at = null
  returning ${NOTIFICATION_COLUMNS}`

/** Those of the sources that a member was told of before and has not read, locked. */
const UNREAD_BEFORE = `select id from notifications where organization_id = $1::uuid and read_at is null
  and (membership_id, source_id) in (select (v->>'memberId')::uuid, (v->>'sourceId')::uuid from jsonb_array_elements($2::text::jsonb) v) order by id for update`

/** Writes what is told, one for each member and source, and tells their inboxes. */
export async function writeNotifications(work: Work, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return
  const parameters = [work.organizationId, JSON.stringify(counted(told))]
  const before = await query<{ id: string }>(work.em, UNREAD_BEFORE, parameters)
  const unreadBefore = new Set(before.map(({ id }) => id))
  const rows = await query<NotificationRecord & { membershipId: string }>(work.em, WRITE, parameters)
  for (const row of rows) {
    const unread = unreadBefore.has(row.id) ? 0 : 1
    work.append(inboxStream(row.membershipId), notificationEvents.notificationCreated, { notification: presentNotification(row), unread })
  }
}

function counted(told: readonly Told[]): Counted[] {
  const found = new Map<string, Counted>()
  for (const one of told) {
    const name = `${one.memberId} ${one.sourceId}`
    const known = found.get(name)
    if (!known) found.set(name, { ...one, id: newId(), count: 1, taskIds: new Set([one.taskId]) })
    else found.set(name, merged(known, one))
  }
  return [...found.values()]
}

function merged(known: Counted, { kind, taskId, projectId }: Told): Counted {
  known.taskIds.add(taskId)
  const several = known.taskIds.size > 1
  return {
    ...known, kind: known.kind === kind ? kind : 'changes', count: known.taskIds.size, projectId: known.projectId === projectId ? projectId : null,
    ...(several && { taskId: null, key: null, detail: '' }),
  }
}
