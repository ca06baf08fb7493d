// One's own changes of tasks on a board: each named once, with its request and its look until the event comes.
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { putValues, type GivenValues } from '../../../shared/field-values.ts'
import type { BoardTask, BulkOperation, taskEndpoints, TaskPatch } from '../../../shared/features/tasks.ts'
import type { taskTemplateEndpoints } from '../../../shared/features/task-templates.ts'
import { mutation, type MutationContext } from '../mutation.ts'
import { changeTask } from '../tasks/change-task.ts'
import type { BoardDraft } from './board.state.ts'
import { MovingTasks, rankAfter } from './moving-tasks.ts'

export type TaskInput = BodyInputOf<typeof taskEndpoints.createTask> & { id: string }
/** `shown`: the task and its subtasks as they are drawn until they come. */
export type FromTemplate = BodyInputOf<typeof taskTemplateEndpoints.createTaskFromTemplate> & { templateId: string; shown: TaskInput[] }
export interface Place { statusId: string; afterTaskId: string | null; expectedVersion?: number; evenIfBlocked?: boolean }
type Of = { taskId: string }

const others = (draft: BoardDraft, statusId: string, taskId: string) => draft.inOrder(statusId).filter(({ id }) => id !== taskId)

const lastOf = (tasks: readonly BoardTask[]) => tasks.at(-1)?.id ?? null

function edit(draft: BoardDraft, taskId: string, fields: Partial<Omit<BoardTask, 'customFields'>>, values: GivenValues = {}): void {
  const task = draft.task(taskId)
  if (task) draft.put({ ...task, ...fields, customFields: putValues(task.customFields, values) })
}

function move(draft: BoardDraft, { taskId, statusId, afterTaskId }: Of & Place): void {
  edit(draft, taskId, { statusId, rank: rankAfter(others(draft, statusId, taskId), afterTaskId) })
}

/** A new status puts the task at that status's end, as the server does. */
function patch(draft: BoardDraft, { taskId, patch: { description: _, expectedVersion: __, evenIfBlocked: ___, customFields, ...fields } }: Of & { patch: TaskPatch }): void {
  const { statusId } = fields
  edit(draft, taskId, fields as Partial<BoardTask>, customFields as GivenValues | undefined)
  const task = draft.task(taskId)
  if (task && statusId !== undefined) move(draft, { taskId, statusId, afterTaskId: lastOf(others(draft, statusId, taskId)) })
}

/** Draws a new task at its place, unless it is there already. */
export function create(draft: BoardDraft, input: TaskInput, { membershipId, at }: MutationContext): void {
  if (draft.task(input.id)) return
  const statusId = input.statusId ?? draft.statuses.find(({ archived }) => !archived)?.id
  if (!statusId || input.projectId !== draft.project.id) return
  const tasks = draft.inOrder(statusId)
  const { description: _, afterTaskId = lastOf(tasks), customFields, recurrence: __, parentId = null, ...given } = input
  draft.put({
    priority: 'none', assigneeIds: [], labelIds: [], startAt: null, dueAt: null, progress: 0,
    estimateMinutes: null, estimatePoints: null, subtaskDone: 0, subtaskTotal: 0, openBlockers: 0, recurrence: null, previousId: null, ...given,
    parentId, customFields: putValues({}, (customFields ?? {}) as GivenValues), statusId, key: '', number: 0,
    teamId: draft.project.teamId, rank: rankAfter(tasks, afterTaskId), version: 0, archivedAt: null, deletedAt: null,
    createdById: membershipId, createdAt: at, updatedAt: at, commentCount: 0, attachmentCount: 0, checklistDone: 0, checklistTotal: 0,
    importedPeople: [],
  })
}

function bulk(draft: BoardDraft, operations: readonly BulkOperation[], context: MutationContext): void {
  const moving = new MovingTasks(draft)
  for (const { ref: _, ...operation } of operations) {
    if (operation.op === 'move') moving.move(operation.taskId, operation.statusId, operation.afterTaskId)
    else {
      drawOperation(draft, operation, context)
      moving.forget()
    }
  }
}

function drawOperation(draft: BoardDraft, operation: Exclude<BulkOperation, { op: 'move' }>, context: MutationContext): void {
  if (operation.op === 'create') {
    const { op: _, ...input } = operation
    if (input.id) create(draft, { ...input, id: input.id }, context)
  } else if (operation.op === 'update') {
    const { op: _, taskId, ...fields } = operation
    patch(draft, { taskId, patch: fields })
  } else if (operation.op === 'archive') edit(draft, operation.taskId, { archivedAt: operation.archived ? context.at : null })
  else edit(draft, operation.taskId, { deletedAt: operation.op === 'delete' ? context.at : null })
}

const one = ({ taskId }: Of) => [taskId]

export const boardMutations = {
  createTask: mutation({
    endpoint: 'createTask', request: (input: TaskInput) => ({ body: input }), taskIds: ({ id }) => [id], onBoard: create,
  }),
  createTaskFromTemplate: mutation({
    endpoint: 'createTaskFromTemplate', request: ({ templateId, shown: _, ...body }: FromTemplate) => ({ params: { templateId }, body }),
    taskIds: ({ shown }) => shown.map(({ id }) => id), onBoard: (draft, { shown }, context) => shown.forEach((one) => create(draft, one, context)),
  }),
  moveTask: mutation({
    endpoint: 'moveTask', taskIds: one, onBoard: move,
    request: ({ taskId, ...body }: Of & Place) => ({ params: { taskId }, body }),
    onTask: (draft, { statusId }) => changeTask(draft, { statusId }),
  }),
  updateTask: mutation({
    endpoint: 'updateTask', taskIds: one, onBoard: patch,
    request: ({ taskId, patch: body }: Of & { patch: TaskPatch }) => ({ params: { taskId }, body }),
    onTask: (draft, { patch: { expectedVersion: _, evenIfBlocked: __, description, customFields, ...fields } }) => {
      changeTask(draft, { ...fields as Partial<BoardTask>, customFields: putValues(draft.task.customFields, (customFields ?? {}) as GivenValues) })
      if (description !== undefined) draft.task = { ...draft.task, description }
    },
  }),
  archiveTask: mutation({
    endpoint: 'archiveTask', taskIds: one,
    request: ({ taskId, archived }: Of & { archived: boolean }) => ({ params: { taskId }, body: { archived } }),
    onBoard: (draft, { taskId, archived }, { at }) => edit(draft, taskId, { archivedAt: archived ? at : null }),
    onTask: (draft, { archived }, { at }) => changeTask(draft, { archivedAt: archived ? at : null }),
  }),
  deleteTask: mutation({
    endpoint: 'deleteTask', taskIds: one, request: ({ taskId }: Of) => ({ params: { taskId } }),
    onBoard: (draft, { taskId }, { at }) => edit(draft, taskId, { deletedAt: at }),
    onTask: (draft, _, { at }) => changeTask(draft, { deletedAt: at }),
  }),
  restoreTask: mutation({
    endpoint: 'restoreTask', taskIds: one, request: ({ taskId }: Of) => ({ params: { taskId } }),
    onBoard: (draft, { taskId }) => edit(draft, taskId, { deletedAt: null }),
    onTask: (draft) => changeTask(draft, { deletedAt: null }),
  }),
  bulkTasks: mutation({
    endpoint: 'bulkTasks',
    request: ({ operations, mode }: { operations: BulkOperation[]; mode: 'atomic' | 'independent' }) => ({ body: { operations, mode } }),
    taskIds: ({ operations }) => operations.flatMap((operation) => ('taskId' in operation ? [operation.taskId] : operation.id ?? [])),
    onBoard: (draft, { operations }, context) => bulk(draft, operations, context),
  }),
}
