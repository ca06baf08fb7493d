// The workflow of a project: its ordered statuses.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, line } from '../ids.ts'
import { hue } from './labels.ts'

export const categories = ['backlog', 'todo', 'active', 'done', 'cancelled'] as const
export const category = z.enum(categories)
export type Category = z.infer<typeof category>

/** So many tasks at most should stand in a status; null for as many as there are. */
const limit = z.int().min(1).max(999).nullable()
  .describe('How many tasks should stand here at most; null = no limit. Shown, not enforced')

export const status = z.strictObject({
  id, projectId: id, name: line(200), category, color: hue, rank: z.string(), archived: z.boolean(), limit, version: z.int(),
})
export type Status = z.infer<typeof status>

const named = z.strictObject({ name: line(200), category, color: hue.default('slate'), archived: z.boolean().default(false) })
export const workflowInput = z.array(named).min(1).max(50)

/** What a new project gets unless it brings its own. */
export const defaultWorkflow: readonly z.infer<typeof named>[] = [
  { name: 'Backlog', category: 'backlog', color: 'slate', archived: false },
  { name: 'To do', category: 'todo', color: 'sky', archived: false },
  { name: 'In progress', category: 'active', color: 'amber', archived: false },
  { name: 'In review', category: 'active', color: 'violet', archived: false },
  { name: 'Done', category: 'done', color: 'green', archived: false },
]

export const statusInput = z.strictObject({ name: line(200), category, color: hue.default('slate'), limit: limit.default(null), afterStatusId: id.nullable().optional() })
export const statusPatch = z.strictObject({
  name: line(200).optional(), category: category.optional(), color: hue.optional(), archived: z.boolean().optional(), limit: limit.optional(),
  afterStatusId: id.nullable().optional().describe('null = first'),
})

const at = { tag: 'Workflow', access: 'member', scope: 'projects:write', permission: 'workflow.update' } as const

export const workflowEndpoints = {
  createStatus: endpoint({
    ...at, id: 'createStatus', method: 'POST', path: '/api/projects/{projectId}/statuses', summary: 'Add a status, at the end unless said',
    params: z.strictObject({ projectId: id }), body: statusInput, status: 201, response: status,
  }),
  updateStatus: endpoint({
    ...at, id: 'updateStatus', method: 'PATCH', path: '/api/statuses/{statusId}', summary: 'Change, move or archive a status',
    params: z.strictObject({ statusId: id }), body: statusPatch, status: 200, response: status,
  }),
  deleteStatus: endpoint({
    ...at, id: 'deleteStatus', method: 'DELETE', path: '/api/statuses/{statusId}', summary: 'Delete a status without tasks',
    params: z.strictObject({ statusId: id }), status: 204, errors: ['status_not_empty'],
  }),
}

export const workflowEvents = {
  statusCreated: event({
    type: 'status.created', streams: ['team'], schema: 1, summary: 'A status was added to a project', data: z.strictObject({ status }),
  }),
  statusUpdated: event({
    type: 'status.updated', streams: ['team'], schema: 1, summary: 'A status changed',
    data: z.strictObject({
      statusId: id, projectId: id, version: z.int(),
      changes: changesOf({ name: line(200), category, color: hue, rank: z.string(), archived: z.boolean(), limit }),
    }),
  }),
  statusDeleted: event({
    type: 'status.deleted', streams: ['team'], schema: 1, summary: 'A status was deleted', data: z.strictObject({ status }),
  }),
}
