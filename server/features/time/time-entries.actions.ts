// Logs time on tasks, changes, deletes and approves it. Approved time is locked until somebody who may takes that back.
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import type { Task } from '../../../shared/features/tasks.ts'
import { timeEvents, type timeEndpoints, type TimeEntry } from '../../../shared/features/time.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { query } from '../../kernel/database.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadTask, loadTaskFor } from '../tasks/load-task.ts'
import { idTaken, placeOf } from '../tasks/task-rules.ts'
import { findEntry, loadEntry, type LoadOptions } from './load-entry.ts'

type Input = z.output<typeof timeEndpoints.createTimeEntry.body>
type Patch = z.output<typeof timeEndpoints.updateTimeEntry.body>

/** One's own time; without a beginning it ended now. */
export async function createTimeEntry(work: Work, taskId: string, { minutes, note = '', startedAt }: Input): Promise<TimeEntry> {
  const { task } = await loadTaskFor(work, 'time.log', taskId)
  return logTime(work, task, { minutes, note, startedAt: startedAt ?? before(work.at, minutes) })
}

const before = (at: Date, minutes: number) => new Date(at.getTime() - minutes * 60_000).toISOString()

/** Writes an entry of the actor on a task that the caller has authorized. */
export async function logTime(work: Work, task: Task, facts: Pick<TimeEntry, 'minutes' | 'note' | 'startedAt'>): Promise<TimeEntry> {
  return writeEntry(work, task, {
    id: randomUUIDv7(), taskId: task.id, memberId: work.actor.membershipId, ...facts, approvedAt: null, approvedById: null, version: 1,
    createdAt: work.at.toISOString(),
  })
}

async function writeEntry(work: Work, task: Task, entry: TimeEntry): Promise<TimeEntry> {
  await query(
    work.em,
    `insert into time_entries (organization_id, id, task_id, membership_id, minutes, started_at, note, version, created_at)
    values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::int, $6::timestamptz, $7, $8::int, $9::timestamptz)`,
    [work.organizationId, entry.id, entry.taskId, entry.memberId, entry.minutes, entry.startedAt, entry.note, entry.version, entry.createdAt],
  )
  work.append(teamStream(task.teamId), timeEvents.timeLogged, { ...placeOf(task), entry })
  return entry
}

/** What changes nothing leaves no event. */
export async function updateTimeEntry(work: Work, entryId: string, patch: Patch, ifMatch: number | null): Promise<TimeEntry> {
  const { entry, task } = await loadEntry(work, 'time.update', entryId)
  checkVersion(entry, ifMatch)
  refuseApproved(entry)
  return changeEntry(work, task, entry, patch)
}

export async function deleteTimeEntry(work: Work, entryId: string, options: LoadOptions = {}): Promise<void> {
  const { entry, task } = await loadEntry(work, 'time.update', entryId, options)
  refuseApproved(entry)
  await query(work.em, 'delete from time_entries where organization_id = $1::uuid and id = $2::uuid', [work.organizationId, entryId])
  work.append(teamStream(task.teamId), timeEvents.timeDeleted, { ...placeOf(task), entry })
}

/** Brings deleted time back as it was: whoever may delete it may. 409 when it is there already. */
export async function restoreTimeEntry(work: Work, entry: TimeEntry, options: LoadOptions = {}): Promise<TimeEntry> {
  const { task, project } = await loadTask(work, entry.taskId, options)
  authorize(work.actor, 'time.update', { teamId: project.teamId, createdById: entry.memberId })
  if (await findEntry(work, entry.id)) throw idTaken()
  return writeEntry(work, task, entry)
}

/** Gives fields the values that they had, an approval too: whoever may change them may. */
export async function revertTimeEntry(work: Work, entryId: string, before: Partial<TimeEntry>, options: LoadOptions = {}): Promise<TimeEntry> {
  const isApproval = 'approvedAt' in before
  const { entry, task } = await loadEntry(work, isApproval ? 'time.approve' : 'time.update', entryId, options)
  if (!isApproval) refuseApproved(entry)
  return changeEntry(work, task, entry, before)
}

export async function approveTimeEntry(work: Work, entryId: string, approved: boolean, ifMatch: number | null): Promise<TimeEntry> {
  const { entry, task } = await loadEntry(work, 'time.approve', entryId)
  checkVersion(entry, ifMatch)
  if (approved === (entry.approvedAt !== null)) return entry
  return changeEntry(work, task, entry, approved
    ? { approvedAt: work.at.toISOString(), approvedById: work.actor.membershipId || null }
    : { approvedAt: null, approvedById: null })
}

function refuseApproved({ approvedAt }: TimeEntry): void {
  if (approvedAt !== null) throw new Problem('time_approved', 'This time is approved. Ask a manager of the team to take that back first.')
}

async function changeEntry(work: Work, task: Task, entry: TimeEntry, patch: Partial<TimeEntry>): Promise<TimeEntry> {
  const changes = changesBetween(entry, patch)
  if (isEmpty(changes)) return entry
  const changed = { ...entry, ...patch, version: entry.version + 1 }
  await query(
    work.em,
    `update time_entries set minutes = $3::int, started_at = $4::timestamptz, note = $5, approved_at = $6::timestamptz,
      approved_by_id = $7::uuid, version = $8::int where organization_id = $1::uuid and id = $2::uuid`,
    [work.organizationId, entry.id, changed.minutes, changed.startedAt, changed.note, changed.approvedAt, changed.approvedById, changed.version],
  )
  work.append(teamStream(task.teamId), timeEvents.timeUpdated, {
    ...placeOf(task), entryId: entry.id, memberId: entry.memberId, changes, version: changed.version,
  })
  return changed
}
