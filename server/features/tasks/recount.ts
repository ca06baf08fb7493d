// What a task's row keeps of other tasks: finished subtasks and open blockers. Counted anew from the truth whenever one
// of them changes, and told by an event of its own, so that boards follow, also those of other teams.
import { taskEvents, type Task } from '../../../shared/features/tasks.ts'
import { isOver, type Category } from '../../../shared/features/workflow.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween } from '../../kernel/changes.ts'
import { query } from '../../kernel/database.ts'
import { together } from '../../kernel/together.ts'
import type { Work } from '../../kernel/work.ts'
import { can } from '../../policy/policy.ts'
import { idsAround, lockTasks, ROWS, type Place } from './lock-tasks.ts'

const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

/**
 * Whether the task's status is one in which it is over. Asked of one task after the other, not by a join: where nobody has counted the rows
 * yet, the planner may begin a join at the statuses, and read all tasks of a board to find the few below one. For the same reason the tasks
 * that are asked about are found before their projects.
 */
const OVER = (task: string) => `(select s.category in ('done', 'cancelled') from statuses s
  where s.organization_id = ${task}.organization_id and s.id = ${task}.status_id)`

/** Whether the task at the link's beginning still blocks; nothing where it is in the trash, itself or with its project. */
const BLOCKS = `(select not ${OVER('b')} from tasks b where b.organization_id = l.organization_id and b.id = l.from_task_id and b.deleted_at is null
  and (select q.deleted_at is null from projects q where q.organization_id = b.organization_id and q.id = b.project_id))`

const COUNT = `with asked as materialized (select * from tasks t where t.organization_id = $1::uuid and t.id = ${IDS}),
  counted as (
    select t.id, t.project_id as "projectId", p.key || '-' || t.number as key, p.team_id as "teamId", t.title,
      jsonb_build_object('subtaskDone', t.subtask_done, 'subtaskTotal', t.subtask_total, 'openBlockers', t.open_blockers)
        as before, subtasks.done, subtasks.total, blockers.open,
      (select count(*)::int from task_links l
        where l.organization_id = t.organization_id and l.from_task_id = t.id and l.kind = 'blocks') as blocks
    from asked t join projects p on p.organization_id = t.organization_id and p.id = t.project_id,
    lateral (select count(*)::int as total, (count(*) filter (where ${OVER('c')}))::int as done from tasks c
      where c.organization_id = t.organization_id and c.parent_id = t.id and c.deleted_at is null) subtasks,
    lateral (select (count(*) filter (where ${BLOCKS}))::int as open from task_links l
      where l.organization_id = t.organization_id and l.to_task_id = t.id and l.kind = 'blocks') blockers),
  kept as (
    update tasks t set subtask_done = n.done, subtask_total = n.total, open_blockers = n.open, blocks_count = n.blocks
    from counted n where t.organization_id = $1::uuid and t.id = n.id and (t.subtask_done, t.subtask_total,
      t.open_blockers, t.blocks_count) is distinct from (n.done, n.total, n.open, n.blocks))
  select id, "projectId", key, "teamId", title, before,
    jsonb_build_object('subtaskDone', done, 'subtaskTotal', total, 'openBlockers', open) as after
  from counted order by id`

type Counts = Pick<Task, 'subtaskDone' | 'subtaskTotal' | 'openBlockers'>
interface Counted extends Pick<Task, 'id' | 'projectId' | 'key' | 'teamId' | 'title'> {
  before: Counts
  after: Counts
}

/**
 * Counts for these tasks. They are locked first: whoever counts later then sees what was done here. Mostly they are locked already, before
 * the status: here only those that came to keep something while we waited. Lock and count leave in one write, since all who finish parts of
 * one task wait for each other here.
 */
export async function recount(work: Work, taskIds: readonly (string | null)[]): Promise<void> {
  const asked = [...new Set(taskIds.filter((id) => id !== null))]
  if (asked.length === 0) return
  const rows = asked.length > ROWS ? await lockAndCount(work, asked) : (await together<[unknown, Counted[]]>([lockTasks(work, asked), count(work, asked)]))[1]
  for (const row of rows) tell(work, row)
}

const count = (work: Work, ids: readonly string[]) => query<Counted>(work.em, COUNT, [work.organizationId, JSON.stringify(ids)])

/** More than one statement locks: only then is there something to count. */
const lockAndCount = async (work: Work, ids: readonly string[]) => count(work, [...await lockTasks(work, ids)])

function tell(work: Work, { id, projectId, key, teamId, title, before, after }: Counted): void {
  const changes = changesBetween({ ...before }, { ...after })
  if (Object.keys(changes).length === 0) return
  const stream = teamStream(teamId)
  if (!can(work.actor, 'team.read', { teamId })) work.keepFromAnswer(stream)
  work.append(stream, taskEvents.taskRecounted, { taskId: id, projectId, key, title, changes })
}

/** Counts for all tasks that keep something of those in the given places. */
export async function recountAround(work: Work, place: Place, ids: readonly string[]): Promise<void> {
  await recount(work, await idsAround(work, place, ids))
}

interface Standing {
  task: Pick<Task, 'id' | 'parentId'>
  category: Category
  blocks: boolean
}

/**
 * After a task came to another status: only where that finishes or reopens it, and somebody keeps it. While it is locked its parent stays, and
 * it comes to block nothing else.
 */
export async function recountAfterMove(work: Work, { task, category, blocks }: Standing, to: Category): Promise<void> {
  if (isOver(category) === isOver(to)) return
  await recount(work, blocks ? await idsAround(work, 'tasks', [task.id]) : [task.parentId])
}
