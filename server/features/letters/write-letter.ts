// Writes one letter: what a member has not read and may still see, marked as told and put into the queue of mail in one transaction.
import type { Notification } from '../../../shared/features/notifications.ts'
import { query } from '../../kernel/database.ts'
import { knownTimezone } from '../../kernel/timezone.ts'
import type { Work } from '../../kernel/work.ts'
import { readRightsOf } from '../../policy/access.ts'
import { readableTeams } from '../../policy/policy.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import { letterOf } from './letter-text.ts'
import { settingsOf } from './settings.queries.ts'
import { unsubscribeToken } from './unsubscribe-token.ts'

/** From where letters come: the address of this installation, and the key of what ends them. */
export interface Post { origin: string; key: Buffer }

/** Whose, told when, of which kinds; null stands for all. */
export interface Asked { memberId: string; after: string; until: string; kinds: readonly string[] | null }

export type Told = Pick<Notification, 'id' | 'kind' | 'title' | 'detail' | 'count'> & {
  actorName: string
  teamId: string
  projectId: string | null
  key: string | null
}

/** So many of them are written out; the others are counted. */
const MOST = 200

/** Those that are unread and of teams that the member may read; of tasks where they are now. What is in the trash is in no letter. */
const WAITING = `select n.id, n.kind, n.title, n.detail, n.count, n.actor_name as "actorName", coalesce(p.team_id, n.team_id) as "teamId", coalesce(p.id, n.project_id) as "projectId",
    p.key || '-' || t.number as key
  from notifications n
  left join (tasks t ${PROJECT_OF_TASK}) on n.task_id is not null and t.organization_id = n.organization_id and t.id = n.task_id
  where n.organization_id = $1::uuid and n.membership_id = $2::uuid and n.at > $3::timestamptz and n.at <= $4::timestamptz
    and n.read_at is null and n.archived_at is null and n.mailed_at is null and ($5::text[] is null or n.kind = any($5::text[]))
    and ($6::uuid[] is null or coalesce(p.team_id, n.team_id) = any($6::uuid[]))
    and (n.task_id is null or (t.deleted_at is null and p.deleted_at is null and t.id is not null))
  order by n.at, n.id limit ${MOST} for update of n`

interface Reader { name: string; email: string | null; timezone: string; organization: string }

/** Whoever has no address, is not active, or has read it all, gets none. */
export async function writeLetter(work: Work, { origin, key }: Post, { memberId, after, until, kinds }: Asked): Promise<void> {
  const [reader] = await query<Reader>(work.em, `select m.name, m.email, coalesce(m.timezone, o.timezone) as timezone, o.name as organization from memberships m
    join organizations o on o.id = m.organization_id where m.organization_id = $1::uuid and m.id = $2::uuid and m.status = 'active'`, [work.organizationId, memberId])
  if (!reader || reader.email === null) return
  const member = (await readRightsOf(work.em, work.organizationId, [memberId])).get(memberId)
  if (!member) return
  const told = await query<Told>(work.em, WAITING, [work.organizationId, memberId, after, until, kinds, readableTeams(member)])
  if (told.length === 0) return
  await query(work.em, `update notifications set mailed_at = $3::timestamptz where organization_id = $1::uuid
    and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`, [work.organizationId, JSON.stringify(told.map(({ id }) => id)), work.at.toISOString()])
  const { language } = await settingsOf(work, memberId)
  const token = unsubscribeToken({ organizationId: work.organizationId, memberId }, key)
  await work.enqueue('mail.send', {
    to: reader.email, oneClick: `${origin}/api/letters/unsubscribe/${token}`,
    ...letterOf({ ...reader, timezone: knownTimezone(reader.timezone), language, told, origin, end: `${origin}/unsubscribe/${token}` }),
  })
}
