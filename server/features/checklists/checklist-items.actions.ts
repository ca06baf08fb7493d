// Adds, changes, ticks, moves and deletes items of a checklist.
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import {
  checklistEvents,
  type Checklist,
  type checklistEndpoints,
  type ChecklistItem,
} from '../../../shared/features/checklists.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { freeRank, rankBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { query } from '../../kernel/database.ts'
import { invalidReference } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { isBetween } from '../tasks/task-places.ts'
import { idTaken, placeOf } from '../tasks/task-rules.ts'
import { findChecklists } from './checklists.queries.ts'
import { countItems } from './count-items.ts'
import { loadChecklist, loadChecklistItem, type LoadOptions } from './load-checklist.ts'

/** At the end of the checklist. */
export async function createChecklistItem(
  work: Work,
  checklistId: string,
  input: { text: string; done: boolean },
): Promise<ChecklistItem> {
  const { task, checklist } = await loadChecklist(work, checklistId)
  const rank = rankBetween(checklist.items.at(-1)?.rank ?? null, null)
  const item: ChecklistItem = { id: randomUUIDv7(), checklistId, text: input.text, done: input.done, rank, version: 1 }
  await query(
    work.em,
    `insert into checklist_items (organization_id, id, checklist_id, text, done, rank, version)
    values ($1::uuid, $2::uuid, $3::uuid, $4, $5::boolean, $6, 1)`,
    [work.organizationId, item.id, checklistId, item.text, item.done, rank],
  )
  await countItems(work, task.id, { done: item.done ? 1 : 0, total: 1 })
  work.append(teamStream(task.teamId), checklistEvents.checklistItemCreated, { ...placeOf(task), item })
  return item
}

type ItemPatch = z.output<typeof checklistEndpoints.updateChecklistItem.body>

/** 422 for a checklist of another task, or an `afterItemId` that is not in the checklist; after itself: it stays. */
export async function updateChecklistItem(
  work: Work,
  itemId: string,
  { afterItemId, checklistId, ...patch }: ItemPatch,
): Promise<ChecklistItem> {
  const { task, checklist, item } = await loadChecklistItem(work, itemId)
  const target = checklistId === undefined ? checklist : await findTarget(work, task.id, checklistId)
  const rank = rankIn(target, item, afterItemId)
  return writeItem(work, task, item, { ...patch, rank, checklistId: target.id })
}

type ItemFields = { [K in 'text' | 'done' | 'rank' | 'checklistId']?: ChecklistItem[K] | undefined }

/** Writes and tells what differs. The task is locked. */
async function writeItem(work: Work, task: Task, item: ChecklistItem, fields: ItemFields): Promise<ChecklistItem> {
  const changes = changesBetween<Pick<ChecklistItem, 'text' | 'done' | 'rank' | 'checklistId'>>(item, fields)
  if (isEmpty(changes)) return item
  const after = Object.fromEntries(Object.entries(changes).map(([field, pair]) => [field, pair[1]]))
  const updated: ChecklistItem = { ...item, ...after, version: item.version + 1 }
  await query(
    work.em,
    `update checklist_items set text = $3, done = $4::boolean, rank = $5, version = $6::int, checklist_id = $7::uuid
    where organization_id = $1::uuid and id = $2::uuid`,
    [work.organizationId, item.id, updated.text, updated.done, updated.rank, updated.version, updated.checklistId],
  )
  if (changes.done) await countItems(work, task.id, { done: updated.done ? 1 : -1, total: 0 })
  work.append(teamStream(task.teamId), checklistEvents.checklistItemUpdated, {
    ...placeOf(task),
    itemId: item.id,
    checklistId: updated.checklistId,
    text: updated.text,
    version: updated.version,
    changes,
  })
  return updated
}

/** Gives an item fields of earlier back, its place among them: that very rank, or one right after whoever has it now. */
export async function revertChecklistItem(work: Work, itemId: string, fields: ItemFields, options: LoadOptions = {}): Promise<void> {
  const { task, item } = await loadChecklistItem(work, itemId, options)
  if (fields.rank === undefined && fields.checklistId === undefined) return void (await writeItem(work, task, item, fields))
  const target = await findTarget(work, task.id, fields.checklistId ?? item.checklistId)
  const rank = freeRank(target.items.filter(({ id }) => id !== itemId), fields.rank ?? item.rank)
  await writeItem(work, task, item, { ...fields, rank })
}

/** Brings a deleted item back as it was, or right after whoever has its rank now, and answers it. 409 when its id is in use, 422 when its checklist is gone. */
export async function restoreChecklistItem(work: Work, deleted: ChecklistItem, options: LoadOptions = {}): Promise<ChecklistItem> {
  const { task, checklist } = await loadChecklist(work, deleted.checklistId, options)
  const item = { ...deleted, rank: freeRank(checklist.items, deleted.rank) }
  const added = await query(work.em, RESTORE, [
    work.organizationId, item.id, item.checklistId, item.text, item.done, item.rank, item.version,
  ])
  if (added.length === 0) throw idTaken()
  await countItems(work, task.id, { done: item.done ? 1 : 0, total: 1 })
  work.append(teamStream(task.teamId), checklistEvents.checklistItemCreated, { ...placeOf(task), item })
  return item
}

const RESTORE = `insert into checklist_items (organization_id, id, checklist_id, text, done, rank, version)
  values ($1::uuid, $2::uuid, $3::uuid, $4, $5::boolean, $6, $7::int)
  on conflict (organization_id, id) do nothing returning id`

async function findTarget(work: Work, taskId: string, checklistId: string): Promise<Checklist> {
  const found = (await findChecklists(work, taskId)).find(({ id }) => id === checklistId)
  if (!found) throw invalidReference('/checklistId', 'This is no checklist of the same task.')
  return found
}

/** Undefined where the item stays; at the end of another checklist unless said. */
function rankIn(target: Checklist, item: ChecklistItem, afterItemId: string | null | undefined): string | undefined {
  const isElsewhere = target.id !== item.checklistId
  if (afterItemId === undefined) return isElsewhere ? rankBetween(target.items.at(-1)?.rank ?? null, null) : undefined
  if (afterItemId === item.id && !isElsewhere) return undefined
  const others = target.items.filter(({ id }) => id !== item.id)
  const index = afterItemId === null ? -1 : others.findIndex(({ id }) => id === afterItemId)
  if (afterItemId !== null && index < 0) throw invalidReference('/afterItemId', 'This item is not in the checklist.')
  const before = others[index]?.rank ?? null
  const after = others[index + 1]?.rank ?? null
  return !isElsewhere && isBetween(item.rank, before, after) ? item.rank : rankBetween(before, after)
}

export async function deleteChecklistItem(work: Work, itemId: string, options: LoadOptions = {}): Promise<void> {
  const { task, item } = await loadChecklistItem(work, itemId, options)
  await query(work.em, 'delete from checklist_items where organization_id = $1::uuid and id = $2::uuid', [
    work.organizationId,
    itemId,
  ])
  await countItems(work, task.id, { done: item.done ? -1 : 0, total: -1 })
  work.append(teamStream(task.teamId), checklistEvents.checklistItemDeleted, { ...placeOf(task), item })
}
