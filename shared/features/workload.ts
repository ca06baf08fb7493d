// Workload: what coming weeks hold for each person against what they work, and what past weeks held.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instant } from '../ids.ts'
import { weeklyHours } from './members.ts'
import { otherAllocation } from './project-members.ts'
import { reportScopes } from './reports.ts'

/** People of a workload at most, and weeks on each side of today. */
export const MOST_LOADED_PEOPLE = 200
export const MOST_LOADED_WEEKS = 26
export const COMING_WEEKS = 8
export const PAST_WEEKS = 4

const weeks = (least: number) => z.coerce.number().int().min(least).max(MOST_LOADED_WEEKS)
const workloadQuery = z.strictObject({
  weeks: weeks(1).default(COMING_WEEKS).describe('Coming weeks; this week is the first'),
  past: weeks(0).default(PAST_WEEKS).describe('Weeks before this one'),
  timezone: z.string().min(1).max(64).optional().describe('Whose days and weeks, by its IANA name; unless given, your own'),
})

const week = z.iso.date().describe('Its Monday')
const minutes = z.int()

export const workload = z.strictObject({
  scope: z.enum(reportScopes).exclude(['project', 'member']), scopeId: id.nullable(), name: z.string(), timezone: z.string(), asOf: instant.describe('All figures are of this moment'),
  people: z.array(z.strictObject({
    memberId: id, name: z.string(), hoursPerWeek: weeklyHours,
    coming: z.array(z.strictObject({
      week, allocated: minutes.describe('Allocations to projects at work, by the working days of the week that they cover'),
      planned: minutes.describe('What is left of the estimates of their open tasks, spread over the working days until these are due'),
      free: minutes.describe('What a week has less, for each project, the larger of the two; below zero: too much'),
    })),
    past: z.array(z.strictObject({ week, logged: minutes })),
    unplanned: z.int().describe('Open tasks of theirs without an estimate or a due day: they are in no week'),
    allocations: z.array(z.strictObject({ ...otherAllocation.omit({ memberId: true }).shape, projectId: id.nullable().describe('null: one that you may not see'), projectName: z.string().nullable() })),
  })),
  leftOut: z.int().describe(`People beyond the first ${MOST_LOADED_PEOPLE}`),
})
export type Workload = z.infer<typeof workload>
export type LoadedPerson = Workload['people'][number]

const at = {
  tag: 'Reports', method: 'GET', access: 'member', scope: 'tasks:read', query: workloadQuery, status: 200, response: workload, transaction: 'snapshot',
} as const

export const workloadEndpoints = {
  readOrganizationWorkload: endpoint({
    ...at, id: 'readOrganizationWorkload', path: '/api/workload/organization', permission: 'report.read_organization', summary: 'Workload of everybody in the organization',
  }),
  readDepartmentWorkload: endpoint({
    ...at, id: 'readDepartmentWorkload', path: '/api/workload/departments/{departmentId}', permission: 'report.read_department',
    summary: 'Workload of the people in the teams of a department and of those below it', params: z.strictObject({ departmentId: id }),
  }),
  readTeamWorkload: endpoint({
    ...at, id: 'readTeamWorkload', path: '/api/workload/teams/{teamId}', permission: 'report.read', summary: 'Workload of the people in a team, with what they do elsewhere',
    params: z.strictObject({ teamId: id }),
  }),
  readOwnWorkload: endpoint({
    ...at, id: 'readOwnWorkload', path: '/api/workload/own', permission: 'report.read_own', summary: 'One\'s own workload',
  }),
}
