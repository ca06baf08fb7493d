// Routes of milestones.
import { milestoneEndpoints as endpoints } from '../../../shared/features/milestones.ts'
import { route, type Route } from '../../http/context.ts'
import { createMilestone, deleteMilestone, updateMilestone } from './milestones.actions.ts'
import { listMilestones } from './milestones.queries.ts'

export const milestoneRoutes: Route[] = [
  route(endpoints.listMilestones, (work, { params }) => listMilestones(work, params.projectId)),
  route(endpoints.createMilestone, (work, { params, body }) => createMilestone(work, params.projectId, body)),
  route(endpoints.updateMilestone, (work, { params, body }) => updateMilestone(work, params.milestoneId, body)),
  route(endpoints.deleteMilestone, (work, { params }) => deleteMilestone(work, params.milestoneId)),
]
