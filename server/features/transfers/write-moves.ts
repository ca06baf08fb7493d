// Writes transfers set by set, and tells each team what it may know: the one that a task leaves, and the one where it comes.
import type { Task } from '../../../shared/features/tasks.ts'
import { taskEvents } from '../../../shared/features/tasks.ts'
import { transferEvents as events, type TaskBefore } from '../../../shared/features/transfers.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { idsAround } from '../tasks/lock-tasks.ts'
import { recount } from '../tasks/recount.ts'
import { changeData, changedTask, type TaskChangesMade } from '../tasks/task-rules.ts'
import type { Move } from './arrive.ts'
import { endWhatIsLeftBehind } from './left-behind.ts'

/** `detached`: subtasks of the moved tasks that stay. */
export async function writeMoves(work: Work, moves: readonly Move[], detached: readonly Task[]): Promise<void> {
  if (moves.length === 0) return
  await endWhatIsLeftBehind(work, moves)
  const orphans = detached.map((task) => {
    const changes: TaskChangesMade = { parentId: [task.parentId, null] }
    return { after: changedTask(task, changes, work.at), changes }
  })
  const rows = moves.map(rowOf)
  await query(work.em, ORPHANS, [work.organizationId, JSON.stringify(orphans.map(({ after: { id, version, updatedAt } }) => ({ id, version, updatedAt })))])
  for (const sql of [KEEP_KEYS, MOVE, NUMBERS, OWN_KEYS, ...SETS]) await query(work.em, sql, [work.organizationId, JSON.stringify(rows)])
  for (const { after, changes } of orphans) work.append(teamStream(after.teamId), taskEvents.taskUpdated, changeData(after, changes))
  for (const move of moves) tell(work, move)
  const ids = moves.map(({ after }) => after.id)
  await recount(work, [...moves.flatMap(({ before, after }) => [before.parentId, after.parentId]), ...detached.map(({ parentId }) => parentId), ...(await idsAround(work, 'tasks', ids))])
}

const rowOf = ({ before, after }: Move) => ({
  id: after.id, projectId: after.projectId, number: after.number, statusId: after.statusId, rank: after.rank, parentId: after.parentId,
  customFields: after.customFields, version: after.version, updatedAt: after.updatedAt, assigneeIds: after.assigneeIds, labelIds: after.labelIds,
  leftId: before.projectId, leftNumber: before.number,
})

const GIVEN = `jsonb_to_recordset($2::text::jsonb) as v(id uuid, "projectId" uuid, number int, "statusId" uuid, rank text, "parentId" uuid,
  "customFields" jsonb, version int, "updatedAt" timestamptz, "assigneeIds" jsonb, "labelIds" jsonb, "leftId" uuid, "leftNumber" int)`

const ORPHANS = `update tasks t set parent_id = null, version = v.version, updated_at = v."updatedAt"
  from jsonb_to_recordset($2::text::jsonb) as v(id uuid, version int, "updatedAt" timestamptz) where t.organization_id = $1::uuid and t.id = v.id`
const KEEP_KEYS = `insert into former_keys (organization_id, project_id, number, task_id) select $1::uuid, "leftId", "leftNumber", id from ${GIVEN}`
const MOVE = `update tasks t set project_id = v."projectId", number = v.number, status_id = v."statusId", rank = v.rank, parent_id = v."parentId",
    custom_fields = v."customFields", version = v.version, updated_at = v."updatedAt"
  from ${GIVEN} where t.organization_id = $1::uuid and t.id = v.id`
const NUMBERS = `update projects p set last_number = greatest(p.last_number, n.number)
  from (select "projectId", max(number) as number from ${GIVEN} group by "projectId") n where p.organization_id = $1::uuid and p.id = n."projectId"`
/** Come back, a task has its old key for its own again. */
const OWN_KEYS = `delete from former_keys k using ${GIVEN} where k.organization_id = $1::uuid and k.project_id = v."projectId" and k.number = v.number`

const setsOf = (table: string, column: string, field: string) => [
  `delete from ${table} t using ${GIVEN} where t.organization_id = $1::uuid and t.task_id = v.id and not jsonb_exists(v."${field}", t.${column}::text)`,
  `insert into ${table} (organization_id, task_id, ${column}) select $1::uuid, v.id, one::uuid from ${GIVEN}, jsonb_array_elements_text(v."${field}") one
    on conflict do nothing`,
]
const SETS = [...setsOf('task_assignees', 'membership_id', 'assigneeIds'), ...setsOf('task_labels', 'label_id', 'labelIds')]

/** Of another team's project nothing is said but that there is one. */
function tell(work: Work, { before, after, undoOf }: Move): void {
  const isOneTeam = before.teamId === after.teamId
  const { statusId, rank, assigneeIds, labelIds, parentId, customFields } = before
  const was: TaskBefore = { statusId, rank, assigneeIds, labelIds, parentId, customFields }
  work.undoOf = undoOf
  work.append(teamStream(before.teamId), events.taskLeft, {
    taskId: before.id, projectId: before.projectId, key: before.key, title: before.title, version: after.version, before: was,
    toProjectId: isOneTeam ? after.projectId : null, toKey: isOneTeam ? after.key : null,
  })
  work.append(teamStream(after.teamId), events.taskEntered, {
    task: after, fromProjectId: isOneTeam ? before.projectId : null, fromKey: isOneTeam ? before.key : null,
  })
  work.undoOf = undefined
}
