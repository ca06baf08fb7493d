// Routes of templates of tasks.
import { taskTemplateEndpoints as endpoints } from '../../../shared/features/task-templates.ts'
import { route, type Route } from '../../http/context.ts'
import { createTaskFromTemplate } from './task-from-template.actions.ts'
import { createTaskTemplate, deleteTaskTemplate, listTaskTemplates, updateTaskTemplate } from './task-templates.actions.ts'

export const taskTemplateRoutes: Route[] = [
  route(endpoints.listTaskTemplates, (work, { params }) => listTaskTemplates(work, params.projectId)),
  route(endpoints.createTaskTemplate, (work, { params, body }) => createTaskTemplate(work, params.projectId, body)),
  route(endpoints.updateTaskTemplate, (work, { params, body, ifMatch }) => updateTaskTemplate(work, params.templateId, body, ifMatch)),
  route(endpoints.deleteTaskTemplate, (work, { params }) => deleteTaskTemplate(work, params.templateId)),
  route(endpoints.createTaskFromTemplate, (work, { params, body }) => createTaskFromTemplate(work, params.templateId, body)),
]
