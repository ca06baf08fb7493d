// One operation of a bulk change on the model: the checks of the single action in their order, then the change. Throws
// before it changes anything.
import { randomUUIDv7 } from 'node:crypto'
import { taskEvents, type BulkOperation, type Task, type TaskPatch } from '../../../shared/features/tasks.ts'
import { putValues } from '../../../shared/field-values.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import type { Work } from '../../kernel/work.ts'
import type { BulkModel } from './bulk-model.ts'
import { makeNext, whatFollows } from '../recurrence/follow-in-bulk.ts'
import { keptRecurrence } from '../recurrence/kept-recurrence.ts'
import { newTask } from './create-task.actions.ts'
import { changeData, changedTask, customChanges, idTaken, patchChanges, recurrenceChanges, type TaskChangesMade } from './task-rules.ts'
import { handedOn } from './update-task.actions.ts'

export interface Outcome {
  task: Task
  changes?: TaskChangesMade
}
type Operation<Op extends BulkOperation['op']> = Extract<BulkOperation, { op: Op }>

/** Changes the model and appends the event; the database is written when all operations are done. */
export function applyOperation(work: Work, model: BulkModel, operation: BulkOperation): Outcome {
  switch (operation.op) {
    case 'create':
      return create(work, model, operation)
    case 'update':
      return update(work, model, operation)
    case 'move':
      return move(work, model, operation)
    case 'archive':
      return archive(work, model, operation)
    case 'delete':
      return remove(work, model, operation)
    case 'restore':
      return restore(work, model, operation)
  }
}

function create(work: Work, model: BulkModel, operation: Operation<'create'>): Outcome {
  const project = model.findProject(work, operation.projectId)
  const id = operation.id ?? randomUUIDv7()
  model.checkPeopleAndLabels(project, operation)
  const customFields = putValues({}, model.checkFieldValues(project, operation.customFields))
  const recurrence = givenTo(work, model, project.teamId, operation.recurrence, operation) ?? null
  model.checkParent(project.id, id, operation.parentId)
  const status =
    operation.statusId === undefined ? model.firstStatus(project.id) : model.findStatus(project.id, operation.statusId)
  const rank = model.rankFor(status.id, id, operation.afterTaskId)
  model.checkRoom(status)
  if (model.facts.takenIds.has(id)) throw idTaken()
  const task = newTask(work, { ...operation, id, customFields, recurrence }, project, {
    statusId: status.id,
    rank,
    number: project.lastNumber + 1,
  })
  model.add(task)
  work.append(teamStream(project.teamId), taskEvents.taskCreated, { task })
  return { task }
}

function update(work: Work, model: BulkModel, { op: _, ref: __, taskId, ...patch }: Operation<'update'>): Outcome {
  const { task, project } = model.findTask(work, 'task.update', taskId)
  checkVersion(task, null, patch.expectedVersion)
  model.checkPeopleAndLabels(project, patch, task)
  const changes: TaskChangesMade = {
    ...patchChanges(task, patch),
    ...customChanges(task.customFields, model.checkFieldValues(project, patch.customFields, task)),
  }
  Object.assign(changes, recurrenceChanges(task, givenTo(work, model, task.teamId, patch.recurrence, changedTask(task, changes, work.at), task.recurrence)))
  model.checkParent(project.id, taskId, changes.parentId?.[1])
  if (patch.statusId !== undefined) {
    const status = model.findStatus(project.id, patch.statusId, task.statusId)
    if (status.id !== task.statusId) {
      model.checkEntry(task, status)
      model.checkBlocked(work, task, status, patch.evenIfBlocked)
      changes.statusId = [task.statusId, status.id]
      changes.rank = [task.rank, model.rankFor(status.id, taskId, undefined)]
    }
  }
  return changeAndFollow(work, model, task, 'taskUpdated', changes)
}

function move(
  work: Work,
  model: BulkModel,
  { taskId, statusId, afterTaskId, expectedVersion, evenIfBlocked }: Operation<'move'>,
): Outcome {
  const { task, project } = model.findTask(work, 'task.move', taskId)
  checkVersion(task, null, expectedVersion)
  const status = model.findStatus(project.id, statusId, task.statusId)
  if (status.id === task.statusId && afterTaskId === taskId) return { task, changes: {} }
  model.checkBlocked(work, task, status, evenIfBlocked)
  const rank = model.rankFor(status.id, taskId, afterTaskId)
  if (status.id !== task.statusId) model.checkEntry(task, status)
  return changeAndFollow(
    work,
    model,
    task,
    'taskMoved',
    changesBetween<Pick<Task, 'statusId' | 'rank'>>(task, { statusId: status.id, rank }),
  )
}

/** The same for changes that may finish the task: then the next of its series is made. */
function changeAndFollow(work: Work, model: BulkModel, task: Task, event: ChangeEvent, changes: TaskChangesMade): Outcome {
  const kept = changedTask(task, changes, work.at)
  const following = changes.statusId && whatFollows(work, model, kept, model.categoryOf(task))
  const outcome = change(work, model, task, event, following ? handedOn(task, changes) : changes)
  if (following) makeNext(work, model, kept, following)
  return outcome
}

const givenTo = (work: Work, model: BulkModel, teamId: string, given: TaskPatch['recurrence'], task: Pick<Task, 'startAt' | 'dueAt'>, before: Task['recurrence'] = null) =>
  keptRecurrence(given, { before, task, zone: model.facts.zones.get(teamId) ?? 'UTC', at: work.at, rules: model.rules })

function archive(work: Work, model: BulkModel, { taskId, archived, expectedVersion }: Operation<'archive'>): Outcome {
  const { task } = model.findTask(work, 'task.archive', taskId)
  checkVersion(task, null, expectedVersion)
  const same = (task.archivedAt !== null) === archived
  if (!same && !archived) model.checkReturn(task)
  return change(
    work,
    model,
    task,
    'taskArchived',
    same ? {} : { archivedAt: [task.archivedAt, archived ? work.at.toISOString() : null] },
  )
}

function remove(work: Work, model: BulkModel, { taskId, expectedVersion }: Operation<'delete'>): Outcome {
  const { task } = model.findTask(work, 'task.delete', taskId)
  checkVersion(task, null, expectedVersion)
  return change(work, model, task, 'taskDeleted', { deletedAt: [null, work.at.toISOString()] })
}

function restore(work: Work, model: BulkModel, { taskId, expectedVersion }: Operation<'restore'>): Outcome {
  const { task } = model.findTask(work, 'task.delete', taskId, { trash: true })
  checkVersion(task, null, expectedVersion)
  if (task.deletedAt === null) return { task, changes: {} }
  if (task.archivedAt === null) model.checkReturn(task)
  return change(work, model, task, 'taskRestored', { deletedAt: [task.deletedAt, null] })
}

export type ChangeEvent = 'taskUpdated' | 'taskMoved' | 'taskArchived' | 'taskDeleted' | 'taskRestored'

/** Changes the task in the model and tells it; without changes nothing happens. */
export function change(work: Work, model: BulkModel, before: Task, event: ChangeEvent, changes: TaskChangesMade): Outcome {
  if (isEmpty(changes)) return { task: before, changes }
  const task = changedTask(before, changes, work.at)
  model.replace(before, task)
  work.append(teamStream(task.teamId), taskEvents[event], changeData(task, changes))
  return { task, changes }
}
