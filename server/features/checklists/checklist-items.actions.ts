// Adds, changes, ticks, moves and deletes items of a checklist.
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import {
  checklistEvents,
  type Checklist,
  type checklistEndpoints,
  type ChecklistItem,
} from '../../../shared/features/checklists.ts'
import { rankBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { query } from '../../kernel/database.ts'
import { invalidReference } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { isBetween } from '../tasks/task-places.ts'
import { placeOf } from '../tasks/task-rules.ts'
import { countItems } from './count-items.ts'
import { loadChecklist, loadChecklistItem } from './load-checklist.ts'

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

/** 422 for an `afterItemId` that is not in the same checklist; after itself: it stays. */
export async function updateChecklistItem(
  work: Work,
  itemId: string,
  { afterItemId, ...patch }: ItemPatch,
): Promise<ChecklistItem> {
  const { task, checklist, item } = await loadChecklistItem(work, itemId)
  const rank = afterItemId === undefined || afterItemId === itemId ? undefined : rankAfter(checklist, item, afterItemId)
  const changes = changesBetween<Pick<ChecklistItem, 'text' | 'done' | 'rank'>>(item, { ...patch, rank })
  if (isEmpty(changes)) return item
  const after = Object.fromEntries(Object.entries(changes).map(([field, pair]) => [field, pair[1]]))
  const updated: ChecklistItem = { ...item, ...after, version: item.version + 1 }
  await query(
    work.em,
    `update checklist_items set text = $3, done = $4::boolean, rank = $5, version = $6::int
    where organization_id = $1::uuid and id = $2::uuid`,
    [work.organizationId, itemId, updated.text, updated.done, updated.rank, updated.version],
  )
  if (changes.done) await countItems(work, task.id, { done: updated.done ? 1 : -1, total: 0 })
  work.append(teamStream(task.teamId), checklistEvents.checklistItemUpdated, {
    ...placeOf(task),
    itemId,
    checklistId: checklist.id,
    text: updated.text,
    version: updated.version,
    changes,
  })
  return updated
}

function rankAfter(checklist: Checklist, item: ChecklistItem, afterItemId: string | null): string {
  const others = checklist.items.filter(({ id }) => id !== item.id)
  const index = afterItemId === null ? -1 : others.findIndex(({ id }) => id === afterItemId)
  if (afterItemId !== null && index < 0)
    throw invalidReference('/afterItemId', 'This item is not in the same checklist.')
  const before = others[index]?.rank ?? null
  const after = others[index + 1]?.rank ?? null
  return isBetween(item.rank, before, after) ? item.rank : rankBetween(before, after)
}

export async function deleteChecklistItem(work: Work, itemId: string): Promise<void> {
  const { task, item } = await loadChecklistItem(work, itemId)
  await query(work.em, 'delete from checklist_items where organization_id = $1::uuid and id = $2::uuid', [
    work.organizationId,
    itemId,
  ])
  await countItems(work, task.id, { done: item.done ? -1 : 0, total: -1 })
  work.append(teamStream(task.teamId), checklistEvents.checklistItemDeleted, { ...placeOf(task), item })
}
