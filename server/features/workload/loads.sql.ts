/**
 * What weeks hold, as SQL. A week has five working days, Monday to Friday; holidays are not known.
 *
 * - **Allocated**: the hours of a week that a member is allocated to a project at work, by the share of the week's five working days that lie within
 *   the allocation. It counts while the member is in the project's team.
 * - **Planned**: what is left of the estimate of an open task (less all time logged on it, never below nothing), in equal parts to its assignees, spread
 *   evenly over the working days from its start, or from today where it has none or it is past, to the day on which it is due. What is late falls on today,
 *   what has only a Saturday or Sunday on the week of its first day. A task counts by its own estimate, whatever its subtasks say.
 *   Without an estimate or a due day it is in no week.
 * - **Taken**: for each project the larger of the two, since tasks of a project are what its hours are for; summed over projects.
 */
import { RUNNING_PROJECT } from '../project-members/allocation-conditions.ts'

/** Open tasks of `$2`, one row for each assignee; more conditions may follow. */
export const OPEN_TASKS = `from task_assignees a
    join tasks t on t.organization_id = a.organization_id and t.id = a.task_id and t.deleted_at is null and t.archived_at is null
    join statuses s on s.organization_id = t.organization_id and s.id = t.status_id and s.category not in ('done', 'cancelled')
    join projects p on p.organization_id = t.organization_id and p.id = t.project_id and ${RUNNING_PROJECT}
  where a.organization_id = $1::uuid and a.membership_id = any($2::uuid[])`

const DAY = (moment: string) => `(${moment} at time zone $5::text)::date`
const LEFT = `greatest(t.estimate_minutes - coalesce((select sum(w.minutes) from time_entries w where w.organization_id = t.organization_id and w.task_id = t.id), 0), 0)::float8`
const ASSIGNEES = '(select count(*) from task_assignees o where o.organization_id = t.organization_id and o.task_id = t.id)'

/** Working days from a Monday long ago to the day before this one. */
const WORKING_DAYS_BEFORE = (day: string) => `((${day} - date '1900-01-01') / 7 * 5 + least((${day} - date '1900-01-01') % 7, 5))`
/** Working days of the week of `monday` within two days. */
const WITHIN = (first: string, last: string) => `greatest(least(${last}, monday + 4) - greatest(${first}, monday) + 1, 0)`

export const LOADS = `with weeks as (select unnest($3::date[]) as monday),
  allocated as (
    select a.membership_id, a.project_id, monday, a.hours_per_week * 60 * ${WITHIN(`coalesce(a.start_on::date, monday)`, `coalesce(a.end_on::date, monday + 4)`)} / 5 as minutes
    from project_members a join projects p on p.organization_id = a.organization_id and p.id = a.project_id and ${RUNNING_PROJECT} cross join weeks
    where a.organization_id = $1::uuid and a.membership_id = any($2::uuid[])
      and exists (select from team_members o where o.organization_id = a.organization_id and o.team_id = p.team_id and o.membership_id = a.membership_id)),
  tasks_left as (
    select a.membership_id, t.project_id, greatest(${DAY('t.start_at')}, $4::date) as begins, ${DAY('t.due_at')} as due, ${LEFT} / ${ASSIGNEES} as minutes
    ${OPEN_TASKS} and t.estimate_minutes > 0 and t.due_at is not null),
  spans as (select membership_id, project_id, minutes, begins, greatest(due, begins) as ends from tasks_left where minutes > 0),
  counted as (select *, ${WORKING_DAYS_BEFORE('ends + 1')} - ${WORKING_DAYS_BEFORE('begins')} as days from spans),
  planned as (
    select membership_id, project_id, monday,
      sum(case when days > 0 then minutes * ${WITHIN('begins', 'ends')} / days when begins between monday and monday + 6 then minutes else 0 end) as minutes
    from counted join weeks on begins <= monday + 6 and ends >= monday group by membership_id, project_id, monday)
  select membership_id as "memberId", to_char(monday, 'YYYY-MM-DD') as week, sum(coalesce(a.minutes, 0))::float8 as allocated, sum(coalesce(l.minutes, 0))::float8 as planned,
    sum(greatest(a.minutes, l.minutes))::float8 as taken
  from allocated a full join planned l using (membership_id, project_id, monday) group by membership_id, monday`
