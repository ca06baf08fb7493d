// Adds, renames and deletes checklists of a task.
import { randomUUIDv7 } from 'node:crypto'
import type { BodyOf } from '../../../shared/endpoint.ts'
import { type checklistEndpoints, checklistEvents, type Checklist } from '../../../shared/features/checklists.ts'
import { rankBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { fitsOneEvent } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { idTaken, placeOf } from '../tasks/task-rules.ts'
import { tellChecklist } from './add-checklists.ts'
import { findChecklists } from './checklists.queries.ts'
import { countItems } from './count-items.ts'
import { loadChecklist, type LoadOptions } from './load-checklist.ts'

type ChecklistInput = BodyOf<typeof checklistEndpoints.createChecklist>

/** At the end of the task's checklists. 409 when the id is in use. */
export async function createChecklist(work: Work, taskId: string, { id = randomUUIDv7(), title }: ChecklistInput): Promise<Checklist> {
  const { task } = await loadTaskFor(work, 'task.update', taskId, { lock: true })
  const last = (await findChecklists(work, taskId)).at(-1)
  const checklist: Checklist = {
    id,
    taskId,
    title,
    rank: rankBetween(last?.rank ?? null, null),
    version: 1,
    items: [],
  }
  const added = await query(
    work.em,
    `insert into checklists (organization_id, id, task_id, title, rank, version)
    values ($1::uuid, $2::uuid, $3::uuid, $4, $5, 1)
    on conflict (organization_id, id) do nothing returning id`,
    [work.organizationId, checklist.id, taskId, title, checklist.rank],
  )
  if (added.length === 0) throw idTaken()
  work.append(teamStream(task.teamId), checklistEvents.checklistCreated, { ...placeOf(task), checklist })
  return checklist
}

/** Brings a deleted checklist back with its items, as it was. 409 when an id is in use. */
export async function restoreChecklist(work: Work, checklist: Checklist, options: LoadOptions = {}): Promise<void> {
  const { task } = await loadTaskFor(work, 'task.update', checklist.taskId, { ...options, lock: true })
  const [added] = await query(work.em, RESTORE, [work.organizationId, JSON.stringify(checklist)])
  if (!added) throw idTaken()
  const done = checklist.items.filter((item) => item.done).length
  await countItems(work, task.id, { done, total: checklist.items.length })
  await tellChecklist(work, task, checklist)
}

/** To the end of another task's checklists. */
export async function moveChecklists(work: Work, fromTaskId: string, taskId: string): Promise<void> {
  let last = (await findChecklists(work, taskId)).at(-1)?.rank ?? null
  for (const checklist of await findChecklists(work, fromTaskId)) {
    await deleteChecklist(work, checklist.id)
    last = rankBetween(last, null)
    await restoreChecklist(work, { ...checklist, taskId, rank: last })
  }
}

const RESTORE = `with given as (
    select * from jsonb_to_record($2::text::jsonb) as v(id uuid, "taskId" uuid, title text, rank text, version int, items jsonb)),
  added as (
    insert into checklists (organization_id, id, task_id, title, rank, version)
    select $1::uuid, id, "taskId", title, rank, version from given
    on conflict (organization_id, id) do nothing returning id),
  items as (
    insert into checklist_items (organization_id, id, checklist_id, text, done, rank, version)
    select $1::uuid, i.id, added.id, i.text, i.done, i.rank, i.version from added, given,
      jsonb_to_recordset(given.items) as i(id uuid, text text, done boolean, rank text, version int))
  select id from added`

export async function updateChecklist(
  work: Work,
  checklistId: string,
  title: string,
  options: LoadOptions = {},
): Promise<Checklist> {
  const { task, checklist } = await loadChecklist(work, checklistId, options)
  if (title === checklist.title) return checklist
  const updated = { ...checklist, title, version: checklist.version + 1 }
  await query(
    work.em,
    'update checklists set title = $3, version = $4::int where organization_id = $1::uuid and id = $2::uuid',
    [work.organizationId, checklistId, title, updated.version],
  )
  work.append(teamStream(task.teamId), checklistEvents.checklistUpdated, {
    ...placeOf(task),
    checklistId,
    version: updated.version,
    changes: { title: [checklist.title, title] },
  })
  return updated
}

/** Its items go with it: told with it, or before it, one by one in parts, where they are too many for one event (RT2). */
export async function deleteChecklist(work: Work, checklistId: string, options: LoadOptions = {}): Promise<void> {
  const { task, checklist } = await loadChecklist(work, checklistId, options)
  await query(work.em, 'delete from checklists where organization_id = $1::uuid and id = $2::uuid', [
    work.organizationId,
    checklistId,
  ])
  const done = checklist.items.filter((item) => item.done).length
  await countItems(work, task.id, { done: -done, total: -checklist.items.length })
  const stream = teamStream(task.teamId)
  const told = { ...placeOf(task), checklist }
  if (fitsOneEvent(told)) return work.append(stream, checklistEvents.checklistDeleted, told)
  await work.batch('bulk', async () => {
    for (const item of checklist.items)
      work.append(stream, checklistEvents.checklistItemDeleted, { ...placeOf(task), item })
    work.append(stream, checklistEvents.checklistDeleted, { ...told, checklist: { ...checklist, items: [] } })
  })
}
