// Routes of activity.
import { activityEndpoints as endpoints } from '../../../shared/features/activity.ts'
import { route, type Route } from '../../http/context.ts'
import { listProjectActivity, listTaskActivity } from './activity.queries.ts'
import { listMemberActivity } from './member-activity.queries.ts'
import { listOrganizationActivity, listTeamActivity } from './place-activity.queries.ts'

export const activityRoutes: Route[] = [
  route(endpoints.listTaskActivity, (work, { params, query }) => listTaskActivity(work, params.taskId, query)),
  route(endpoints.listProjectActivity, (work, { params, query }) => listProjectActivity(work, params.projectId, query)),
  route(endpoints.listTeamActivity, (work, { params, query }) => listTeamActivity(work, params.teamId, query)),
  route(endpoints.listOrganizationActivity, (work, { query }) => listOrganizationActivity(work, query)),
  route(endpoints.listMemberActivity, (work, { params, query }) => listMemberActivity(work, params.memberId, query)),
]
