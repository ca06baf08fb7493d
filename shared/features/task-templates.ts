// Templates of tasks: what a project makes again and again, under a name, with subtasks. Whoever makes tasks there makes them from one.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant, line, text } from '../ids.ts'
import { streamPosition } from '../streams.ts'
import { placeholders, unknownPlaceholder } from '../title-pattern.ts'
import { fieldValues, fieldValuesInput } from './custom-fields.ts'
import { task, taskFields } from './tasks.ts'

/** A project has so many at most. */
export const MOST_TEMPLATES = 100
/** A template has so many at most. */
export const MOST_SUBTASKS = 50
const checklists = z.array(z.strictObject({ title: line(), items: z.array(line(2000)).max(100) })).max(20)

const KNOWN = placeholders.map((name) => `{${name}}`).join(', ')
const pattern = line().superRefine((title, context) => {
  const unknown = unknownPlaceholder(title)
  if (unknown !== null) context.addIssue({ code: 'custom', message: `${unknown} is no placeholder. There are ${KNOWN}; {{ writes a brace` })
})
const PATTERN = `may hold ${KNOWN}, which the day in the time zone of whoever makes the task and \`nextNumber\` fill; {{ writes a brace`

const subtaskFields = { assigneeIds: taskFields.assigneeIds, estimateMinutes: taskFields.estimateMinutes, estimatePoints: taskFields.estimatePoints }
export const templateSubtask = z.strictObject({ title: line(), ...subtaskFields })
export type TemplateSubtask = z.infer<typeof templateSubtask>
const subtasksInput = z.array(z.strictObject({
  title: pattern.describe(`As the title of the task; ${PATTERN}`), assigneeIds: subtaskFields.assigneeIds.default([]),
  estimateMinutes: subtaskFields.estimateMinutes.default(null), estimatePoints: subtaskFields.estimatePoints.default(null),
})).max(MOST_SUBTASKS)

const fields = {
  name: line(100), title: pattern.describe(`Of the tasks, unless one says another; ${PATTERN}`), description: text(), priority: taskFields.priority,
  assigneeIds: taskFields.assigneeIds, labelIds: taskFields.labelIds, estimateMinutes: taskFields.estimateMinutes, estimatePoints: taskFields.estimatePoints,
  checklists, subtasks: subtasksInput, nextNumber: z.int().min(1).max(1_000_000_000).describe('What {number} is in the next task that is made'),
}

export const taskTemplate = z.strictObject({
  id, projectId: id, ...fields, title: line(), subtasks: z.array(templateSubtask), nextNumber: z.int(), customFields: fieldValues, version: z.int(), createdAt: instant, updatedAt: instant,
})
export type TaskTemplate = z.infer<typeof taskTemplate>

export const taskTemplates = z.strictObject({ items: z.array(taskTemplate), ...streamPosition.shape })
export type TaskTemplates = z.infer<typeof taskTemplates>

export const taskTemplateInput = z.strictObject({
  name: fields.name, title: fields.title, description: fields.description.default(''), priority: fields.priority.default('none'),
  assigneeIds: fields.assigneeIds.default([]), labelIds: fields.labelIds.default([]),
  estimateMinutes: fields.estimateMinutes.default(null), estimatePoints: fields.estimatePoints.default(null), checklists: checklists.default([]),
  subtasks: subtasksInput.default([]), nextNumber: fields.nextNumber.default(1), customFields: fieldValuesInput.default({}),
})
export const taskTemplatePatch = z.strictObject({ ...fields, customFields: fieldValuesInput }).partial()
export type TaskTemplatePatch = z.infer<typeof taskTemplatePatch>

/** The order of lists. */
export const byName = (a: Pick<TaskTemplate, 'name'>, b: Pick<TaskTemplate, 'name'>): number => (a.name < b.name ? -1 : 1)

/** Of the one task that is made, besides what the template says. */
const said = {
  ...z.strictObject(taskFields).pick({ priority: true, assigneeIds: true, labelIds: true, dueAt: true, parentId: true, estimateMinutes: true, estimatePoints: true }).partial().shape,
  customFields: fieldValuesInput.optional(),
}
const ofProject = z.strictObject({ projectId: id })
const one = z.strictObject({ templateId: id })
const at = { tag: 'Task templates', access: 'member' } as const

export const taskTemplateEndpoints = {
  listTaskTemplates: endpoint({
    ...at, id: 'listTaskTemplates', method: 'GET', path: '/api/projects/{projectId}/task-templates', scope: 'projects:read', permission: 'project.read',
    summary: 'List the templates of tasks of a project, by name, as a snapshot with its offset', params: ofProject, status: 200,
    response: taskTemplates, transaction: 'snapshot',
  }),
  createTaskTemplate: endpoint({
    ...at, id: 'createTaskTemplate', method: 'POST', path: '/api/projects/{projectId}/task-templates', scope: 'projects:write', permission: 'project.update',
    summary: 'Make a template of tasks', params: ofProject, body: taskTemplateInput, status: 201, response: taskTemplate,
    errors: ['invalid_reference', 'name_taken', 'conflict'],
  }),
  updateTaskTemplate: endpoint({
    ...at, id: 'updateTaskTemplate', method: 'PATCH', path: '/api/task-templates/{templateId}', scope: 'projects:write', permission: 'project.update',
    summary: 'Change a template of tasks; tasks made from it stay as they are', params: one, body: taskTemplatePatch, status: 200, response: taskTemplate,
    etag: true, errors: ['invalid_reference', 'name_taken'],
  }),
  deleteTaskTemplate: endpoint({
    ...at, id: 'deleteTaskTemplate', method: 'DELETE', path: '/api/task-templates/{templateId}', scope: 'projects:write', permission: 'project.update',
    summary: 'Delete a template of tasks; tasks made from it stay', params: one, status: 204,
  }),
  createTaskFromTemplate: endpoint({
    ...at, id: 'createTaskFromTemplate', method: 'POST', path: '/api/task-templates/{templateId}/tasks', scope: 'tasks:write', permission: 'task.create',
    summary: 'Make a task from a template, with its subtasks. People, labels and values that are gone meanwhile are left out. What is said besides goes before what the template says; people and labels come to those of the template', params: one,
    body: z.strictObject({
      id: id.optional().describe('Of the task, made by the client'), subtaskIds: z.array(id).max(MOST_SUBTASKS).optional().describe('Of its subtasks in their order, made by the client; more than it has are not used'),
      title: line().optional(), statusId: id.optional(), afterTaskId: id.nullable().optional(), ...said,
    }),
    status: 201, response: z.strictObject({
      task, subtasks: z.array(task).describe('In the first status that is open, in their order'), correlationId: id.describe('Undoing this puts the task into the trash, with its subtasks'),
    }),
    errors: ['invalid_reference', 'wip_limit_reached'],
  }),
}

/** Long descriptions may be referenced. */
const toldTemplate = z.strictObject({ ...taskTemplate.shape, description: z.unknown() })

export const taskTemplateEvents = {
  taskTemplateSaved: event({
    type: 'task_template.saved', streams: ['team'], schema: 1, summary: 'A template of tasks was made or changed (its description may be referenced)',
    data: z.strictObject({
      template: toldTemplate, isNew: z.boolean(), before: toldTemplate.partial().optional().describe('What changed, as it was; absent in old events and where it is too long'),
    }),
  }),
  taskTemplateNumbered: event({
    type: 'task_template.numbered', streams: ['team'], schema: 1, summary: 'A task took the number of a template; the next has another',
    data: z.strictObject({ templateId: id, projectId: id, name: z.string(), nextNumber: z.int() }),
  }),
  taskTemplateDeleted: event({
    type: 'task_template.deleted', streams: ['team'], schema: 1, summary: 'A template of tasks was deleted',
    data: z.strictObject({ templateId: id, projectId: id, name: z.string(), template: toldTemplate.optional().describe('As it was; absent in old events') }),
  }),
}
