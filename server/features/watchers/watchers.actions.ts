// What members say of watching tasks, each for themselves.
import { isHeldBy, watcherEvents } from '../../../shared/features/watchers.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { placeOf } from '../tasks/task-rules.ts'

/** Says whether one watches a task that one may see; what is so already leaves no event. */
export async function setWatching(work: Work, taskId: string, wanted: boolean): Promise<void> {
  const { task } = await loadTaskFor(work, 'task.read', taskId, { lock: true })
  const memberId = work.actor.membershipId
  const watching = wanted || isHeldBy(task, memberId) || (await hasCommented(work, taskId, memberId)) ? wanted : null
  const changed = await query(work.em, watching === null ? FORGET : SAY, [work.organizationId, taskId, memberId, ...(watching === null ? [] : [watching])])
  if (changed.length > 0) work.append(teamStream(task.teamId), watcherEvents.taskWatched, { ...placeOf(task), memberId, watching })
}

/** Who comments hears of the others' comments, so to stop is to say no. */
async function hasCommented(work: Work, taskId: string, memberId: string): Promise<boolean> {
  const found = await query(work.em, 'select 1 from comments where organization_id = $1::uuid and task_id = $2::uuid and author_id = $3::uuid limit 1',
    [work.organizationId, taskId, memberId])
  return found.length > 0
}

const SAY = `insert into task_watchers as w (organization_id, task_id, membership_id, watching) values ($1::uuid, $2::uuid, $3::uuid, $4::boolean)
  on conflict (organization_id, task_id, membership_id) do update set watching = excluded.watching where w.watching <> excluded.watching returning w.task_id`
const FORGET = 'delete from task_watchers where organization_id = $1::uuid and task_id = $2::uuid and membership_id = $3::uuid returning task_id'

/** Who comments watches from then on, unless they said that they do not. Nobody waits for it: `comment.created` tells it too. */
export function watchAsWriter(work: Work, taskId: string, memberId: string): void {
  work.send('insert into task_watchers (organization_id, task_id, membership_id, watching) values ($1::uuid, $2::uuid, $3::uuid, true) on conflict do nothing',
    [work.organizationId, taskId, memberId])
}
