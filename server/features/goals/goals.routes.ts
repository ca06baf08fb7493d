// Routes of goals.
import { endpoints } from '../../../shared/index.ts'
import { route, type Route } from '../../http/context.ts'
import { createGoal, deleteGoal, reportGoal, updateGoal } from './goals.actions.ts'
import { listGoals } from './goals.queries.ts'

export const goalRoutes: Route[] = [
  route(endpoints.listGoals, (work, { params }) => listGoals(work, params.teamId)),
  route(endpoints.createGoal, (work, { params, body }) => createGoal(work, params.teamId, body)),
  route(endpoints.updateGoal, (work, { params, body }) => updateGoal(work, params.goalId, body)),
  route(endpoints.reportGoal, (work, { params, body }) => reportGoal(work, params.goalId, body.current)),
  route(endpoints.deleteGoal, (work, { params }) => deleteGoal(work, params.goalId)),
]
