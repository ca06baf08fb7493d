// What changes the goals of a team. Its managers set them, every member says how far they are.
import { LockMode } from '@mikro-orm/core'
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { Goal as GoalResource, goalEndpoints } from '../../../shared/features/goals.ts'
import { events } from '../../../shared/index.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { loadTeam } from '../teams/load-team.ts'
import { Team } from '../teams/team.entity.ts'
import { Goal } from './goal.entity.ts'
import { presentGoal } from './goal.presenter.ts'

type GoalInput = BodyOf<typeof goalEndpoints.createGoal>
type GoalPatch = BodyOf<typeof goalEndpoints.updateGoal>

/** Sets a goal for a team. Throws 422 on one that is reached before it is begun. */
export async function createGoal(work: Work, teamId: string, input: GoalInput): Promise<GoalResource> {
  await loadTeam(work, teamId, 'goal.update')
  checkWay(input)
  const goal = work.em.create(Goal, {
    organizationId: work.organizationId, team: work.em.getReference(Team, [work.organizationId, teamId], { wrapped: true }),
    ...input, current: input.current ?? input.start, version: 1, createdAt: work.at, updatedAt: work.at,
  })
  await work.em.flush()
  const made = presentGoal(goal)
  work.append(teamStream(teamId), events.goalCreated, { goal: made })
  return made
}

/** Brings a deleted goal back as it was. 409 when its id is in use. */
export async function restoreGoal(work: Work, { teamId, createdAt, updatedAt, ...fields }: GoalResource): Promise<GoalResource> {
  await loadTeam(work, teamId, 'goal.update')
  if (await work.em.findOne(Goal, { id: fields.id })) throw idTaken()
  const goal = work.em.create(Goal, {
    organizationId: work.organizationId, team: work.em.getReference(Team, [work.organizationId, teamId], { wrapped: true }),
    ...fields, createdAt: new Date(createdAt), updatedAt: new Date(updatedAt),
  })
  await work.em.flush()
  const back = presentGoal(goal)
  work.append(teamStream(teamId), events.goalCreated, { goal: back })
  return back
}

export async function updateGoal(work: Work, goalId: string, patch: GoalPatch): Promise<GoalResource> {
  return change(work, await loadGoal(work, goalId, 'goal.update'), patch)
}

/** Says how far a goal is. */
export async function reportGoal(work: Work, goalId: string, current: number): Promise<GoalResource> {
  return change(work, await loadGoal(work, goalId, 'goal.report'), { current })
}

export async function deleteGoal(work: Work, goalId: string): Promise<void> {
  const goal = await loadGoal(work, goalId, 'goal.update')
  work.em.remove(goal)
  work.append(teamStream(goal.team.id), events.goalDeleted, {
    teamId: goal.team.id, goalId, title: goal.title, goal: presentGoal(goal),
  })
}

export async function loadGoal(work: Work, goalId: string, permission: Permission): Promise<Goal> {
  const goal = await work.em.findOne(Goal, { id: goalId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!goal) throw notFound()
  authorize(work.actor, permission, { teamId: goal.team.id })
  return goal
}

function change(work: Work, goal: Goal, patch: GoalPatch): GoalResource {
  const { title, objective, measure, unit, start, target, current, dueOn } = presentGoal(goal)
  const changes = changesBetween({ title, objective, measure, unit, start, target, current, dueOn }, patch)
  if (isEmpty(changes)) return presentGoal(goal)
  checkWay({ start, target, ...patch })
  const after = Object.fromEntries(Object.entries(changes).map(([field, pair]) => [field, pair[1]]))
  work.em.assign(goal, { ...after, version: goal.version + 1, updatedAt: work.at })
  work.append(teamStream(goal.team.id), events.goalUpdated, {
    teamId: goal.team.id, goalId: goal.id, title: goal.title, version: goal.version, changes,
  })
  return presentGoal(goal)
}

/** There must be a way from the start to the target, else nobody can say how much of it is done. */
function checkWay({ start, target }: { start?: number | undefined; target?: number | undefined }): void {
  if (start === target) throw invalid('/target', 'The target must differ from where it begins.')
}
