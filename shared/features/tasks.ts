// Tasks: the unit of work, on a board, with its own version.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { filterLimits } from '../filter/filter.ts'
import { id, instant, instantInput, line, text } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { streamPosition } from '../streams.ts'
import { attachment } from './attachments.ts'
import { timeEntry } from './time.ts'
import { checklist } from './checklists.ts'
import { fieldChange, fieldValues, fieldValuesInput } from './custom-fields.ts'
import { comment } from './comments.ts'
import { taskLink } from './links.ts'
import { priority } from './priority.ts'
import { recurrence, recurrenceInput } from './recurrence.ts'
import { FIELD_SORT, taskSorts, type TaskSort } from './task-sorts.ts'
import { watchWish } from './watchers.ts'

/** How long a task is thought to take. */
const estimates = {
  estimateMinutes: z.int().min(0).max(600_000).nullable(),
  estimatePoints: z.number().min(0).max(1000).multipleOf(0.5).nullable(),
}

/** What a task's row keeps of other tasks; they change it, not its version. */
const taskCounts = {
  subtaskDone: z.int().describe('Subtasks whose status is done or cancelled'), subtaskTotal: z.int().describe('Subtasks that are not in the trash'),
  openBlockers: z.int().describe('Tasks that block it and are neither done nor cancelled'),
}

/** A task as a board shows it: all but its description. */
export const boardTask = z.strictObject({
  id, key: z.string(), number: z.int(), projectId: id, teamId: id, title: line(), statusId: id, rank: z.string(), priority,
  assigneeIds: z.array(id), labelIds: z.array(id), startAt: instant.nullable(), dueAt: instant.nullable(),
  progress: z.int().min(0).max(100).describe('As somebody said; 0: nobody did. Then screens, filters and sorts take the share of its subtasks that are done'),
  version: z.int(), archivedAt: instant.nullable(), deletedAt: instant.nullable(), createdById: id.nullable(),
  createdAt: instant, updatedAt: instant,
  commentCount: z.int(), attachmentCount: z.int(), checklistDone: z.int(), checklistTotal: z.int(),
  importedPeople: z.array(z.string()).describe('Names of people whom an import could not match to members'),
  parentId: id.nullable(), ...estimates, ...taskCounts, customFields: fieldValues.describe('Values of the project\'s fields by their ids'),
  recurrence: recurrence.nullable().describe('How it repeats; the next task has it then, this one no more'),
  previousId: id.nullable().describe('The task that this one follows, by a rule'),
})
export type BoardTask = z.infer<typeof boardTask>

export const task = z.strictObject({ ...boardTask.shape, description: text() })
export type Task = z.infer<typeof task>

/** A task with all that its panel shows, as one snapshot (RT17). */
export const taskDetail = z.strictObject({
  task, checklists: z.array(checklist), comments: z.array(comment).describe('The newest 50, oldest first'),
  olderComments: z.string().nullable().describe('The cursor of `GET /api/tasks/{taskId}/comments?sort=-createdAt` for those before; null where there are none'),
  attachments: z.array(attachment), links: z.array(taskLink), time: z.array(timeEntry),
  watchers: z.array(watchWish).describe('What members said of watching it; its author and assignees watch it unless they said no'), ...streamPosition.shape,
})
export type TaskDetail = z.infer<typeof taskDetail>

/** A task has so many people at most, and so many labels. */
export const MOST_NAMED = 50
const people = z.array(id).max(MOST_NAMED)
const labelIds = z.array(id).max(MOST_NAMED)

export const taskInput = z.strictObject({
  id: id.optional().describe('Made by the client, so that it can show the task at once'),
  projectId: id, title: line(), description: text().default(''), statusId: id.optional(), afterTaskId: id.nullable().optional(),
  priority: priority.default('none'), assigneeIds: people.default([]), labelIds: labelIds.default([]),
  startAt: instantInput.nullable().default(null), dueAt: instantInput.nullable().default(null), progress: z.int().min(0).max(100).default(0),
  parentId: id.nullable().optional().describe('Makes it a subtask of another task of the project'),
  estimateMinutes: estimates.estimateMinutes.optional(), estimatePoints: estimates.estimatePoints.optional(),
  customFields: fieldValuesInput.optional(), recurrence: recurrenceInput.nullable().optional().describe('How the task repeats'),
})

export const taskFields = {
  title: line(), description: text(), priority, assigneeIds: people, labelIds, startAt: instantInput.nullable(), dueAt: instantInput.nullable(),
  progress: z.int().min(0).max(100), parentId: id.nullable().describe('null detaches it from its parent'), ...estimates,
}
const expectedVersion = z.int().min(1).optional()
const evenIfBlocked = z.boolean().optional().describe('Whoever manages the team may finish a task that others block')
export const taskPatch = z.strictObject({
  ...z.strictObject(taskFields).partial().shape, statusId: id.optional(), customFields: fieldValuesInput.optional(),
  recurrence: recurrenceInput.nullable().optional().describe('How the task repeats; null: no more'), expectedVersion, evenIfBlocked,
})
export type TaskPatch = z.infer<typeof taskPatch>

export const positionInput = z.strictObject({
  statusId: id, afterTaskId: id.nullable().describe('null = top of the status'), expectedVersion, evenIfBlocked,
})

/** One operation of a bulk request. `ref` comes back in its result. */
const ref = text(200).optional()
export const bulkOperation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('create'), ref, ...taskInput.shape }),
  z.strictObject({ op: z.literal('update'), ref, taskId: id, ...taskPatch.shape }),
  z.strictObject({ op: z.literal('move'), ref, taskId: id, ...positionInput.shape }),
  z.strictObject({ op: z.literal('archive'), ref, taskId: id, archived: z.boolean().default(true), expectedVersion }),
  z.strictObject({ op: z.literal('delete'), ref, taskId: id, expectedVersion }),
  z.strictObject({ op: z.literal('restore'), ref, taskId: id, expectedVersion }),
])
export type BulkOperation = z.infer<typeof bulkOperation>

export const bulkInput = z.strictObject({
  mode: z.enum(['atomic', 'independent']), dryRun: z.boolean().default(false), operations: z.array(bulkOperation).min(1).max(5000),
})
export const bulkResult = z.strictObject({
  index: z.int(), op: z.string(), ref: z.string().optional(), ok: z.boolean(), taskId: id.nullable(), key: z.string().nullable(), version: z.int().nullable(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).optional(),
  dependents: z.int().optional().describe('In a dry run that archives or deletes: open tasks that this one blocks, but for those of the request'),
  error: z.strictObject({ status: z.int(), code: z.string(), detail: z.string(), pointer: z.string().optional(),
    current: task.optional()
      .describe('The task as it is, where another version was expected: with the first operation that met that version, as long as the answer has room') }).optional(),
})
export type BulkResult = z.infer<typeof bulkResult>
export const bulkAnswer = z.strictObject({
  applied: z.boolean(), dryRun: z.boolean(), correlationId: id, succeeded: z.int(), failed: z.int(), results: z.array(bulkResult),
})

const boardTaskFields = boardTask.keyof()

/** How lists are ordered, by a field of all tasks or one of a project. */
export const taskSort = z.union([z.enum(taskSorts), z.string().max(43).regex(FIELD_SORT)]) as unknown as z.ZodType<TaskSort>

/** Which tasks: what a list and a file of tasks are asked with. */
export const tasksAsked = {
  filter: text(filterLimits.length).optional()
    .describe('In the filter language: `status=Done and (assignee=me or label=bug) and due<=+7d`. docs/api.md has the grammar'),
  projectId: id.optional(), teamId: id.optional(),
  sort: taskSort.default('createdAt')
    .describe('Tasks without a time or value come last either way; `status` is the order of the board, `field.<id>` that of a custom field'),
}

/** With `fields` only those are there. Typed as whole, for those who ask for all. */
const taskOrFields = z.union([boardTask, boardTask.partial()]) as unknown as typeof boardTask
const taskId = z.strictObject({ taskId: id })
const at = { tag: 'Tasks', access: 'member' } as const

export const taskEndpoints = {
  listTasks: endpoint({
    ...at, id: 'listTasks', method: 'GET', path: '/api/tasks', scope: 'tasks:read', permission: 'task.read', summary: 'List tasks with filters; those of templates and archived projects only where that project is asked for',
    query: z.strictObject({
      ...listQuery, ...tasksAsked, statusId: id.optional(), assigneeId: id.optional(), createdById: id.optional(), labelId: id.optional(),
      priority: priority.optional(), key: text(40).optional(), text: text(200).optional(),
      watched: z.enum(['true', 'any']).default('any').describe('`true`: those that one watches oneself, by a word of one\'s own or as author or assignee'),
      open: z.enum(['true', 'any']).default('any').describe('`true`: neither done nor cancelled'),
      archived: z.enum(['true', 'false', 'any']).optional().describe('`false` unless said, here or in the filter'), deleted: z.enum(['true', 'false']).default('false'),
      dueBefore: instantInput.optional(), updatedAfter: instantInput.optional(),
      fields: z.string().max(500).regex(/^\w+(?:,\w+)*$/).transform((names) => names.split(',')).pipe(z.array(boardTaskFields)).optional()
        .describe('Only these fields of each task, and its id: `key,title,dueAt`'),
    }),
    status: 200, response: listOf(taskOrFields),
  }),
  createTask: endpoint({
    ...at, id: 'createTask', method: 'POST', path: '/api/tasks', scope: 'tasks:write', permission: 'task.create',
    summary: 'Create a task: first status, at the end, unless said', body: taskInput, status: 201, response: task, etag: true, errors: ['invalid_reference', 'wip_limit_reached'],
  }),
  turnItemIntoTask: endpoint({
    ...at, id: 'turnItemIntoTask', method: 'POST', path: '/api/checklist-items/{itemId}/task', tag: 'Checklists', scope: 'tasks:write', permission: 'task.create',
    summary: 'Make a subtask of an item, which leaves its checklist; one of a ticked item comes into the first status that says done',
    params: z.strictObject({ itemId: id }), body: z.strictObject({ id: id.optional().describe('Of the task, made by the client, so that it can show it at once') }),
    status: 201, response: z.strictObject({ task, correlationId: id.describe('Undoing this brings the item back and puts the task into the trash') }),
    errors: ['invalid_reference', 'wip_limit_reached'],
  }),
  readTask: endpoint({
    ...at, id: 'readTask', method: 'GET', path: '/api/tasks/{taskId}', scope: 'tasks:read', permission: 'task.read', summary: 'Read a task',
    params: taskId, status: 200, response: task, etag: 'partial',
  }),
  readTaskDetail: endpoint({
    ...at, id: 'readTaskDetail', method: 'GET', path: '/api/tasks/{taskId}/detail', scope: 'tasks:read', permission: 'task.read',
    summary: 'A task with checklists, its newest 50 comments, attachments, links, time and watchers, as one snapshot with its offset', params: taskId, status: 200,
    response: taskDetail, transaction: 'snapshot',
  }),
  updateTask: endpoint({
    ...at, id: 'updateTask', method: 'PATCH', path: '/api/tasks/{taskId}', scope: 'tasks:write', permission: 'task.update',
    summary: 'Change fields of a task; a new status puts it at that status\'s end', params: taskId, body: taskPatch, status: 200, response: task, etag: true,
    errors: ['version_conflict', 'invalid_reference', 'wip_limit_reached', 'transition_not_allowed', 'task_blocked'],
  }),
  moveTask: endpoint({
    ...at, id: 'moveTask', method: 'PUT', path: '/api/tasks/{taskId}/position', scope: 'tasks:write', permission: 'task.move',
    summary: 'Move a task to a status and a place', params: taskId, body: positionInput, status: 200, response: task, etag: true,
    errors: ['version_conflict', 'invalid_reference', 'wip_limit_reached', 'transition_not_allowed', 'task_blocked'],
  }),
  archiveTask: endpoint({
    ...at, id: 'archiveTask', method: 'PUT', path: '/api/tasks/{taskId}/archived', scope: 'tasks:write', permission: 'task.archive',
    summary: 'Archive or unarchive a task', params: taskId, body: z.strictObject({ archived: z.boolean() }), status: 200, response: task, etag: true,
    errors: ['wip_limit_reached'],
  }),
  deleteTask: endpoint({
    ...at, id: 'deleteTask', method: 'DELETE', path: '/api/tasks/{taskId}', scope: 'tasks:write', permission: 'task.delete',
    summary: 'Move a task to the trash', params: taskId, status: 204, etag: true,
  }),
  restoreTask: endpoint({
    ...at, id: 'restoreTask', method: 'POST', path: '/api/tasks/{taskId}/restore', scope: 'tasks:write', permission: 'task.delete',
    summary: 'Take a task out of the trash', params: taskId, status: 200, response: task, etag: true, errors: ['wip_limit_reached'],
  }),
  bulkTasks: endpoint({
    ...at, id: 'bulkTasks', method: 'POST', path: '/api/tasks/bulk', scope: 'tasks:write', permission: 'task.update',
    summary: 'Up to 5,000 operations in one transaction, with a result for each', body: bulkInput, maxBytes: 32 * 1024 * 1024, status: 200,
    response: bulkAnswer, errors: ['bulk_failed'],
  }),
}

/** Fields that a task's events may carry in `changes`. */
const taskChanges = changesOf({
  ...taskFields, description: z.unknown(), startAt: instant.nullable(), dueAt: instant.nullable(), statusId: id, rank: z.string(),
  archivedAt: instant.nullable(), deletedAt: instant.nullable(), importedPeople: z.array(z.string()),
  customFields: fieldChange, recurrence: recurrence.nullable(),
})
const taskChanged = z.strictObject({ taskId: id, projectId: id, key: z.string(), title: z.string(), changes: taskChanges, version: z.int(), updatedAt: instant })
export type TaskChanged = z.infer<typeof taskChanged>

const change = (type: `task.${string}`, summary: string) => event({ type, streams: ['team'], schema: 1, summary, data: taskChanged })

export const taskEvents = {
  taskCreated: event({
    type: 'task.created', streams: ['team'], schema: 1, summary: 'A task was created (its description may be referenced)',
    data: z.strictObject({ task: z.strictObject({ ...boardTask.shape, description: z.unknown() }) }),
  }),
  taskUpdated: change('task.updated', 'Fields of a task changed'),
  taskMoved: change('task.moved', 'A task changed its status or place'),
  taskArchived: change('task.archived', 'A task was archived or unarchived'),
  taskDeleted: change('task.deleted', 'A task went to the trash'),
  taskRecounted: event({
    type: 'task.recounted', streams: ['team'], schema: 1, summary: 'Other tasks changed what a task keeps of them: finished subtasks, open blockers',
    data: z.strictObject({ taskId: id, projectId: id, key: z.string(), title: z.string(), changes: changesOf(taskCounts) }),
  }),
  taskRestored: change('task.restored', 'A task came out of the trash'),
}
