// Goals of a team: what it wants to reach, by what that is measured, and how far it is.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, line, text } from '../ids.ts'

/** A number that JSON and the database hold alike. */
const amount = z.number().min(-1e12).max(1e12)
const day = z.iso.date()

const goalFields = {
  title: line(200), objective: text(4_000), measure: z.string().trim().max(100), unit: z.string().trim().max(20),
  start: amount.describe('Where it began'), target: amount, current: amount, dueOn: day.nullable(),
}

export const goal = z.strictObject({ id, teamId: id, ...goalFields, version: z.int(), createdAt: instant, updatedAt: instant })
export type Goal = z.infer<typeof goal>

export const goalInput = z.strictObject({
  title: goalFields.title, objective: goalFields.objective.default(''), measure: goalFields.measure.default(''), unit: goalFields.unit.default(''),
  start: amount.default(0), target: amount, current: amount.optional().describe('As `start` unless given'), dueOn: day.nullable().default(null),
})
export const goalPatch = z.strictObject(goalFields).partial()

const one = z.strictObject({ goalId: id })
const ofTeam = z.strictObject({ teamId: id })
const at = { tag: 'Goals', access: 'member' } as const

export const goalEndpoints = {
  listGoals: endpoint({
    ...at, id: 'listGoals', method: 'GET', path: '/api/teams/{teamId}/goals', scope: 'teams:read', permission: 'team.read',
    summary: 'List a team\'s goals, the oldest first', params: ofTeam, status: 200, response: z.strictObject({ items: z.array(goal) }),
  }),
  createGoal: endpoint({
    ...at, id: 'createGoal', method: 'POST', path: '/api/teams/{teamId}/goals', scope: 'teams:write', permission: 'goal.update',
    summary: 'Set a goal', params: ofTeam, body: goalInput, status: 201, response: goal,
  }),
  updateGoal: endpoint({
    ...at, id: 'updateGoal', method: 'PATCH', path: '/api/goals/{goalId}', scope: 'teams:write', permission: 'goal.update',
    summary: 'Change a goal', params: one, body: goalPatch, status: 200, response: goal,
  }),
  reportGoal: endpoint({
    ...at, id: 'reportGoal', method: 'PUT', path: '/api/goals/{goalId}/progress', scope: 'teams:write', permission: 'goal.report',
    summary: 'Say how far a goal is; every member of the team may', params: one, body: z.strictObject({ current: amount }), status: 200, response: goal,
  }),
  deleteGoal: endpoint({
    ...at, id: 'deleteGoal', method: 'DELETE', path: '/api/goals/{goalId}', scope: 'teams:write', permission: 'goal.update',
    summary: 'Delete a goal', params: one, status: 204,
  }),
}

const told = z.strictObject({ ...goal.shape, objective: z.unknown() })

export const goalEvents = {
  goalCreated: event({
    type: 'goal.created', streams: ['team'], schema: 1, summary: 'A goal was set (its objective may be referenced)',
    data: z.strictObject({ goal: told }),
  }),
  goalUpdated: event({
    type: 'goal.updated', streams: ['team'], schema: 1, summary: 'A goal changed, or somebody said how far it is',
    data: z.strictObject({
      teamId: id, goalId: id, title: line(200), version: z.int(), changes: changesOf({ ...goalFields, objective: z.unknown() }),
    }),
  }),
  goalDeleted: event({
    type: 'goal.deleted', streams: ['team'], schema: 1, summary: 'A goal was deleted',
    data: z.strictObject({ teamId: id, goalId: id, title: line(200), goal: told.optional() }),
  }),
}
