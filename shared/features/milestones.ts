// Milestones of a project: what is to be reached by when.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, line } from '../ids.ts'

const fields = { name: line(200), dueOn: z.iso.date().nullable() }

export const milestone = z.strictObject({ id, projectId: id, ...fields, doneAt: instant.nullable(), version: z.int() })
export type Milestone = z.infer<typeof milestone>

export const milestoneInput = z.strictObject({ name: fields.name, dueOn: fields.dueOn.default(null) })
export const milestonePatch = z.strictObject({ ...fields, done: z.boolean() }).partial()

/** So many a project has at most: its board's snapshot holds them all. */
export const MOST_MILESTONES = 100

const milestoneId = z.strictObject({ milestoneId: id })
const projectId = z.strictObject({ projectId: id })
const at = { tag: 'Milestones', access: 'member' } as const
const change = { ...at, scope: 'projects:write', permission: 'project.update' } as const

export const milestoneEndpoints = {
  listMilestones: endpoint({
    ...at, id: 'listMilestones', method: 'GET', path: '/api/projects/{projectId}/milestones', scope: 'projects:read', permission: 'project.read',
    summary: 'All milestones of a project, the next one first', params: projectId, status: 200,
    response: z.strictObject({ items: z.array(milestone) }),
  }),
  createMilestone: endpoint({
    ...change, id: 'createMilestone', method: 'POST', path: '/api/projects/{projectId}/milestones',
    summary: 'Add a milestone; a project has up to 100', params: projectId, body: milestoneInput, status: 201, response: milestone, errors: ['conflict'],
  }),
  updateMilestone: endpoint({
    ...change, id: 'updateMilestone', method: 'PATCH', path: '/api/milestones/{milestoneId}', summary: 'Change a milestone, or say that it is reached',
    params: milestoneId, body: milestonePatch, status: 200, response: milestone,
  }),
  deleteMilestone: endpoint({
    ...change, id: 'deleteMilestone', method: 'DELETE', path: '/api/milestones/{milestoneId}', summary: 'Delete a milestone',
    params: milestoneId, status: 204,
  }),
}

export const milestoneEvents = {
  milestoneCreated: event({
    type: 'milestone.created', streams: ['team'], schema: 1, summary: 'A milestone was added to a project', data: z.strictObject({ milestone }),
  }),
  milestoneUpdated: event({
    type: 'milestone.updated', streams: ['team'], schema: 1, summary: 'A milestone changed or was reached',
    data: z.strictObject({
      milestoneId: id, projectId: id, name: z.string(), version: z.int(), changes: changesOf({ ...fields, doneAt: instant.nullable() }),
    }),
  }),
  milestoneDeleted: event({
    type: 'milestone.deleted', streams: ['team'], schema: 1, summary: 'A milestone was deleted', data: z.strictObject({ milestone }),
  }),
}

/** The next one first; those without a day after them. */
export const byDue = (a: Milestone, b: Milestone): number => {
  const [one, other] = [a, b].map(({ dueOn, id: own }) => `${dueOn ?? 'later'} ${own}`) as [string, string]
  return one < other ? -1 : 1
}
