// The HTTP side of links between tasks.
import { linkEndpoints as endpoints } from '../../../shared/features/links.ts'
import { route, type Route } from '../../http/context.ts'
import { createTaskLink, deleteTaskLink } from './links.actions.ts'

export const linkRoutes: Route[] = [
  route(endpoints.createTaskLink, (work, { params, body }) => createTaskLink(work, params.taskId, body)),
  route(endpoints.deleteTaskLink, (work, { params }) => deleteTaskLink(work, params.linkId)),
]
