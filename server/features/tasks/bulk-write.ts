// Writes what a bulk change did to its model, set by set.
import type { Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import type { BulkModel } from './bulk-model.ts'
import { copyChecklists } from '../recurrence/copy-checklists.ts'
import { insertTasks, TASKS_PER_STATEMENT } from './insert-tasks.ts'
import { idsAround } from './lock-tasks.ts'
import { recount } from './recount.ts'
import { idTaken } from './task-rules.ts'

/** In any order: where a new rank is one that another changed task of its status had before, all of them leave their places first. */
export async function writeBulk(work: Work, model: BulkModel): Promise<void> {
  const created = parentsFirst([...model.created].map((id) => model.facts.tasks.get(id)!))
  if ((await insertTasks(work, created)) < created.length) throw idTaken()
  await copyChecklists(work, model.followed)
  const pairs = [...model.changed].map((id) => ({
    before: model.originals.get(id)!,
    after: model.facts.tasks.get(id)!,
  }))
  if (someSwap(pairs)) await inParts(work, LEAVE, pairs.filter(isPlaced).map(({ after: { id } }) => ({ id })))
  await inParts(work, UPDATE, pairs.map(fieldsOf))
  await writeSets(work, pairs, 'assigneeIds', 'task_assignees', 'membership_id')
  await writeSets(work, pairs, 'labelIds', 'task_labels', 'label_id')
  const parents = pairs.filter(({ before, after }) => before.parentId !== after.parentId)
  const finished = pairs.filter(({ before, after }) => countsOtherwise(model, before, after))
  await recount(work, [
    ...(await idsAround(work, 'tasks', finished.map(({ after }) => after.id))),
    ...[...created, ...parents.flatMap(({ before, after }) => [before, after])].map(({ parentId }) => parentId),
  ])
}

/** Tasks are inserted in parts, and each part needs the parents of its tasks. */
export function parentsFirst<T extends Pick<Task, 'id' | 'parentId'>>(tasks: readonly T[]): T[] {
  const left = new Map(tasks.map((task) => [task.id, task]))
  const place = (task: T): T[] => {
    if (!left.delete(task.id)) return []
    const parent = left.get(task.parentId ?? '')
    return parent ? [...place(parent), task] : [task]
  }
  return tasks.flatMap(place)
}

/** Whether others count the task otherwise than before. */
const countsOtherwise = (model: BulkModel, before: Task, after: Task) =>
  model.isOver(before) !== model.isOver(after) || (before.deletedAt === null) !== (after.deletedAt === null)

interface Pair {
  before: Task
  after: Task
}

const isPlaced = ({ before, after }: Pair) => before.statusId !== after.statusId || before.rank !== after.rank

/** Whether one takes the very place that another leaves. */
function someSwap(pairs: readonly Pair[]): boolean {
  const placeOf = ({ statusId, rank }: Task) => `${statusId} ${rank}`
  const placed = pairs.filter(isPlaced)
  const left = new Set(placed.map(({ before }) => placeOf(before)))
  return placed.some(({ after }) => left.has(placeOf(after)))
}

/** No rank begins like this. */
const LEAVE = `update tasks t set rank = '~' || t.id from jsonb_to_recordset($2::text::jsonb) as v(id uuid)
  where t.organization_id = $1::uuid and t.id = v.id`

/** Only a changed description and changed custom fields travel. */
function fieldsOf({ before, after }: Pair) {
  const { id, title, statusId, rank, priority, startAt, dueAt, progress, version, archivedAt, deletedAt, updatedAt, parentId,
    estimateMinutes, estimatePoints, recurrence } = after
  const customFields = after.customFields === before.customFields ? null : after.customFields
  const description = after.description === before.description ? null : after.description
  return {
    id,
    title,
    description,
    statusId,
    rank,
    priority,
    startAt,
    dueAt,
    progress,
    version,
    archivedAt,
    deletedAt,
    updatedAt,
    parentId,
    estimateMinutes,
    estimatePoints,
    customFields,
    recurrence,
  }
}

const UPDATE = `update tasks t set title = v.title, description = coalesce(v.description, t.description),
    status_id = v."statusId", rank = v.rank, priority = v.priority, start_at = v."startAt", due_at = v."dueAt",
    progress = v.progress, version = v.version, archived_at = v."archivedAt", deleted_at = v."deletedAt",
    updated_at = v."updatedAt", parent_id = v."parentId", estimate_minutes = v."estimateMinutes",
    estimate_points = v."estimatePoints", custom_fields = coalesce(v."customFields", t.custom_fields),
    recurrence = v.recurrence
  from jsonb_to_recordset($2::text::jsonb) as v(id uuid, title text, description text, "statusId" uuid, rank text,
    priority text, "startAt" timestamptz, "dueAt" timestamptz, progress int, version int, "archivedAt" timestamptz,
    "deletedAt" timestamptz, "updatedAt" timestamptz, "parentId" uuid, "estimateMinutes" int, "estimatePoints" float8,
    "customFields" jsonb, recurrence jsonb)
  where t.organization_id = $1::uuid and t.id = v.id`

async function writeSets(
  work: Work,
  pairs: readonly Pair[],
  field: 'assigneeIds' | 'labelIds',
  table: string,
  column: string,
): Promise<void> {
  const lost = pairs.flatMap(({ before, after }) =>
    missing(before[field], after[field]).map((id) => ({ taskId: after.id, id })),
  )
  const won = pairs.flatMap(({ before, after }) =>
    missing(after[field], before[field]).map((id) => ({ taskId: after.id, id })),
  )
  const given = 'jsonb_to_recordset($2::text::jsonb) as v("taskId" uuid, id uuid)'
  await inParts(
    work,
    `delete from ${table} t using ${given}
      where t.organization_id = $1::uuid and t.task_id = v."taskId" and t.${column} = v.id`,
    lost,
  )
  await inParts(
    work,
    `insert into ${table} (organization_id, task_id, ${column}) select $1::uuid, v."taskId", v.id from ${given}`,
    won,
  )
}

const missing = (from: readonly string[], present: readonly string[]) => from.filter((id) => !present.includes(id))

async function inParts(work: Work, sql: string, rows: readonly object[]): Promise<void> {
  for (let start = 0; start < rows.length; start += TASKS_PER_STATEMENT) {
    await query(work.em, sql, [work.organizationId, JSON.stringify(rows.slice(start, start + TASKS_PER_STATEMENT))])
  }
}
