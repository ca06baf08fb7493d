// Takes tasks out of sight and back: archive, trash, restore. They keep status and rank, so they come back to their
// place, if their status has room.
import { taskEvents, type Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { checkVersion } from '../../kernel/changes.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor, type LoadedTask } from './load-task.ts'
import { recountAround } from './recount.ts'
import { checkRoom } from './task-entry.ts'
import { countOthers } from './task-places.ts'
import { changeData, changedTask, type TaskChangesMade } from './task-rules.ts'
import { writeFields } from './update-task.actions.ts'

/** Archiving what is archived (or the reverse) changes nothing. */
export async function archiveTask(
  work: Work,
  taskId: string,
  archived: boolean,
  ifMatch: number | null = null,
): Promise<Task> {
  const loaded = await loadTaskFor(work, 'task.archive', taskId, { lock: true, statusId: archived ? undefined : null })
  const { task } = loaded
  checkVersion(task, ifMatch)
  if ((task.archivedAt !== null) === archived) return task
  if (!archived) await checkReturn(work, loaded)
  return shelve(work, task, 'taskArchived', { archivedAt: [task.archivedAt, archived ? work.at.toISOString() : null] })
}

/**
 * Puts the task into the trash; only `restoreTask` and reading find it there. Its subtasks stay where they are, and its
 * own again when it comes back.
 */
export async function deleteTask(work: Work, taskId: string, ifMatch: number | null = null): Promise<void> {
  const loaded = await loadTaskFor(work, 'task.delete', taskId, { lock: 'around' })
  checkVersion(loaded.task, ifMatch)
  await shelve(work, loaded.task, 'taskDeleted', { deletedAt: [null, work.at.toISOString()] })
  await recountOthers(work, loaded)
}

/** Restoring what is not in the trash changes nothing. */
export async function restoreTask(work: Work, taskId: string, ifMatch: number | null = null): Promise<Task> {
  const loaded = await loadTaskFor(work, 'task.delete', taskId, { lock: 'around', trash: true, statusId: null })
  const { task } = loaded
  checkVersion(task, ifMatch)
  if (task.deletedAt === null) return task
  if (task.archivedAt === null) await checkReturn(work, loaded)
  const restored = shelve(work, task, 'taskRestored', { deletedAt: [task.deletedAt, null] })
  await recountOthers(work, loaded)
  return restored
}

/** Throws 409 when the status that the task comes back to is full meanwhile. */
async function checkReturn(work: Work, { task, status }: LoadedTask): Promise<void> {
  if (status && status.limit !== null) checkRoom(status, await countOthers(work, status.id, task.id))
}

async function recountOthers(work: Work, { task, blocks }: LoadedTask): Promise<void> {
  if (task.parentId !== null || blocks) await recountAround(work, 'tasks', [task.id])
}

async function shelve(
  work: Work,
  task: Task,
  event: 'taskArchived' | 'taskDeleted' | 'taskRestored',
  changes: TaskChangesMade,
): Promise<Task> {
  const shelved = changedTask(task, changes, work.at)
  writeFields(work, shelved, changes)
  work.append(teamStream(task.teamId), taskEvents[event], changeData(shelved, changes))
  return shelved
}
