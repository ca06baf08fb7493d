// Moves a task to a status and a place: the hot path, four statements of its own in two writes.
import type { z } from 'zod'
import { taskEvents, type positionInput, type Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { together } from '../../kernel/together.ts'
import type { Work } from '../../kernel/work.ts'
import { makeNext, whatFollows } from '../recurrence/make-next.ts'
import { checkBlocked } from './blocked.ts'
import { loadTaskFor, type LoadedTask } from './load-task.ts'
import { recountAfterMove } from './recount.ts'
import { checkRoom, checkWay, takesRoom } from './task-entry.ts'
import { boundsOf, rankIn, type Bounds } from './task-places.ts'
import { changeData, changedTask, checkStatus, recurrenceChanges, type TaskChangesMade } from './task-rules.ts'
import { writeFields } from './update-task.actions.ts'

/**
 * 422 for a status of another project or an `afterTaskId` outside of it; after itself, or where it is already:
 * nothing happens. 409 where the workflow has no such way, the status is full, or others block what would be finished.
 */
export async function moveTask(
  work: Work,
  taskId: string,
  input: z.output<typeof positionInput>,
  ifMatch: number | null = null,
): Promise<Task> {
  // The place is looked for, and where a limit asks the tasks there are counted, by the same write that locks: it runs
  // when the lock is held.
  const [loaded, bounds] = await together<[LoadedTask, Bounds]>([
    loadTaskFor(work, 'task.move', taskId, { lock: 'moving', statusId: input.statusId }),
    boundsOf(work, input.statusId, taskId, input.afterTaskId),
  ])
  const { task, status, barred } = loaded
  checkVersion(task, ifMatch, input.expectedVersion)
  checkStatus(status, task.projectId, task.statusId)
  const here = status.id === task.statusId
  if (here && input.afterTaskId === taskId) return task
  await checkBlocked(work, loaded, status.category, input.evenIfBlocked)
  const rank = rankIn(bounds, here ? task.rank : null)
  checkWay(barred, status)
  if (!here && takesRoom(task)) checkRoom(status, bounds.others)
  const following = await whatFollows(work, task, loaded.category, status.category)
  const changes: TaskChangesMade = {
    ...changesBetween<Pick<Task, 'statusId' | 'rank'>>(task, { statusId: status.id, rank }), ...recurrenceChanges(task, following ? null : undefined),
  }
  if (isEmpty(changes)) return task
  const moved = changedTask(task, changes, work.at)
  writeFields(work, moved, changes)
  work.append(teamStream(task.teamId), taskEvents.taskMoved, changeData(moved, changes))
  if (following) await makeNext(work, task, following)
  await recountAfterMove(work, loaded, status.category)
  return moved
}
