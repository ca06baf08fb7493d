// The HTTP side of reports.
import { reportEndpoints as endpoints } from '../../../shared/features/reports.ts'
import { route, type Route } from '../../http/context.ts'
import { readDepartmentReport, readMemberReport, readOrganizationReport, readOwnReport, readProjectReport, readTeamReport } from './reports.queries.ts'

export const reportRoutes: Route[] = [
  route(endpoints.readOrganizationReport, (work, { query }) => readOrganizationReport(work, query)),
  route(endpoints.readDepartmentReport, (work, { params, query }) => readDepartmentReport(work, params.departmentId, query)),
  route(endpoints.readTeamReport, (work, { params, query }) => readTeamReport(work, params.teamId, query)),
  route(endpoints.readProjectReport, (work, { params, query }) => readProjectReport(work, params.projectId, query)),
  route(endpoints.readOwnReport, (work, { query }) => readOwnReport(work, query)),
  route(endpoints.readMemberReport, (work, { params, query }) => readMemberReport(work, params.memberId, query)),
]
