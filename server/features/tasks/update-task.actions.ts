// Changes fields of a task. Only what really differs is written and told; a new status puts the task at that status's
// end.
import { taskEvents, type Task, type TaskPatch } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { checkVersion, isEmpty } from '../../kernel/changes.ts'
import { query } from '../../kernel/database.ts'
import { together } from '../../kernel/together.ts'
import type { Work } from '../../kernel/work.ts'
import { checkFieldValues } from '../custom-fields/find-fields.ts'
import { givenRecurrence } from '../recurrence/given-recurrence.ts'
import { makeNext, whatFollows } from '../recurrence/make-next.ts'
import { checkBlocked } from './blocked.ts'
import { checkParent, lockForParent } from './families.ts'
import { loadTaskFor, type LoadedTask } from './load-task.ts'
import { recount, recountAfterMove } from './recount.ts'
import { checkRoom, checkWay, takesRoom } from './task-entry.ts'
import { boundsOf, rankIn } from './task-places.ts'
import { checkPeopleAndLabels } from './task-references.ts'
import { changeData, changedTask, checkStatus, customChanges, patchChanges, recurrenceChanges, type TaskChangesMade } from './task-rules.ts'

/**
 * One event `task.updated` tells all changes, status and rank among them. Without changes there is no event and no
 * new version.
 */
export async function updateTask(
  work: Work,
  taskId: string,
  patch: TaskPatch,
  ifMatch: number | null = null,
): Promise<Task> {
  await lockForParent(work, patch.parentId)
  const { statusId, parentId } = patch
  const lock = parentId !== undefined ? 'around' : statusId !== undefined ? 'moving' : true
  const loaded = await loadTaskFor(work, 'task.update', taskId, { lock, statusId, parentId })
  const { task, project } = loaded
  checkVersion(task, ifMatch, patch.expectedVersion)
  await checkPeopleAndLabels(work, project, patch, task)
  const plain = patchChanges(task, patch)
  const kept: TaskChangesMade = {
    ...plain,
    ...recurrenceChanges(task, await givenRecurrence(work, patch.recurrence, { ...task, ...after(plain) }, project.teamId)),
    ...customChanges(task.customFields, await checkFieldValues(work, project, patch.customFields, task.customFields)),
    ...(await statusChanges(work, loaded, patch)),
  }
  const asKept = changedTask(task, kept, work.at)
  const following = kept.statusId ? await whatFollows(work, asKept, loaded.category, loaded.status!.category) : null
  const changes = following ? handedOn(task, kept) : kept
  if (changes.parentId) await checkParent(work, project.id, taskId, changes.parentId[1])
  if (isEmpty(changes)) return task
  const updated = changedTask(task, changes, work.at)
  writeFields(work, updated, changes)
  await together([...writeSet(work, ASSIGNEES, taskId, changes.assigneeIds), ...writeSet(work, LABELS, taskId, changes.labelIds)])
  work.append(teamStream(task.teamId), taskEvents.taskUpdated, changeData(updated, changes))
  if (following) await makeNext(work, asKept, following)
  if (changes.statusId) await recountAfterMove(work, loaded, loaded.status!.category)
  await recount(work, changes.parentId ?? [])
  return updated
}

const after = ({ startAt, dueAt }: TaskChangesMade) => ({ ...(startAt && { startAt: startAt[1] }), ...(dueAt && { dueAt: dueAt[1] }) })

/** The rule goes on to the next task: nobody makes another one for this one then. */
export const handedOn = (task: Task, { recurrence: _, ...changes }: TaskChangesMade): TaskChangesMade => ({ ...changes, ...recurrenceChanges(task, null) })

async function statusChanges(
  work: Work,
  loaded: LoadedTask,
  { statusId, evenIfBlocked }: TaskPatch,
): Promise<TaskChangesMade> {
  const { task, status, barred } = loaded
  if (statusId === undefined) return {}
  checkStatus(status, task.projectId, task.statusId)
  if (statusId === task.statusId) return {}
  checkWay(barred, status)
  await checkBlocked(work, loaded, status.category, evenIfBlocked)
  const bounds = await boundsOf(work, status.id, task.id, undefined)
  if (takesRoom(task)) checkRoom(status, bounds.others)
  return { statusId: [task.statusId, status.id], rank: [task.rank, rankIn(bounds, null)] }
}

const COLUMNS = {
  title: 'text',
  description: 'text',
  statusId: 'uuid',
  rank: 'text',
  priority: 'text',
  startAt: 'timestamptz',
  dueAt: 'timestamptz',
  progress: 'int',
  version: 'int',
  archivedAt: 'timestamptz',
  deletedAt: 'timestamptz',
  updatedAt: 'timestamptz',
  parentId: 'uuid',
  estimateMinutes: 'int',
  estimatePoints: 'float8',
  customFields: 'text::jsonb',
  recurrence: 'text::jsonb',
} as const
type Column = keyof typeof COLUMNS

const columnOf = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** One update of the changed columns, with the new version. The column names come from the fixed list above. */
export function writeFields(work: Work, task: Task, changes: TaskChangesMade): void {
  const fields = (Object.keys(COLUMNS) as Column[]).filter(
    (field) => field in changes || field === 'version' || field === 'updatedAt',
  )
  const set = fields.map((field, index) => `${columnOf(field)} = $${index + 3}::${COLUMNS[field]}`).join(', ')
  work.send(`update tasks set ${set} where organization_id = $1::uuid and id = $2::uuid`, [
    work.organizationId,
    task.id,
    ...fields.map((field) => (typeof task[field] === 'object' && task[field] !== null ? JSON.stringify(task[field]) : task[field])),
  ])
}

const setOf = (table: string, column: string) => ({
  remove: `delete from ${table} where organization_id = $1::uuid and task_id = $2::uuid
    and ${column} = any(array(select jsonb_array_elements_text($3::text::jsonb)::uuid))`,
  add: `insert into ${table} (organization_id, task_id, ${column})
    select $1::uuid, $2::uuid, v::uuid from jsonb_array_elements_text($3::text::jsonb) v`,
})
const ASSIGNEES = setOf('task_assignees', 'membership_id')
const LABELS = setOf('task_labels', 'label_id')

function writeSet(
  work: Work,
  statements: ReturnType<typeof setOf>,
  taskId: string,
  change: [string[], string[]] | undefined,
): Promise<unknown>[] {
  if (!change) return []
  const [before, after] = change
  const write = (sql: string, ids: string[]) => (ids.length > 0 ? [query(work.em, sql, [work.organizationId, taskId, JSON.stringify(ids)])] : [])
  return [
    ...write(statements.remove, before.filter((id) => !after.includes(id))),
    ...write(statements.add, after.filter((id) => !before.includes(id))),
  ]
}
