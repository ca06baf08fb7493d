// Routes of workflows.
import { workflowEndpoints as endpoints } from '../../../shared/features/workflow.ts'
import { route, type Route } from '../../http/context.ts'
import { deleteStatus } from './delete-status.actions.ts'
import { createStatus, updateStatus } from './workflow.actions.ts'
import { listStatuses } from './workflow.queries.ts'

export const workflowRoutes: Route[] = [
  route(endpoints.listStatuses, (work, { params }) => listStatuses(work, params.projectId)),
  route(endpoints.createStatus, (work, { params, body }) => createStatus(work, params.projectId, body)),
  route(endpoints.updateStatus, (work, { params, body }) => updateStatus(work, params.statusId, body)),
  route(endpoints.deleteStatus, (work, { params, query }) => deleteStatus(work, params.statusId, query.moveTo)),
]
