// Takes a change of a status back, by the actions of workflows. Its tasks are not moved by that: their own changes are taken back.
import { isDone, type Status } from '../../../shared/features/workflow.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { lockAround } from '../tasks/lock-tasks.ts'
import { deleteStatus } from '../workflow/delete-status.actions.ts'
import { presentStatus } from '../workflow/status.presenter.ts'
import { lockProjectOf, lockStatus, restoreStatus, revertStatus } from '../workflow/workflow.actions.ts'
import { statusesOf } from '../workflow/workflow.queries.ts'
import { checkAsMade, fieldsBefore, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import { isInUse, isUnknown } from './undo-refusal.ts'
import type { StandIns } from './undo-task-change.ts'

/** As it is told when it is made. */
export const STATUS_AS_MADE = ['name', 'category', 'color', 'rank', 'archived', 'limit', 'nextStatusIds'] as const satisfies (keyof Status)[]

export async function undoStatusChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { status: told, statusId = told?.id, changes = {} } = data as { status?: Status; statusId?: string; changes?: Pairs }
  if (type === 'status.deleted') {
    const { name, rank } = await restoreStatus(work, told!)
    standIns.note(told!.id, 'rank', rank, told!.rank)
    return { title: name, changes: { name: [null, name] } }
  }
  await lockProjectOf(work, statusId!)
  // Before the status, as by whoever moves one of them.
  if (told || changes.category) await lockAround(work, 'statuses', [statusId])
  const status = presentStatus(await lockStatus(work, statusId!))
  const present = { id: status.id, what: `The status ${status.name}`, fields: status }
  if (told) {
    // What is in use stays, whatever became of it.
    if (await isNamed(work, status)) throw isInUse(present.what)
    await deleteStatus(work, status.id, undefined)
    checkAsMade(standIns, present, told, STATUS_AS_MADE)
    return { title: told.name, changes: { name: [told.name, null] } }
  }
  const before = fieldsBefore<Partial<Status>>(standIns, present, changes)
  if (before.category && isDone(before.category) && !isDone(status.category) && await hasTasks(work, status.id)) {
    // Where it is left out, what happened before takes what it left for what was.
    for (const [field, value] of Object.entries(before)) standIns.note(status.id, field, status[field as keyof Status], value)
    throw isUnknown(NOT_KEPT)
  }
  const { name, rank } = await revertStatus(work, status.id, before)
  if (before.rank !== undefined) standIns.note(status.id, 'rank', rank, before.rank)
  return { title: name, changes: turned(changes) }
}

const NOT_KEPT = 'When the tasks in the status were finished is not known any more. By hand they can be finished as of now.'

/** Archived and deleted ones too: each says when it was finished. */
async function hasTasks(work: Work, statusId: string): Promise<boolean> {
  return (await query(work.em, 'select id from tasks where organization_id = $1::uuid and status_id = $2::uuid limit 1', [work.organizationId, statusId])).length > 0
}

/** Whether another says that tasks go on to it: that one would lead elsewhere. */
const isNamed = async (work: Work, { id, projectId }: Status): Promise<boolean> =>
  (await statusesOf(work, projectId)).some((other) => other.id !== id && other.nextStatusIds?.includes(id))
