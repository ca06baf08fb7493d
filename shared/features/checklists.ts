// Checklists of a task and their items.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, line } from '../ids.ts'

export const checklistItem = z.strictObject({ id, checklistId: id, text: line(2000), done: z.boolean(), rank: z.string(), version: z.int() })
export type ChecklistItem = z.infer<typeof checklistItem>
export const checklist = z.strictObject({ id, taskId: id, title: line(), rank: z.string(), version: z.int(), items: z.array(checklistItem) })
export type Checklist = z.infer<typeof checklist>

const one = z.strictObject({ checklistId: id })
const item = z.strictObject({ itemId: id })
const at = { tag: 'Checklists', access: 'member', scope: 'tasks:write', permission: 'task.update' } as const

export const checklistEndpoints = {
  createChecklist: endpoint({
    ...at, id: 'createChecklist', method: 'POST', path: '/api/tasks/{taskId}/checklists', summary: 'Add a checklist',
    params: z.strictObject({ taskId: id }),
    body: z.strictObject({ id: id.optional().describe('Made by the client, so that its items can follow at once'), title: line() }),
    status: 201, response: checklist,
  }),
  updateChecklist: endpoint({
    ...at, id: 'updateChecklist', method: 'PATCH', path: '/api/checklists/{checklistId}', summary: 'Rename a checklist', params: one,
    body: z.strictObject({ title: line() }), status: 200, response: checklist,
  }),
  deleteChecklist: endpoint({
    ...at, id: 'deleteChecklist', method: 'DELETE', path: '/api/checklists/{checklistId}', summary: 'Delete a checklist with its items',
    params: one, status: 204,
  }),
  createChecklistItem: endpoint({
    ...at, id: 'createChecklistItem', method: 'POST', path: '/api/checklists/{checklistId}/items', summary: 'Add an item at the end',
    params: one, body: z.strictObject({ text: line(2000), done: z.boolean().default(false) }), status: 201, response: checklistItem,
  }),
  updateChecklistItem: endpoint({
    ...at, id: 'updateChecklistItem', method: 'PATCH', path: '/api/checklist-items/{itemId}', summary: 'Change, tick or move an item',
    params: item,
    body: z.strictObject({
      text: line(2000).optional(), done: z.boolean().optional(),
      checklistId: id.optional().describe('Another checklist of the same task; at its end unless `afterItemId` says where'),
      afterItemId: id.nullable().optional(),
    }),
    status: 200, response: checklistItem, errors: ['invalid_reference'],
  }),
  deleteChecklistItem: endpoint({
    ...at, id: 'deleteChecklistItem', method: 'DELETE', path: '/api/checklist-items/{itemId}', summary: 'Delete an item', params: item, status: 204,
  }),
}

const place = { taskId: id, projectId: id, key: z.string(), title: z.string() }

export const checklistEvents = {
  checklistCreated: event({
    type: 'checklist.created', streams: ['team'], schema: 1, summary: 'A checklist was added', data: z.strictObject({ ...place, checklist }),
  }),
  checklistUpdated: event({
    type: 'checklist.updated', streams: ['team'], schema: 1, summary: 'A checklist was renamed',
    data: z.strictObject({ ...place, checklistId: id, version: z.int(), changes: changesOf({ title: line(), rank: z.string() }) }),
  }),
  checklistDeleted: event({
    type: 'checklist.deleted', streams: ['team'], schema: 1, summary: 'A checklist was deleted', data: z.strictObject({ ...place, checklist }),
  }),
  checklistItemCreated: event({
    type: 'checklist_item.created', streams: ['team'], schema: 1, summary: 'An item was added', data: z.strictObject({ ...place, item: checklistItem }),
  }),
  checklistItemUpdated: event({
    type: 'checklist_item.updated', streams: ['team'], schema: 1, summary: 'An item changed, was ticked or moved',
    data: z.strictObject({
      ...place, itemId: id, checklistId: id.describe('The checklist that it is in now'), text: z.string(), version: z.int(),
      changes: changesOf({ text: line(2000), done: z.boolean(), rank: z.string(), checklistId: id }),
    }),
  }),
  checklistItemDeleted: event({
    type: 'checklist_item.deleted', streams: ['team'], schema: 1, summary: 'An item was deleted', data: z.strictObject({ ...place, item: checklistItem }),
  }),
}
