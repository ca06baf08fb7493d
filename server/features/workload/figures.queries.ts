// The figures of a workload, counted by the database for some people at once.
import { MOST_OTHER_ALLOCATIONS } from '../../../shared/features/project-members.ts'
import { MOST_LOADED_PEOPLE, type LoadedPerson } from '../../../shared/features/workload.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { RUNNING_PROJECT } from '../project-members/allocation-conditions.ts'
import type { Period } from '../reports/period.ts'
import { LOADS, OPEN_TASKS } from './loads.sql.ts'

export interface Loaded { memberId: string; name: string; hoursPerWeek: number }

/** Active people by name: of these teams (null: all of the organization), or one. */
export async function readPeople({ em, organizationId }: Work, of: { teamIds: readonly string[] | null; memberId: string | null }): Promise<{ people: Loaded[]; leftOut: number }> {
  const rows = await query<Loaded & { total: number }>(em, PEOPLE, [organizationId, of.teamIds, of.memberId])
  return { people: rows.map(({ memberId, name, hoursPerWeek }) => ({ memberId, name, hoursPerWeek })), leftOut: rows[0] ? rows[0].total - rows.length : 0 }
}

const PEOPLE = `select m.id as "memberId", m.name, m.hours_per_week as "hoursPerWeek", (count(*) over ())::int as total from memberships m
  where m.organization_id = $1::uuid and m.kind = 'person' and m.status = 'active' and ($3::uuid is null or m.id = $3::uuid)
    and ($2::uuid[] is null or exists (select from team_members o where o.organization_id = m.organization_id and o.membership_id = m.id and o.team_id = any($2::uuid[])))
  order by m.name, m.id limit ${MOST_LOADED_PEOPLE}`

interface Load { memberId: string; week: string; allocated: number; planned: number; taken: number }
interface Weeks { ids: readonly string[]; weeks: readonly string[]; today: string; timezone: string }

/** Minutes by person and week; `taken` is the sum over projects of the larger of allocated and planned. Weeks without any are left out. */
export const readLoads = ({ em, organizationId }: Work, { ids, weeks, today, timezone }: Weeks): Promise<Load[]> =>
  query<Load>(em, LOADS, [organizationId, ids, weeks, today, timezone])

/** Minutes logged by person and week, 1 is the first of the period. */
export const readLogged = ({ em, organizationId }: Work, ids: readonly string[], { start, end, beginnings }: Pick<Period, 'start' | 'end' | 'beginnings'>) =>
  query<{ memberId: string; week: number; minutes: number }>(em, LOGGED, [organizationId, ids, start, end, beginnings])

const LOGGED = `select w.membership_id as "memberId", width_bucket(w.started_at, $5::timestamptz[]) as week, sum(w.minutes)::float8 as minutes
  from time_entries w join tasks t on t.organization_id = w.organization_id and t.id = w.task_id and t.deleted_at is null
  join projects p on p.organization_id = t.organization_id and p.id = t.project_id and p.deleted_at is null and not p.is_template
  where w.organization_id = $1::uuid and w.membership_id = any($2::uuid[]) and w.started_at >= $3::timestamptz and w.started_at < $4::timestamptz
  group by 1, 2`

export const readUnplanned = ({ em, organizationId }: Work, ids: readonly string[]) =>
  query<{ memberId: string; count: number }>(em, UNPLANNED, [organizationId, ids])

const UNPLANNED = `select a.membership_id as "memberId", count(*)::int as count ${OPEN_TASKS}
  and (coalesce(t.estimate_minutes, 0) = 0 or t.due_at is null) group by a.membership_id`

type Allocation = LoadedPerson['allocations'][number] & { memberId: string }

/** What has not ended; the names of projects in teams that the actor may not read are left out. */
export const readAllocations = ({ em, organizationId }: Work, ids: readonly string[], readable: readonly string[] | null, today: string) =>
  query<Allocation>(em, ALLOCATIONS, [organizationId, ids, readable, today])

const MAY_SEE = '($3::uuid[] is null or p.team_id = any($3::uuid[]))'
const ALLOCATIONS = `select a.membership_id as "memberId", case when ${MAY_SEE} then p.id end as "projectId", case when ${MAY_SEE} then p.name end as "projectName",
    a.hours_per_week as "hoursPerWeek", a.start_on as "startOn", a.end_on as "endOn"
  from project_members a join projects p on p.organization_id = a.organization_id and p.id = a.project_id
  where a.organization_id = $1::uuid and a.membership_id = any($2::uuid[]) and (a.end_on is null or a.end_on >= $4) and ${RUNNING_PROJECT}
    and exists (select from team_members o where o.organization_id = a.organization_id and o.team_id = p.team_id and o.membership_id = a.membership_id)
  order by a.hours_per_week desc, p.name, p.id limit ${MOST_OTHER_ALLOCATIONS}`
