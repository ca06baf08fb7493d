// The HTTP side of the workload.
import { workloadEndpoints as endpoints } from '../../../shared/features/workload.ts'
import { route, type Route } from '../../http/context.ts'
import { readDepartmentWorkload, readOrganizationWorkload, readOwnWorkload, readTeamWorkload } from './workload.queries.ts'

export const workloadRoutes: Route[] = [
  route(endpoints.readOrganizationWorkload, (work, { query }) => readOrganizationWorkload(work, query)),
  route(endpoints.readDepartmentWorkload, (work, { params, query }) => readDepartmentWorkload(work, params.departmentId, query)),
  route(endpoints.readTeamWorkload, (work, { params, query }) => readTeamWorkload(work, params.teamId, query)),
  route(endpoints.readOwnWorkload, (work, { query }) => readOwnWorkload(work, query)),
]
