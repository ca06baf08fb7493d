// The HTTP side of moving projects.
import { projectTransferEndpoints as endpoints } from '../../../shared/features/project-transfers.ts'
import { route, type Route } from '../../http/context.ts'
import { transferProject } from './project-transfer.actions.ts'

export const projectTransferRoutes: Route[] = [
  route(endpoints.transferProject, (work, { params, body }) => transferProject(work, params.projectId, body)),
]
