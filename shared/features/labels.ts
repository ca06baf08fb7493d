// Labels of a project or of the whole organization, and the twelve hues that labels and statuses take their colour from.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, line } from '../ids.ts'

export const hues = ['red', 'orange', 'amber', 'olive', 'green', 'teal', 'sky', 'navy', 'violet', 'magenta', 'berry', 'slate'] as const
export const hue = z.enum(hues)
export type Hue = z.infer<typeof hue>

export const label = z.strictObject({ id, projectId: id.nullable().describe('null: of the organization, for tasks of all projects'), name: line(100), color: hue, version: z.int() })
export type Label = z.infer<typeof label>

/** At most so many labels of the organization: every picker shows them. */
export const MOST_ORGANIZATION_LABELS = 200

export const labelInput = z.strictObject({ name: line(100), color: hue.default('slate') })
export const labelPatch = z.strictObject({ name: line(100).optional(), color: hue.optional() })

export const labelEndpoints = {
  createLabel: endpoint({
    id: 'createLabel', method: 'POST', path: '/api/projects/{projectId}/labels', tag: 'Labels', access: 'member',
    scope: 'projects:write', permission: 'label.create', summary: 'Add a label to a project',
    params: z.strictObject({ projectId: id }), body: labelInput, status: 201, response: label, errors: ['name_taken'],
  }),
  createOrganizationLabel: endpoint({
    id: 'createOrganizationLabel', method: 'POST', path: '/api/organization/labels', tag: 'Labels', access: 'member',
    scope: 'organization:write', permission: 'organization.update', summary: 'Add a label that tasks of all projects can have',
    body: labelInput, status: 201, response: label, errors: ['name_taken', 'conflict'],
  }),
  updateLabel: endpoint({
    id: 'updateLabel', method: 'PATCH', path: '/api/labels/{labelId}', tag: 'Labels', access: 'member',
    scope: 'projects:write', permission: 'label.update', summary: 'Rename or recolour a label; one of the organization takes `organization.update`',
    params: z.strictObject({ labelId: id }), body: labelPatch, status: 200, response: label, errors: ['name_taken'],
  }),
  deleteLabel: endpoint({
    id: 'deleteLabel', method: 'DELETE', path: '/api/labels/{labelId}', tag: 'Labels', access: 'member',
    scope: 'projects:write', permission: 'label.update', summary: 'Delete a label; tasks lose it; one of the organization takes `organization.update`',
    params: z.strictObject({ labelId: id }), status: 204,
  }),
}

export const labelEvents = {
  labelCreated: event({
    type: 'label.created', streams: ['team', 'organization'], schema: 1, summary: 'A label was added, to a project or to the organization', data: z.strictObject({ label }),
  }),
  labelUpdated: event({
    type: 'label.updated', streams: ['team', 'organization'], schema: 1, summary: 'A label changed',
    data: z.strictObject({
      labelId: id, projectId: id.nullable(), version: z.int(), changes: changesOf({ name: line(100), color: hue }),
    }),
  }),
  labelDeleted: event({
    type: 'label.deleted', streams: ['team', 'organization'], schema: 1,
    summary: 'A label was deleted and taken off all tasks; one of the organization is told to each team whose tasks lose it, too',
    data: z.strictObject({ label, tasks: z.int().optional().describe('How many tasks lost it') }),
  }),
}
