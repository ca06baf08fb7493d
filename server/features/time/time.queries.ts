// Reads time: of a task, of a member, of a project by member and week; and the timer that runs.
import { z } from 'zod'
import { storableInstant, id } from '../../../shared/ids.ts'
import type { ProjectTime, timeEndpoints, TimeEntry, Timer } from '../../../shared/features/time.ts'
import { query } from '../../kernel/database.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'
import { loadProject } from '../projects/load-project.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import { presentTime } from '../tasks/task.presenter.ts'
import { ENTRY_COLUMNS, PLACE_COLUMNS, presentEntry, presentListed, presentTimer, type EntryRow, type TimerRow } from './time.presenter.ts'

/** All time on a task that the caller has authorized, earliest first. */
export async function findTimeOfTask(work: Work, taskId: string): Promise<TimeEntry[]> {
  const rows = await query<EntryRow>(
    work.em, `select ${ENTRY_COLUMNS} from time_entries w where w.organization_id = $1::uuid and w.task_id = $2::uuid order by w.started_at, w.id`,
    [work.organizationId, taskId],
  )
  return rows.map(presentEntry)
}

/** The actor's timer. A task that they may not see any more has no key and no title: it may have been renamed since. */
export async function findTimer(work: Work): Promise<Timer | null> {
  const [row] = await query<TimerRow & { isVisible: boolean }>(
    work.em,
    `select r.task_id as "taskId", ${PLACE_COLUMNS}, r.note, r.started_at as "startedAt",
      ($3::uuid[] is null or p.team_id = any($3::uuid[])) as "isVisible" from timers r
    join tasks t on t.organization_id = r.organization_id and t.id = r.task_id ${PROJECT_OF_TASK}
    where r.organization_id = $1::uuid and r.membership_id = $2::uuid`,
    [work.organizationId, work.actor.membershipId, readableTeams(work.actor)],
  )
  if (!row) return null
  return presentTimer(row.isVisible ? row : { ...row, key: '', title: '' })
}

type Listed = Parameters<typeof presentListed>[0]

/** Time on tasks that the actor may read; those in the trash are left out. */
export async function listTimeEntries(work: Work, asked: z.output<typeof timeEndpoints.listTimeEntries.query>) {
  const { memberId, projectId, taskId, from, to, limit, cursor } = asked
  const [time, last] = decodeCursor(cursor, z.tuple([storableInstant, id])) ?? [null, null]
  const rows = await query<Listed>(
    work.em,
    `select ${ENTRY_COLUMNS}, ${PLACE_COLUMNS} from time_entries w
    join tasks t on t.organization_id = w.organization_id and t.id = w.task_id and t.deleted_at is null ${PROJECT_OF_TASK} and p.deleted_at is null
    where w.organization_id = $1::uuid and ($2::uuid[] is null or p.team_id = any($2::uuid[]))
      and ($3::uuid is null or w.membership_id = $3::uuid) and ($4::uuid is null or t.project_id = $4::uuid) and ($5::uuid is null or t.id = $5::uuid)
      and ($6::timestamptz is null or w.started_at >= $6::timestamptz) and ($7::timestamptz is null or w.started_at < $7::timestamptz)
      and ($8::timestamptz is null or (w.started_at, w.id) < ($8::timestamptz, $9::uuid))
    order by w.started_at desc, w.id desc limit $10::int`,
    [work.organizationId, readableTeams(work.actor), memberId ?? null, projectId ?? null, taskId ?? null, from ?? null, to ?? null, time, last, limit + 1],
  )
  return page(rows, limit, presentListed, (row) => [presentTime(row.startedAt), row.id])
}

/** A day, and so a week, belongs to the time zone of whose time it is. */
export async function readProjectTime(work: Work, projectId: string, { from, to }: { from?: string | undefined; to?: string | undefined }): Promise<ProjectTime> {
  await loadProject(work, projectId, 'project.read')
  const items = await query<ProjectTime['items'][number]>(
    work.em,
    `select w.membership_id as "memberId", to_char(date_trunc('week', w.started_at at time zone m.timezone), 'YYYY-MM-DD') as week, sum(w.minutes)::int as minutes
    from time_entries w
    join tasks t on t.organization_id = w.organization_id and t.id = w.task_id and t.deleted_at is null
    join memberships m on m.organization_id = w.organization_id and m.id = w.membership_id
    where w.organization_id = $1::uuid and t.project_id = $2::uuid
      and ($3::timestamptz is null or w.started_at >= $3::timestamptz) and ($4::timestamptz is null or w.started_at < $4::timestamptz)
    group by 1, 2 order by 2, 1`,
    [work.organizationId, projectId, from ?? null, to ?? null],
  )
  const [estimates] = await query<{ minutes: number }>(work.em, ESTIMATED, [work.organizationId, projectId])
  return { totalMinutes: items.reduce((sum, { minutes }) => sum + minutes, 0), estimatedMinutes: estimates!.minutes, items }
}

/** Of the tasks whose time counts: what was finished and archived was estimated too. */
const ESTIMATED = `select coalesce(sum(t.estimate_minutes), 0)::float8 as minutes from tasks t
  where t.organization_id = $1::uuid and t.project_id = $2::uuid and t.deleted_at is null`
