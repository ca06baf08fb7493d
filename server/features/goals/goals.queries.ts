// Reads the goals of a team.
import type { Goal as GoalResource } from '../../../shared/features/goals.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTeam } from '../teams/load-team.ts'
import { Goal } from './goal.entity.ts'
import { presentGoal } from './goal.presenter.ts'

/** The oldest first. */
export async function listGoals(work: Work, teamId: string): Promise<{ items: GoalResource[] }> {
  await loadTeam(work, teamId, 'team.read')
  return { items: await readGoals(work, teamId) }
}

/** Of a team that the caller has authorized. */
export async function readGoals(work: Work, teamId: string): Promise<GoalResource[]> {
  return (await work.em.find(Goal, { team: { id: teamId } }, { orderBy: { id: 'asc' } })).map(presentGoal)
}
