// Deletes a status. Its tasks go to the end of another: all of them, in their order, as one change.
import { events } from '../../../shared/index.ts'
import { taskEvents, type Task } from '../../../shared/features/tasks.ts'
import { ranksBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { conflict, invalidReference } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { checkRoom, takesRoom } from '../tasks/task-entry.ts'
import { TASKS_PER_STATEMENT } from '../tasks/insert-tasks.ts'
import { lockAround } from '../tasks/lock-tasks.ts'
import { recountAround } from '../tasks/recount.ts'
import { boundsOf } from '../tasks/task-places.ts'
import { PROJECT_OF_STATUS, PROJECT_OF_TASK, STATUS_FACTS, TASK_COLUMNS, type TaskRow } from '../tasks/task-row.ts'
import { changeData, changedTask, type TaskChangesMade, type TaskStatus } from '../tasks/task-rules.ts'
import { presentTask } from '../tasks/task.presenter.ts'
import type { Status } from './status.entity.ts'
import { presentStatus } from './status.presenter.ts'
import { lockProjectOf, lockStatus } from './workflow.actions.ts'
import { statusesOf } from './workflow.queries.ts'

/**
 * Deletes a status; the last one stays. 409 when tasks stand in it, archived and deleted ones included, and nobody says
 * where they go, or when they find no room there. 422 when that is no other open status of the project.
 */
export async function deleteStatus(work: Work, id: string, moveTo: string | undefined): Promise<void> {
  const project = await lockProjectOf(work, id)
  // Tasks before statuses, as everywhere: who moves one of them holds it and waits for its status.
  await lockAround(work, 'statuses', [id])
  await lockStatuses(work, project.id)
  const status = await lockStatus(work, id)
  const others = (await statusesOf(work, project.id)).filter((other) => other.id !== id)
  if (others.length === 0) throw conflict('conflict', 'A project needs at least one status.')
  const tasks = await readTasks(work, id)
  if (moveTo !== undefined) await moveTasks(work, tasks, await lockTarget(work, others, moveTo))
  else if (tasks.length > 0) throw conflict('status_not_empty', stillThere(tasks.length, status.name))
  for (const other of others) forgetWay(work, other, id, project.team.id)
  work.em.remove(status)
  work.append(teamStream(project.team.id), events.statusDeleted, { status: presentStatus(status) })
}

/** Why a status stays: counted in a whole sentence, and what to do. */
function stillThere(tasks: number, name: string): string {
  const which = tasks === 1 ? '1 task stands' : `${tasks} tasks stand`
  return `${which} in "${name}", archived and deleted ones included. Say where they go, or archive the status.`
}

/** All at once and by id, as changes of many tasks lock theirs: two that want the same ones never wait for each other. */
async function lockStatuses(work: Work, projectId: string): Promise<void> {
  await query(
    work.em,
    `select id from statuses where organization_id = $1::uuid and project_id = $2::uuid order by id for no key update`,
    [work.organizationId, projectId],
  )
}

/** By rank. Once the status is locked these are all that will be there; those that came meanwhile are locked too. */
async function readTasks(work: Work, statusId: string): Promise<Task[]> {
  await lockAround(work, 'statuses', [statusId])
  const rows = await query<TaskRow>(
    work.em,
    `select ${TASK_COLUMNS} from tasks t ${PROJECT_OF_TASK}
    where t.organization_id = $1::uuid and t.status_id = $2::uuid order by t.rank`,
    [work.organizationId, statusId],
  )
  return rows.map(presentTask)
}

async function lockTarget(work: Work, others: readonly Status[], moveTo: string): Promise<TaskStatus> {
  const target = others.find(({ id, archived }) => id === moveTo && !archived)
  if (!target) throw invalidReference('?moveTo', 'This is no other open status of the project.')
  const [locked] = await query<TaskStatus>(
    work.em,
    `select ${STATUS_FACTS} from statuses s ${PROJECT_OF_STATUS}
    where s.organization_id = $1::uuid and s.id = $2::uuid for no key update of s`,
    [work.organizationId, target.id],
  )
  return locked!
}

/** The ways of the workflow do not bind: the status is going away. */
async function moveTasks(work: Work, tasks: readonly Task[], to: TaskStatus): Promise<void> {
  if (tasks.length === 0) return
  // No task has the status's id: all that stand there are counted as others.
  const { before, others } = await boundsOf(work, to.id, to.id, undefined)
  const coming = tasks.filter(takesRoom).length
  if (coming > 0) checkRoom(to, others, coming)
  const ranks = ranksBetween(before, null, tasks.length)
  await work.batch('bulk', async () => {
    const moved = tasks.map((task, index) => move(work, task, { statusId: [task.statusId, to.id], rank: [task.rank, ranks[index]!] }))
    for (let start = 0; start < moved.length; start += TASKS_PER_STATEMENT) {
      await query(work.em, MOVE, [work.organizationId, JSON.stringify(moved.slice(start, start + TASKS_PER_STATEMENT))])
    }
    await recountAround(work, 'tasks', moved.map(({ id }) => id))
  })
}

const MOVE = `update tasks t set status_id = v."statusId", rank = v.rank, version = v.version, updated_at = v."updatedAt"
  from jsonb_to_recordset($2::text::jsonb) as v(id uuid, "statusId" uuid, rank text, version int, "updatedAt" timestamptz)
  where t.organization_id = $1::uuid and t.id = v.id`

function move(work: Work, task: Task, changes: TaskChangesMade) {
  const moved = changedTask(task, changes, work.at)
  work.append(teamStream(task.teamId), taskEvents.taskMoved, changeData(moved, changes))
  const { id, statusId, rank, version, updatedAt } = moved
  return { id, statusId, rank, version, updatedAt }
}

/** Nobody chose that tasks go nowhere: a status that led only to the deleted one leads anywhere. */
function forgetWay(work: Work, status: Status, goneId: string, teamId: string): void {
  const before = status.nextStatusIds
  if (!before?.includes(goneId)) return
  const left = before.filter((id) => id !== goneId)
  const after = left.length > 0 ? left : null
  work.em.assign(status, { nextStatusIds: after, version: status.version + 1 })
  work.append(teamStream(teamId), events.statusUpdated, {
    statusId: status.id, projectId: status.project.id, version: status.version, changes: { nextStatusIds: [before, after] },
  })
}
