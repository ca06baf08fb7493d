// What members are told once a day, at a time of their own clock. However many nodes look: a day is taken in the transaction that tells.
import { addDays, instantAt, localTime } from '../../../shared/calendar.ts'
import { query } from '../../kernel/database.ts'
import { knownTimezone } from '../../kernel/timezone.ts'
import type { Work } from '../../kernel/work.ts'

export type Daily = 'due' | 'letter'

/** A day that has come to its hour for a member, between two midnights there; `since`: the midnight before the day that they were told of last. */
export interface Begun { memberId: string; day: string; since: string; today: string; tomorrow: string }

interface Row { memberId: string; timezone: string; lastDay: string | null; createdAt: string }

/** Members whose hour has come since they were told last: of `hourOf`, which is null for who is not told. The zone is theirs, or else the organization's. */
export async function findBegun({ em, organizationId, at }: Work, kind: Daily, hourOf: (memberId: string) => string | null): Promise<Begun[]> {
  const rows = await query<Row>(em, `select m.id as "memberId", coalesce(m.timezone, o.timezone) as timezone, d.day as "lastDay", m.created_at as "createdAt"
    from memberships m join organizations o on o.id = m.organization_id
    left join notification_days d on d.organization_id = m.organization_id and d.membership_id = m.id and d.kind = $2
    where m.organization_id = $1::uuid and m.status = 'active' order by m.id`, [organizationId, kind])
  return rows.flatMap((row) => begunOf(row, hourOf(row.memberId), at) ?? [])
}

function begunOf({ memberId, timezone, lastDay, createdAt }: Row, hour: string | null, at: Date): Begun | null {
  if (hour === null) return null
  const zone = knownTimezone(timezone)
  const day = localTime(at, zone).slice(0, 10)
  const begins = instantAt(`${day}T${hour}:00`, zone)
  // Who came later than this hour begins with the next day.
  if (at < begins || (lastDay !== null && lastDay >= day) || Date.parse(createdAt) > begins.getTime()) return null
  const midnight = (of: string) => instantAt(`${of}T00:00:00`, zone).toISOString()
  return { memberId, day, since: midnight(lastDay ?? addDays(day, -1)), today: midnight(day), tomorrow: midnight(addDays(day, 1)) }
}

/** Those of the days that nobody else has taken. */
export async function takeDays({ em, organizationId }: Work, kind: Daily, begun: readonly Begun[]): Promise<Begun[]> {
  const taken = await query<{ memberId: string }>(em, `insert into notification_days as d (organization_id, membership_id, kind, day)
    select $1::uuid, (v->>'memberId')::uuid, $2, v->>'day' from jsonb_array_elements($3::text::jsonb) v order by v->>'memberId'
    on conflict (organization_id, membership_id, kind) do update set day = excluded.day where d.day < excluded.day
    returning membership_id as "memberId"`, [organizationId, kind, JSON.stringify(begun)])
  const ids = new Set(taken.map(({ memberId }) => memberId))
  return begun.filter(({ memberId }) => ids.has(memberId))
}
