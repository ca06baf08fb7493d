// Reads who said what of watching tasks.
import type { WatchWish } from '../../../shared/features/watchers.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { readHeads } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'

/** Of a task that the caller has authorized. */
export function findWishes(work: Work, taskId: string): Promise<WatchWish[]> {
  return query<WatchWish>(work.em, `select membership_id as "memberId", watching from task_watchers
    where organization_id = $1::uuid and task_id = $2::uuid order by membership_id`, [work.organizationId, taskId])
}

/** One's own, of all tasks of a project, and everybody's where all are asked for: whoever reads a task reads what was said of it. Runs in a snapshot transaction: they are of the same moment as the offset. */
export async function readWatching(work: Work, projectId: string, of: 'me' | 'all') {
  const { team } = await loadProject(work, projectId, 'task.read')
  const rows = await query<WatchWish & { taskId: string }>(work.em, `select w.task_id as "taskId", w.membership_id as "memberId", w.watching from task_watchers w
    join tasks t on t.organization_id = w.organization_id and t.id = w.task_id and t.project_id = $2::uuid
    where w.organization_id = $1::uuid and ($3::uuid is null or w.membership_id = $3::uuid) order by w.task_id, w.membership_id`,
  [work.organizationId, projectId, of === 'all' ? null : work.actor.membershipId])
  const stream = teamStream(team.id)
  const [head] = await readHeads(work.em, [{ organizationId: work.organizationId, stream }])
  if (!head) throw new Error(`the stream ${stream} of a project has no head`)
  const idsOf = (wanted: boolean) => rows.flatMap(({ taskId, memberId, watching }) => (memberId === work.actor.membershipId && watching === wanted ? [taskId] : []))
  return { watching: idsOf(true), refused: idsOf(false), ...(of === 'all' && { wishes: rows }), stream, offset: head.head, epoch: head.epoch }
}
