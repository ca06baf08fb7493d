// Routes of activity.
import { activityEndpoints as endpoints } from '../../../shared/features/activity.ts'
import { route, type Route } from '../../http/context.ts'
import { listProjectActivity, listTaskActivity } from './activity.queries.ts'

export const activityRoutes: Route[] = [
  route(endpoints.listTaskActivity, (work, { params, query }) => listTaskActivity(work, params.taskId, query)),
  route(endpoints.listProjectActivity, (work, { params, query }) => listProjectActivity(work, params.projectId, query)),
]
