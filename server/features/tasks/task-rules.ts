// The rules of tasks as pure functions: single actions and bulk operations check with the same ones.
import { putValues, valueChanges, type FieldChange, type FieldValues } from '../../../shared/field-values.ts'
import type { Recurrence } from '../../../shared/features/recurrence.ts'
import type { Task, TaskPatch } from '../../../shared/features/tasks.ts'
import type { TeamSettings } from '../../../shared/features/teams.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import type { Subject } from '../../../shared/permissions.ts'
import { changesBetween } from '../../kernel/changes.ts'
import { conflict, invalidReference } from '../../kernel/errors.ts'

/** What the rules need to know of a task's project and its team. */
export interface TaskProject {
  id: string
  key: string
  teamId: string
  settings: TeamSettings
}
/** What they need to know of a status. */
export interface TaskStatus {
  id: string
  projectId: string
  name: string
  archived: boolean
  /** How many tasks it takes; null for any number, also where a limit is only shown. */
  limit: number | null
  category: Category
}

/** What the policy is asked about. */
export function taskSubject(task: Pick<Task, 'assigneeIds' | 'createdById'>, project: TaskProject): Subject {
  return {
    teamId: project.teamId,
    assigneeIds: task.assigneeIds,
    createdById: task.createdById,
    settings: project.settings,
  }
}

/**
 * Throws unless a task of the project may go to the status. A task may move about in an archived status that it is in
 * already.
 */
export function checkStatus(
  status: TaskStatus | undefined,
  projectId: string,
  presentStatusId?: string,
): asserts status is TaskStatus {
  if (!status || status.projectId !== projectId)
    throw invalidReference('/statusId', "This is not a status of the task's project.")
  if (status.archived && status.id !== presentStatusId) throw invalidReference('/statusId', 'This status is archived.')
}

/** Throws unless each newly named assignee is an active member of the team. Who was assigned before may stay. */
export function checkAssignees(
  ids: readonly string[] | undefined,
  before: readonly string[],
  isTeamMember: (id: string) => boolean,
): void {
  refuseFirst(
    'assigneeIds',
    ids,
    (id) => before.includes(id) || isTeamMember(id),
    "This is not an active member of the task's team.",
  )
}

/** Throws unless each newly named label is one of the project. */
export function checkLabels(
  ids: readonly string[] | undefined,
  before: readonly string[],
  isOfProject: (id: string) => boolean,
): void {
  refuseFirst(
    'labelIds',
    ids,
    (id) => before.includes(id) || isOfProject(id),
    "This is neither a label of the task's project nor of the organization.",
  )
}

function refuseFirst(
  field: string,
  ids: readonly string[] | undefined,
  fits: (id: string) => boolean,
  detail: string,
): void {
  const index = (ids ?? []).findIndex((id) => !fits(id))
  if (index >= 0) throw invalidReference(`/${field}/${index}`, detail)
}

export const badNeighbour = () => invalidReference('/afterTaskId', 'This task is not in that status.')
export const idTaken = () => conflict('conflict', 'There is something with this id already.')

/** Each id once, in the order that the database answers them. */
export const sortedIds = (ids: readonly string[]): string[] => [...new Set(ids)].sort()

type PatchedFields = Pick<
  Task,
  | 'title'
  | 'description'
  | 'priority'
  | 'assigneeIds'
  | 'labelIds'
  | 'startAt'
  | 'dueAt'
  | 'progress'
  | 'parentId'
  | 'estimateMinutes'
  | 'estimatePoints'
>

/** What a patch changes of a task's own fields; status, place and custom fields are not among them. */
export function patchChanges(task: Task, patch: TaskPatch) {
  const { statusId: _, expectedVersion: __, evenIfBlocked: ___, customFields: ____, recurrence: _____, assigneeIds, labelIds, ...plain } = patch
  return changesBetween<PatchedFields>(task, {
    ...plain,
    assigneeIds: assigneeIds && sortedIds(assigneeIds),
    labelIds: labelIds && sortedIds(labelIds),
  })
}

/** What checked values change of the custom fields. */
export function customChanges(before: FieldValues, change: FieldChange): Pick<TaskChangesMade, 'customFields'> {
  const customFields = valueChanges(before, change)
  return customFields ? { customFields } : {}
}

/** Of custom fields only those that differ, null for none. */
export type TaskChangesMade = { [K in keyof Omit<Task, 'customFields'>]?: [Task[K], Task[K]] } & {
  customFields?: [FieldChange, FieldChange]
}

/** The task after the changes: a new version, stamped. */
export function changedTask(task: Task, changes: TaskChangesMade, at: Date): Task {
  const { customFields, ...plain } = changes
  const after = Object.fromEntries(Object.entries(plain).map(([field, pair]) => [field, pair[1]]))
  const values = customFields ? putValues(task.customFields, customFields[1]) : task.customFields
  return { ...task, ...after, customFields: values, version: task.version + 1, updatedAt: at.toISOString() }
}

/** What every event about a task starts with. */
export function placeOf(task: Task) {
  return { taskId: task.id, projectId: task.projectId, key: task.key, title: task.title }
}

/** The data of an event that tells changes of a task, as it is after them. */
export function changeData(task: Task, changes: TaskChangesMade) {
  return { ...placeOf(task), changes, version: task.version, updatedAt: task.updatedAt }
}

/** What another recurrence changes; undefined leaves the one that is there. */
export const recurrenceChanges = ({ recurrence }: Pick<Task, 'recurrence'>, after: Recurrence | null | undefined): Pick<TaskChangesMade, 'recurrence'> =>
  after === undefined || after === recurrence ? {} : { recurrence: [recurrence, after] }
