// The workflow of a project: its ordered statuses, how many tasks fit into each, and where tasks may go from it.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, line } from '../ids.ts'
import { hue } from './labels.ts'

export const categories = ['backlog', 'todo', 'active', 'done', 'cancelled'] as const
export const category = z.enum(categories)
export type Category = z.infer<typeof category>

/** Whether tasks of the category are finished. */
export const isDone = (category: Category): boolean => category === 'done'

/** Whether tasks of the category need nobody any more. */
export const isOver = (category: Category): boolean => isDone(category) || category === 'cancelled'

/** So many tasks at most stand in a status; null for as many as there are. */
const limit = z.int().min(1).max(999).nullable()
  .describe('How many tasks stand here at most, archived ones and those in the trash not counted; null = no limit')

export const MOST_STATUSES = 50
const nextStatusIds = z.array(id).max(MOST_STATUSES).nullable().describe('Where tasks may go from here; null = anywhere')

/** Whether a status that is full takes no more tasks, or only shows that it is. */
export const limitModes = ['warn', 'enforce'] as const
export const limitMode = z.enum(limitModes)
  .describe('What the limits of the statuses do: `warn` shows them, `enforce` refuses tasks beyond them')
export type LimitMode = z.infer<typeof limitMode>

export const status = z.strictObject({
  id, projectId: id, name: line(200), category, color: hue, rank: z.string(), archived: z.boolean(), limit, nextStatusIds, version: z.int(),
})
export type Status = z.infer<typeof status>

/** Of all statuses together: the event of a new project carries them, and fits its 64 KiB. */
const MOST_WAYS = 400

/** A status of a workflow that no project has yet: others are named by their place in the list. */
const step = z.strictObject({
  name: line(200), category, color: hue.default('slate'), archived: z.boolean().default(false), limit: limit.default(null),
  next: z.array(z.int().min(0).max(MOST_STATUSES - 1)).max(MOST_STATUSES).nullable().default(null)
    .describe('Places in this list where tasks may go from here, 0 is the first; null = anywhere'),
})
export type WorkflowStep = z.infer<typeof step>
export const workflowInput = z.array(step).min(1).max(MOST_STATUSES).superRefine((steps, context) => {
  let ways = 0
  for (const [index, { next }] of steps.entries()) {
    const wrong = (next ?? []).findIndex((place) => place >= steps.length)
    if (wrong >= 0) context.addIssue({ code: 'custom', path: [index, 'next', wrong], message: 'This list has no such place' })
    ways += next?.length ?? 0
    if (ways <= MOST_WAYS) continue
    context.addIssue({ code: 'custom', path: [index, 'next'], message: `A new workflow has at most ${MOST_WAYS} ways in all` })
    break
  }
})

const simple = { archived: false, limit: null, next: null }

/** What a new project gets unless it or its organization brings another. */
export const defaultWorkflow: readonly WorkflowStep[] = [
  { name: 'Backlog', category: 'backlog', color: 'slate', ...simple },
  { name: 'To do', category: 'todo', color: 'sky', ...simple },
  { name: 'In progress', category: 'active', color: 'amber', ...simple },
  { name: 'In review', category: 'active', color: 'violet', ...simple },
  { name: 'Done', category: 'done', color: 'green', ...simple },
]

export const statusInput = z.strictObject({
  name: line(200), category, color: hue.default('slate'), limit: limit.default(null), nextStatusIds: nextStatusIds.default(null),
  afterStatusId: id.nullable().optional(),
})
export const statusPatch = z.strictObject({
  name: line(200).optional(), category: category.optional(), color: hue.optional(), archived: z.boolean().optional(), limit: limit.optional(),
  nextStatusIds: nextStatusIds.optional(), afterStatusId: id.nullable().optional().describe('null = first'),
})

const at = { tag: 'Workflow', access: 'member', scope: 'projects:write', permission: 'workflow.update' } as const

export const workflowEndpoints = {
  listStatuses: endpoint({
    ...at, id: 'listStatuses', method: 'GET', path: '/api/projects/{projectId}/statuses', scope: 'projects:read', permission: 'project.read',
    summary: 'All statuses of a project in their order, archived ones too', params: z.strictObject({ projectId: id }), status: 200,
    response: z.strictObject({ items: z.array(status) }),
  }),
  createStatus: endpoint({
    ...at, id: 'createStatus', method: 'POST', path: '/api/projects/{projectId}/statuses', summary: 'Add a status, at the end unless said',
    params: z.strictObject({ projectId: id }), body: statusInput, status: 201, response: status,
  }),
  updateStatus: endpoint({
    ...at, id: 'updateStatus', method: 'PATCH', path: '/api/statuses/{statusId}', summary: 'Change, move or archive a status',
    params: z.strictObject({ statusId: id }), body: statusPatch, status: 200, response: status, errors: ['invalid_reference'],
  }),
  deleteStatus: endpoint({
    ...at, id: 'deleteStatus', method: 'DELETE', path: '/api/statuses/{statusId}', summary: 'Delete a status; its tasks go to another',
    params: z.strictObject({ statusId: id }),
    query: z.strictObject({ moveTo: id.optional().describe('The status that takes its tasks, archived ones and those in the trash too, at its end') }),
    status: 204, errors: ['status_not_empty', 'wip_limit_reached'],
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
      changes: changesOf({ name: line(200), category, color: hue, rank: z.string(), archived: z.boolean(), limit, nextStatusIds }),
    }),
  }),
  statusDeleted: event({
    type: 'status.deleted', streams: ['team'], schema: 1, summary: 'A status was deleted', data: z.strictObject({ status }),
  }),
}
