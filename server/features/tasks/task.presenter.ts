// A task's row as the resource that clients see.
import type { Priority } from '../../../shared/features/priority.ts'
import type { BoardTask, Task } from '../../../shared/features/tasks.ts'
import type { BoardTaskRow, TaskRow } from './task-row.ts'

export function presentTask(row: TaskRow): Task {
  return { ...presentBoardTask(row), description: row.description }
}

export function presentBoardTask(row: BoardTaskRow): BoardTask {
  return {
    id: row.id,
    key: taskKey(row.projectKey, row.number),
    number: row.number,
    projectId: row.projectId,
    teamId: row.teamId,
    title: row.title,
    statusId: row.statusId,
    rank: row.rank,
    priority: row.priority as Priority,
    assigneeIds: row.assigneeIds,
    labelIds: row.labelIds,
    startAt: presentTime(row.startAt),
    dueAt: presentTime(row.dueAt),
    progress: row.progress,
    version: row.version,
    archivedAt: presentTime(row.archivedAt),
    deletedAt: presentTime(row.deletedAt),
    createdById: row.createdById,
    createdAt: presentTime(row.createdAt),
    updatedAt: presentTime(row.updatedAt),
    commentCount: row.commentCount,
    attachmentCount: row.attachmentCount,
    checklistDone: row.checklistDone,
    checklistTotal: row.checklistTotal,
    importedPeople: row.importedPeople,
    parentId: row.parentId,
    estimateMinutes: row.estimateMinutes,
    estimatePoints: row.estimatePoints,
    subtaskDone: row.subtaskDone,
    subtaskTotal: row.subtaskTotal,
    openBlockers: row.openBlockers,
    customFields: row.customFields,
    recurrence: row.recurrence,
    previousId: row.previousId,
  }
}

/** What people call a task: `WEB-12`. */
export const taskKey = (projectKey: string, number: number): string => `${projectKey}-${number}`

/** A time as the database prints it, or a Date, in ISO 8601 UTC. */
export function presentTime(value: string | Date): string
export function presentTime(value: string | Date | null): string | null
export function presentTime(value: string | Date | null): string | null {
  return value === null ? null : new Date(typeof value === 'string' ? asIso(value) : value).toISOString()
}

/** As printed, `0001-01-01 00:00:00+00` would be read as a day of the year 2001. */
const asIso = (printed: string) => printed.replace(' ', 'T').replace(/\+00$/, 'Z')
