// Labels of a project, and the twelve hues that labels and statuses take their colour from.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, line } from '../ids.ts'

export const hues = ['red', 'orange', 'amber', 'olive', 'green', 'teal', 'sky', 'navy', 'violet', 'magenta', 'berry', 'slate'] as const
export const hue = z.enum(hues)
export type Hue = z.infer<typeof hue>

export const label = z.strictObject({ id, projectId: id, name: line(100), color: hue, version: z.int() })
export type Label = z.infer<typeof label>

export const labelInput = z.strictObject({ name: line(100), color: hue.default('slate') })
export const labelPatch = z.strictObject({ name: line(100).optional(), color: hue.optional() })

export const labelEndpoints = {
  createLabel: endpoint({
    id: 'createLabel', method: 'POST', path: '/api/projects/{projectId}/labels', tag: 'Labels', access: 'member',
    scope: 'projects:write', permission: 'label.create', summary: 'Add a label to a project',
    params: z.strictObject({ projectId: id }), body: labelInput, status: 201, response: label, errors: ['name_taken'],
  }),
  updateLabel: endpoint({
    id: 'updateLabel', method: 'PATCH', path: '/api/labels/{labelId}', tag: 'Labels', access: 'member',
    scope: 'projects:write', permission: 'label.update', summary: 'Rename or recolour a label',
    params: z.strictObject({ labelId: id }), body: labelPatch, status: 200, response: label, errors: ['name_taken'],
  }),
  deleteLabel: endpoint({
    id: 'deleteLabel', method: 'DELETE', path: '/api/labels/{labelId}', tag: 'Labels', access: 'member',
    scope: 'projects:write', permission: 'label.update', summary: 'Delete a label; tasks lose it',
    params: z.strictObject({ labelId: id }), status: 204,
  }),
}

export const labelEvents = {
  labelCreated: event({
    type: 'label.created', streams: ['team'], schema: 1, summary: 'A label was added', data: z.strictObject({ label }),
  }),
  labelUpdated: event({
    type: 'label.updated', streams: ['team'], schema: 1, summary: 'A label changed',
    data: z.strictObject({
      labelId: id, projectId: id, version: z.int(), changes: changesOf({ name: line(100), color: hue }),
    }),
  }),
  labelDeleted: event({
    type: 'label.deleted', streams: ['team'], schema: 1, summary: 'A label was deleted and taken off all tasks',
    data: z.strictObject({ label }),
  }),
}
