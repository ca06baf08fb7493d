// The figures of a report, counted by the database: each question once, summed in all the ways that the report tells them.
import type { Category } from '../../../shared/features/workflow.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { Period } from './period.ts'
import { planEach } from './plan-each.ts'

/** Which tasks it is about: of these teams (null: all), of this project, assigned to this member. */
export interface Place { teamIds: readonly string[] | null; projectId: string | null; memberId: string | null }

/** What a sum is of: all of the period where no key is given, else of a week (1 is the first), a project, a team or a member. */
export interface Keys { week?: number | null; projectId?: string | null; teamId?: string | null; memberId?: string | null }
/** What stands now, by project and category. */
export interface Standing { projectId: string; category: Category; tasks: number; overdue: number; unassigned: number }
interface Created extends Keys { count: number }
interface Finished extends Keys { count: number; hours: number | null; estimated: number; spent: number }
interface Spent extends Keys { minutes: number }
interface PersonStanding { memberId: string; open: number; overdue: number }
interface PersonFinished { memberId: string; count: number; hours: number | null; estimated: number; spent: number }

/** Templates and what is in the trash are no work. */
const PLACES = `with places as (select p.id, p.team_id, p.archived_at from projects p
    where p.organization_id = $1::uuid and p.deleted_at is null and not p.is_template
      and ($2::uuid[] is null or p.team_id = any($2::uuid[])) and ($3::uuid is null or p.id = $3::uuid))`
const STATUS = 'join statuses s on s.organization_id = t.organization_id and s.id = t.status_id'
const ASSIGNED = 'from task_assignees a where a.organization_id = t.organization_id and a.task_id = t.id'
const LIVE = `t.organization_id = $1::uuid and t.deleted_at is null and ($4::uuid is null or exists (select ${ASSIGNED} and a.membership_id = $4::uuid))`
const OPEN = `s.category not in ('done', 'cancelled')`
/** What lies in the archive waits for nobody. */
const STANDING = `tasks t join places p on p.id = t.project_id and p.archived_at is null ${STATUS}`

export async function readFigures(work: Work, place: Place, period: Period) {
  const at = [work.organizationId, place.teamIds, place.projectId, place.memberId]
  const within = [...at, period.start, period.end]
  const byWeek = [...within, period.beginnings]
  const moment = [...at, work.at.toISOString()]
  await planEach(work)
  return {
    standing: await query<Standing>(work.em, BY_CATEGORY, moment),
    created: await query<Created>(work.em, CREATED, byWeek),
    finished: await query<Finished>(work.em, FINISHED, byWeek),
    spent: await query<Spent>(work.em, SPENT, byWeek),
    peopleStanding: await query<PersonStanding>(work.em, PEOPLE_STANDING, moment),
    peopleFinished: await query<PersonFinished>(work.em, PEOPLE_FINISHED, within),
  }
}
export type Figures = Awaited<ReturnType<typeof readFigures>>

const BY_CATEGORY = `${PLACES} select t.project_id as "projectId", s.category, count(*)::int as tasks,
    count(*) filter (where ${OPEN} and t.due_at < $5::timestamptz)::int as overdue,
    count(*) filter (where ${OPEN} and not exists (select ${ASSIGNED}))::int as unassigned
  from ${STANDING} where ${LIVE} and t.archived_at is null group by t.project_id, s.category`

const PEOPLE_STANDING = `${PLACES} select a.membership_id as "memberId", count(*)::int as open,
    count(*) filter (where t.due_at < $5::timestamptz)::int as overdue
  from ${STANDING} join task_assignees a on a.organization_id = t.organization_id and a.task_id = t.id
  where ${LIVE} and t.archived_at is null and ${OPEN} and ($4::uuid is null or a.membership_id = $4::uuid) group by a.membership_id`

const IN_PERIOD = (time: string) => `${time} >= $5::timestamptz and ${time} < $6::timestamptz`
const WEEK = (time: string) => `width_bucket(${time}, $7::timestamptz[]) as week`
const SUMS = 'grouping sets ((), (week), (project_id), (team_id))'

const CREATED = `${PLACES} select week, project_id as "projectId", team_id as "teamId", count(*)::int as count from (
    select ${WEEK('t.created_at')}, t.project_id, p.team_id from tasks t join places p on p.id = t.project_id where ${LIVE} and ${IN_PERIOD('t.created_at')}
  ) made group by ${SUMS}`

/** Tasks brought in from elsewhere may have been finished before they were made here. */
const HOURS = 'greatest(extract(epoch from t.completed_at - t.created_at), 0) / 3600'
const MEDIAN = 'percentile_cont(0.5) within group (order by hours)::float8 as hours'

/** A person's part of an estimate: all who are assigned have equal ones, as in the workload. */
const PART = `t.estimate_minutes::float8 / (select count(*) ${ASSIGNED})`
/** Time on tasks that were estimated, whenever it was logged. */
const SPENT_ON = (whose: string) => `case when t.estimate_minutes is not null then (select sum(w.minutes) from time_entries w
        where w.organization_id = t.organization_id and w.task_id = t.id and ${whose}) end as spent`
const AGAINST_ESTIMATES = 'round(coalesce(sum(estimate), 0))::float8 as estimated, coalesce(sum(spent), 0)::float8 as spent'

/** Of one member only their part and their own time: a colleague's hours are not theirs. */
const FINISHED = `${PLACES} select week, project_id as "projectId", team_id as "teamId", count(*)::int as count, ${MEDIAN}, ${AGAINST_ESTIMATES} from (
    select ${WEEK('t.completed_at')}, t.project_id, p.team_id, ${HOURS} as hours, case when $4::uuid is null then t.estimate_minutes else ${PART} end as estimate,
      ${SPENT_ON('($4::uuid is null or w.membership_id = $4::uuid)')}
    from tasks t join places p on p.id = t.project_id where ${LIVE} and ${IN_PERIOD('t.completed_at')}
  ) finished group by ${SUMS}`

const PEOPLE_FINISHED = `${PLACES} select "memberId", count(*)::int as count, ${MEDIAN}, ${AGAINST_ESTIMATES} from (
    select a.membership_id as "memberId", ${HOURS} as hours, ${PART} as estimate, ${SPENT_ON('w.membership_id = a.membership_id')} from tasks t join places p on p.id = t.project_id
    join task_assignees a on a.organization_id = t.organization_id and a.task_id = t.id
    where ${LIVE} and ${IN_PERIOD('t.completed_at')} and ($4::uuid is null or a.membership_id = $4::uuid)
  ) finished group by "memberId"`

const SPENT = `${PLACES} select week, project_id as "projectId", team_id as "teamId", membership_id as "memberId", sum(minutes)::float8 as minutes from (
    select ${WEEK('w.started_at')}, t.project_id, p.team_id, w.membership_id, w.minutes
    from time_entries w join tasks t on t.organization_id = w.organization_id and t.id = w.task_id and t.deleted_at is null
    join places p on p.id = t.project_id
    where w.organization_id = $1::uuid and ($4::uuid is null or w.membership_id = $4::uuid) and ${IN_PERIOD('w.started_at')}
  ) spent group by grouping sets ((), (week), (project_id), (team_id), (membership_id), (membership_id, project_id))`