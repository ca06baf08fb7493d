// Tells members in the morning which open tasks of theirs are due that day, and which were due since the morning before and are not done.
import { query } from '../../kernel/database.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { readRightsOf } from '../../policy/access.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'
import { presentTime } from '../tasks/task.presenter.ts'
import type { Begun } from './days.ts'
import { readMuted } from './facts.ts'
import { mayHear } from './recipients.ts'
import { writeNotifications, type Told } from './write-notifications.ts'

interface Due { memberId: string; taskId: string; projectId: string; teamId: string; key: string; title: string; dueAt: string; kind: 'dueToday' | 'overdue' }

/** More than so many of one project are told as one, with their count. */
const MOST_ALONE = 5

/** Of tasks that are on a board: nothing that is done, put away, or of a project at rest. */
const DUE = `select a.membership_id as "memberId", t.id as "taskId", t.project_id as "projectId", p.team_id as "teamId", p.key || '-' || t.number as key, t.title, t.due_at as "dueAt",
    case when t.due_at < (v->>'today')::timestamptz then 'overdue' else 'dueToday' end as kind
  from jsonb_array_elements($2::text::jsonb) v
  join task_assignees a on a.organization_id = $1::uuid and a.membership_id = (v->>'memberId')::uuid
  join tasks t on t.organization_id = a.organization_id and t.id = a.task_id and t.due_at >= (v->>'since')::timestamptz and t.due_at < (v->>'tomorrow')::timestamptz ${PROJECT_OF_TASK}
  join statuses s on s.organization_id = t.organization_id and s.id = t.status_id and s.category not in ('done', 'cancelled')
  where t.deleted_at is null and t.archived_at is null and p.deleted_at is null and p.archived_at is null and not p.is_template
  order by t.due_at, t.id`

/** Each task once; those that members may not see, or do not want to hear of, not at all. */
export async function tellDue(work: Work, mornings: readonly Begun[]): Promise<void> {
  const due = await query<Due>(work.em, DUE, [work.organizationId, JSON.stringify(mornings)])
  if (due.length === 0) return
  const members = await readRightsOf(work.em, work.organizationId, due.map(({ memberId }) => memberId))
  const muted = await readMuted(work.em, work.organizationId, [...members.keys()])
  const heard = due.filter(({ memberId, teamId, kind }) => mayHear(members.get(memberId), teamId) && !muted.get(memberId)?.includes(kind))
  const together = Map.groupBy(heard, ({ memberId, projectId, kind }) => `${memberId} ${projectId} ${kind}`)
  await writeNotifications(work, [...together.values()].flatMap((own) => {
    const one = newId()
    return own.map((task) => asTold(work, task, { sourceId: own.length > MOST_ALONE ? one : newId(), name: members.get(task.memberId)!.name }))
  }))
}

function asTold({ at }: Work, { memberId, dueAt, ...task }: Due, { sourceId, name }: { sourceId: string; name: string }): Told {
  return { ...task, memberId, sourceId, detail: presentTime(dueAt), actor: { membershipId: memberId, name }, at: at.toISOString() }
}
