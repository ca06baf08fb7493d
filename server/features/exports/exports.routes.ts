// Routes of files of tasks.
import { exportEndpoints as endpoints } from '../../../shared/features/exports.ts'
import { route, type Route } from '../../http/context.ts'
import { exportTasks } from './export-tasks.ts'

export const exportRoutes: Route[] = [
  route(endpoints.exportTasks, (request, { query }) => exportTasks(request, query)),
]
