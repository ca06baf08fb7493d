// A goal as the API shows it.
import type { Goal as GoalResource } from '../../../shared/features/goals.ts'
import type { Goal } from './goal.entity.ts'

export function presentGoal(goal: Goal): GoalResource {
  const { id, team, title, objective, measure, unit, start, target, current, dueOn, version, createdAt, updatedAt } = goal
  return {
    id, teamId: team.id, title, objective, measure, unit, start, target, current, dueOn: dueOn ?? null, version,
    createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(),
  }
}
