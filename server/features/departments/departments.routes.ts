// Routes of departments and the organization's chart.
import { endpoints } from '../../../shared/index.ts'
import { route, type Route } from '../../http/context.ts'
import { readOrganizationChart } from './chart.queries.ts'
import { createDepartment, deleteDepartment, updateDepartment } from './departments.actions.ts'
import { listDepartments, readDepartment } from './departments.queries.ts'

export const departmentRoutes: Route[] = [
  route(endpoints.listDepartments, (work, { query }) => listDepartments(work, query)),
  route(endpoints.createDepartment, (work, { body }) => createDepartment(work, body)),
  route(endpoints.readDepartment, (work, { params }) => readDepartment(work, params.departmentId)),
  route(endpoints.updateDepartment, (work, { params, body, ifMatch }) => updateDepartment(work, params.departmentId, body, ifMatch)),
  route(endpoints.deleteDepartment, (work, { params }) => deleteDepartment(work, params.departmentId)),
  route(endpoints.readOrganizationChart, (work, { query }) => readOrganizationChart(work, query)),
]
