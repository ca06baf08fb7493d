// Links of tasks that go for good with those that stay: these are told.
import { linkEvents, type TaskLink } from '../../../shared/features/links.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { can } from '../../policy/policy.ts'
import { lockTasks } from '../tasks/lock-tasks.ts'
import { recount } from '../tasks/recount.ts'
import { LINK_COLUMNS, presentLink } from './links.queries.ts'

interface Row extends TaskLink {
  /** The task that stays. */
  other: { taskId: string; projectId: string; key: string; title: string }
  teamId: string
}

/** Whatever lies in the trash has its links too, and may come back without them. */
const ACROSS = (own: string) => `with own as materialized (
    select t.id from tasks t join projects p on p.organization_id = t.organization_id and p.id = t.project_id
    where t.organization_id = $1::uuid and ${own})
  select ${LINK_COLUMNS}, p.team_id as "teamId",
    jsonb_build_object('taskId', t.id, 'projectId', p.id, 'key', p.key || '-' || t.number, 'title', t.title) as other
  from task_links l
  join tasks t on t.organization_id = l.organization_id
    and t.id = case when l.from_task_id in (select id from own) then l.to_task_id else l.from_task_id end
  join projects p on p.organization_id = t.organization_id and p.id = t.project_id
  where l.organization_id = $1::uuid and (l.from_task_id in (select id from own)) <> (l.to_task_id in (select id from own))
  order by l.id`

/** Takes off all links that a team's tasks have with those of other teams. Whoever calls holds `lockRelations`. */
export const dropLinksAcross = (work: Work, teamId: string): Promise<void> => dropLinks(work, 'p.team_id = $2::uuid', teamId)

/** Takes off all links of these tasks with others. Whoever calls holds `lockRelations`. */
export const dropLinksOf = (work: Work, taskIds: readonly string[]): Promise<void> =>
  dropLinks(work, 't.id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))', JSON.stringify(taskIds))

async function dropLinks(work: Work, own: string, value: string): Promise<void> {
  const rows = await query<Row>(work.em, ACROSS(own), [work.organizationId, value])
  if (rows.length === 0) return
  await lockTasks(work, rows.flatMap(({ fromTaskId, toTaskId }) => [fromTaskId, toTaskId]))
  await query(
    work.em,
    `delete from task_links where organization_id = $1::uuid
      and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`,
    [work.organizationId, JSON.stringify(rows.map(({ id }) => id))],
  )
  await work.batch('bulk', async () => {
    for (const row of rows) tell(work, row)
    await recount(work, rows.filter(({ kind }) => kind === 'blocks').map(({ other }) => other.taskId))
  })
}

function tell(work: Work, { other, teamId, ...row }: Row): void {
  const link = presentLink(row)
  const end = (taskId: string) => (taskId === other.taskId ? other : { taskId, projectId: null, key: null, title: null })
  const stream = teamStream(teamId)
  if (!can(work.actor, 'team.read', { teamId })) work.keepFromAnswer(stream)
  work.append(stream, linkEvents.taskLinkDeleted, { link, from: end(link.fromTaskId), to: end(link.toTaskId) })
}
