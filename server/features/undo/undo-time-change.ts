// Takes a change of logged time back, by the actions of time. A timer is not: it is stopped, and what it logged is taken back.
import type { TimeEntry } from '../../../shared/features/time.ts'
import type { Work } from '../../kernel/work.ts'
import { findEntry } from '../time/load-entry.ts'
import { deleteTimeEntry, restoreTimeEntry, revertTimeEntry } from '../time/time-entries.actions.ts'
import { fieldsChangedSince } from './later-time-changes.ts'
import type { PastChange } from './past-changes.ts'
import { changedSince, isGone } from './undo-refusal.ts'
import { taskOf } from './undo-task-change.ts'

/** The task may be in the trash: the same undo may take it out. */
const anywhere = { trash: true } as const

type Pairs = Record<string, [unknown, unknown]>
const LOGGED = ['minutes', 'startedAt', 'note'] as const satisfies (keyof TimeEntry)[]

export async function undoTimeChange(work: Work, past: PastChange): Promise<Pairs> {
  const { entry, entryId = entry.id, changes, version } = past.data as { entry: TimeEntry; entryId?: string; changes: Pairs; version: number }
  const what = `The time on ${taskOf(past).key}`
  if (past.type === 'time.deleted') {
    await restoreTimeEntry(work, entry, anywhere)
    return { minutes: [null, entry.minutes] }
  }
  const present = await findEntry(work, entryId)
  if (!present) throw isGone(what)
  const left = past.type === 'time.logged' ? Object.entries(entry).filter(([field]) => (LOGGED as string[]).includes(field)) : Object.entries(changes).map(([field, [, after]]) => [field, after] as const)
  const changed = left.filter(([field, value]) => present[field as keyof TimeEntry] !== value).map(([field]) => field)
  if (changed.length > 0) throw changedSince(what, changed)
  if (past.type === 'time.logged') {
    await deleteTimeEntry(work, entryId, anywhere)
    return { minutes: [entry.minutes, null] }
  }
  if (changes.approvedAt && changes.approvedAt[0] !== null) {
    const unlike = await fieldsChangedSince(work, present, version)
    if (unlike.length > 0) throw changedSince(what, unlike)
  }
  await revertTimeEntry(work, entryId, Object.fromEntries(Object.entries(changes).map(([field, [before]]) => [field, before])), anywhere)
  return Object.fromEntries(Object.entries(changes).map(([field, [before, after]]) => [field, [after, before]]))
}
