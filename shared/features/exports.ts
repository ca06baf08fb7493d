// Files of tasks: what a list shows, for spreadsheets and programs.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { relationFields } from '../relations/relation-fields.ts'
import { tasksAsked } from './tasks.ts'

export const exportFormats = ['csv', 'xlsx', 'json', 'ndjson'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** In the order of the file. The description is long and comes last. */
export const exportFields = [
  'key', 'title', 'status', 'category', 'assignees', 'priority', 'labels', 'due', 'start', 'progress', 'estimateMinutes', 'estimatePoints', ...relationFields, 'project', 'team', 'creator',
  'created', 'updated', 'archived', 'checklistDone', 'checklistTotal', 'comments', 'attachments', 'id', 'customFields', 'description',
] as const
export type ExportField = (typeof exportFields)[number]

export const exportEndpoints = {
  exportTasks: endpoint({
    id: 'exportTasks', method: 'GET', path: '/api/tasks/export', tag: 'Tasks', access: 'member', scope: 'tasks:read', permission: 'task.read',
    summary: 'The tasks of a list as a file: CSV (UTF-8, RFC 4180), JSON, NDJSON or XLSX, however many they are',
    query: z.strictObject({
      ...tasksAsked, format: z.enum(exportFormats).default('csv'),
      fields: z.string().max(500).regex(/^\w+(?:,\w+)*$/).transform((names) => names.split(',')).pipe(z.array(z.enum(exportFields))).optional()
        .describe('Only these columns, in this order: `key,title,due`. `customFields` stands for those of the project that `projectId` names, or of the projects of the team that `teamId` names, a column for each name'),
    }),
    status: 200, file: { types: ['text/csv', 'application/json', 'application/x-ndjson', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], written: true },
    transaction: 'own',
  }),
}
