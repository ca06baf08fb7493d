// Loads a task through its parents, locked when it is to be changed. Hidden, in a deleted project or in the trash: not
// found.
import type { Task } from '../../../shared/features/tasks.ts'
import type { Permission, Subject } from '../../../shared/permissions.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import { together } from '../../kernel/together.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { lockAround, lockMoving, lockTasks } from './lock-tasks.ts'
import type { BarredWay } from './task-entry.ts'
import { FIRST_OPEN, PROJECT_OF_TASK, TASK_COLUMNS, type TaskRow } from './task-row.ts'
import { taskSubject, type TaskProject, type TaskStatus } from './task-rules.ts'
import { presentTask } from './task.presenter.ts'

export interface LoadedTask {
  task: Task
  project: TaskProject
  subject: Subject
  /** The status named by `statusId`, locked with the task; undefined when it is none of the task's project. */
  status: TaskStatus | undefined
  /** Why the task may not go to that status; null when it may. */
  barred: BarredWay | null
  /** Of the status that it is in. */
  category: Category
  /** Whether other tasks wait for it, or did until they were finished. */
  blocks: boolean
}

interface LoadOptions {
  /** `around`: its parent and what it blocks too, since they keep what changes here. `moving`: only where `statusId` finishes or reopens it. */
  lock?: boolean | 'around' | 'moving'
  /** A task that is locked with those around: it gets this one below it. */
  parentId?: string | null | undefined
  /** Locks this status of the task's project too, null for its own: whoever holds it chooses ranks in it and counts. */
  statusId?: string | null | undefined
  /** Tasks in the trash are found too. */
  trash?: boolean
}

type Row = TaskRow & {
  membersEditAllTasks: boolean
  onlyManagersCreateTasks: boolean
  status: TaskStatus | null
  barred: BarredWay | null
  category: Category
  blocks: boolean
}

const FACTS = `e.members_edit_all_tasks as "membersEditAllTasks",
  e.only_managers_create_tasks as "onlyManagersCreateTasks", t.blocks_count > 0 as blocks,
  (select s.category from statuses s where s.organization_id = t.organization_id and s.id = t.status_id) as category`
const PARENTS = `${PROJECT_OF_TASK} and p.deleted_at is null
  join teams e on e.organization_id = p.organization_id and e.id = p.team_id`

const IS_ASKED = 't.organization_id = $1::uuid and t.id = $2::uuid'

const READ = `select ${TASK_COLUMNS}, ${FACTS}, null as status, null as barred from tasks t ${PARENTS} where ${IS_ASKED}`

/** Nothing when the task stays or the way is open: then it costs one look at the status that the task is in. */
const BARRED = `(select jsonb_build_object('id', f.id, 'name', f.name, 'allowed', coalesce((
      select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.rank) from statuses n
      where n.organization_id = f.organization_id and n.project_id = f.project_id and not n.archived
        and jsonb_exists(f.next_status_ids, n.id::text)), '[]'))
    from statuses f where f.organization_id = t.organization_id and f.id = t.status_id and f.id <> $3::uuid
      and not jsonb_exists(f.next_status_ids, $3::uuid::text)) as barred`

/** Where the task repeats, the status of the next one too, in the order of ids. */
const READ_AND_LOCK_STATUS = `with s as materialized (
    select s.id, s.project_id, s.name, s.archived, s.category, s.limit from statuses s join tasks t on ${IS_ASKED}
    where s.organization_id = $1::uuid and s.project_id = t.project_id
      and (s.id = coalesce($3::uuid, t.status_id) or t.recurrence is not null and s.id = (${FIRST_OPEN('t.project_id')}))
    order by s.id for no key update of s)
  select ${TASK_COLUMNS}, ${FACTS}, ${BARRED},
    (select jsonb_build_object('id', s.id, 'projectId', s.project_id, 'name', s.name, 'archived', s.archived,
      'category', s.category, 'limit', case when p.limits = 'enforce' then s.limit end)
      from s where s.id = coalesce($3::uuid, t.status_id)) as status
  from tasks t ${PARENTS} where ${IS_ASKED}`

/** Loads without asking the policy; the caller must. Throws 404. */
export async function loadTask(work: Work, taskId: string, options: LoadOptions = {}): Promise<LoadedTask> {
  const loaded = await lookForTask(work, taskId, options)
  if (!loaded) throw notFound()
  return loaded
}

/** The same, undefined where it is not found. */
export async function lookForTask(work: Work, taskId: string, options: LoadOptions = {}): Promise<LoadedTask | undefined> {
  const found = await findTask(work, taskId, options)
  if (!found || (found.deletedAt !== null && !options.trash)) return undefined
  const task = presentTask(found)
  const { membersEditAllTasks, onlyManagersCreateTasks, category, blocks } = found
  const project = {
    id: task.projectId,
    key: found.projectKey,
    teamId: task.teamId,
    settings: { membersEditAllTasks, onlyManagersCreateTasks },
  }
  const status = found.status ?? undefined
  return { task, project, subject: taskSubject(task, project), status, barred: found.barred, category, blocks }
}

/** Loads and asks the policy: 404 when hidden, 403 when visible but not allowed. */
export async function loadTaskFor(
  work: Work,
  permission: Permission,
  taskId: string,
  options: LoadOptions = {},
): Promise<LoadedTask> {
  const loaded = await loadTask(work, taskId, options)
  authorize(work.actor, permission, loaded.subject)
  return loaded
}

/** What is locked is read by a statement after the one that waited: that one's snapshot may be older than the lock. */
async function findTask(work: Work, taskId: string, options: LoadOptions): Promise<Row | undefined> {
  const { statusId } = options
  const place = [work.organizationId, taskId]
  const [, rows] = await together<[unknown, Row[]]>([
    lockAsAsked(work, taskId, options),
    statusId === undefined
      ? query<Row>(work.em, READ, place)
      : query<Row>(work.em, READ_AND_LOCK_STATUS, [...place, statusId]),
  ])
  return rows[0]
}

async function lockAsAsked(work: Work, taskId: string, { lock, statusId, parentId }: LoadOptions): Promise<void> {
  if (lock === 'moving' && statusId) await lockMoving(work, taskId, statusId)
  else if (lock === 'around' || lock === 'moving') await lockAround(work, 'tasks', [taskId, parentId])
  else if (lock) await lockTasks(work, [taskId])
}
