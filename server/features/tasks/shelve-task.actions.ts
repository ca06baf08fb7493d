// Takes tasks out of sight and back: archive, trash, restore. They keep status and rank, so they come back to their
// place.
import { taskEvents, type Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { checkVersion } from '../../kernel/changes.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from './load-task.ts'
import { changeData, changedTask, type TaskChangesMade } from './task-rules.ts'
import { writeFields } from './update-task.actions.ts'

/** Archiving what is archived (or the reverse) changes nothing. */
export async function archiveTask(
  work: Work,
  taskId: string,
  archived: boolean,
  ifMatch: number | null = null,
): Promise<Task> {
  const { task } = await loadTaskFor(work, 'task.archive', taskId, { lock: true })
  checkVersion(task, ifMatch)
  if ((task.archivedAt !== null) === archived) return task
  return shelve(work, task, 'taskArchived', { archivedAt: [task.archivedAt, archived ? work.at.toISOString() : null] })
}

/** Puts the task into the trash; only `restoreTask` and reading find it there. */
export async function deleteTask(work: Work, taskId: string, ifMatch: number | null = null): Promise<void> {
  const { task } = await loadTaskFor(work, 'task.delete', taskId, { lock: true })
  checkVersion(task, ifMatch)
  await shelve(work, task, 'taskDeleted', { deletedAt: [null, work.at.toISOString()] })
}

/** Restoring what is not in the trash changes nothing. */
export async function restoreTask(work: Work, taskId: string, ifMatch: number | null = null): Promise<Task> {
  const { task } = await loadTaskFor(work, 'task.delete', taskId, { lock: true, trash: true })
  checkVersion(task, ifMatch)
  return task.deletedAt === null ? task : shelve(work, task, 'taskRestored', { deletedAt: [task.deletedAt, null] })
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
