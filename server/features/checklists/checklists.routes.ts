// The HTTP side of checklists.
import { checklistEndpoints as endpoints } from '../../../shared/features/checklists.ts'
import { taskEndpoints } from '../../../shared/features/tasks.ts'
import { route, type Route } from '../../http/context.ts'
import { createChecklistItem, deleteChecklistItem, updateChecklistItem } from './checklist-items.actions.ts'
import { turnItemIntoTask } from './item-into-task.actions.ts'
import { createChecklist, deleteChecklist, updateChecklist } from './checklists.actions.ts'

export const checklistRoutes: Route[] = [
  route(endpoints.createChecklist, (work, { params, body }) => createChecklist(work, params.taskId, body)),
  route(endpoints.updateChecklist, (work, { params, body }) => updateChecklist(work, params.checklistId, body.title)),
  route(endpoints.deleteChecklist, (work, { params }) => deleteChecklist(work, params.checklistId)),
  route(endpoints.createChecklistItem, (work, { params, body }) => createChecklistItem(work, params.checklistId, body)),
  route(endpoints.updateChecklistItem, (work, { params, body }) => updateChecklistItem(work, params.itemId, body)),
  route(endpoints.deleteChecklistItem, (work, { params }) => deleteChecklistItem(work, params.itemId)),
  route(taskEndpoints.turnItemIntoTask, (work, { params, body }) => turnItemIntoTask(work, params.itemId, body.id)),
]
