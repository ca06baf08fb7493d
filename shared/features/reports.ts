// Reports: what was begun and finished, how long it took and what time went into it, of an organization, department, team, project or person.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instant, plannedDay } from '../ids.ts'
import { category } from './workflow.ts'

/** The days of a report at most. */
export const MOST_REPORTED_DAYS = 371
/** The rows of each of its lists at most; the figures above them count all. */
export const MOST_REPORTED_ROWS = 500

export const reportScopes = ['organization', 'department', 'team', 'project', 'own', 'member'] as const
export type ReportScope = (typeof reportScopes)[number]

const reportQuery = z.strictObject({
  from: plannedDay.optional().describe('The first day; unless given, the Monday eleven weeks before the last day\'s week'),
  to: plannedDay.optional().describe(`The last day, which counts too; unless given, today. At most ${MOST_REPORTED_DAYS} days in all`),
  timezone: z.string().min(1).max(64).optional().describe('Whose days and weeks, by its IANA name; unless given, your own'),
})

const hours = z.number().nullable().describe('From being made to being finished: half of the tasks took longer; null when none was finished')
const now = { open: z.int(), overdue: z.int() }
const within = { created: z.int(), finished: z.int(), medianHours: hours, minutes: z.int().describe('Time logged in the period') }

export const report = z.strictObject({
  scope: z.enum(reportScopes), scopeId: id.nullable(), name: z.string(),
  from: z.iso.date(), to: z.iso.date(), timezone: z.string(), asOf: instant.describe('All figures are of this moment'),
  totals: z.strictObject({ ...now, unassigned: z.int(), ...within }),
  byCategory: z.record(category, z.int()).describe('Tasks that are not archived, as they stand now'),
  weeks: z.array(z.strictObject({ week: z.iso.date().describe('Its Monday'), created: z.int(), finished: z.int(), medianHours: hours, minutes: z.int() })),
  teams: z.array(z.strictObject({ teamId: id, name: z.string(), ...now, ...within })),
  projects: z.array(z.strictObject({
    projectId: id, teamId: id, key: z.string(), name: z.string(), ...now, ...within,
    estimatedMinutes: z.int().describe('Estimates of the tasks finished in the period; of one person their part, as in `people`'),
    spentMinutes: z.int().describe('All time on the same tasks: those finished in the period that had an estimate; of one person their own time'),
  })),
  people: z.array(z.strictObject({
    memberId: id, name: z.string(), ...now, finished: z.int().describe('Finished tasks that are assigned to them'), medianHours: hours, minutes: z.int(),
    estimatedMinutes: z.int().describe('Estimates of those finished tasks; where several are assigned, each has an equal part'),
    spentMinutes: z.int().describe('Their own time on the same tasks: those that had an estimate, whenever it was logged'),
  })),
  time: z.array(z.strictObject({ memberId: id, projectId: id, minutes: z.int() })).describe('Time logged in the period, by person and project'),
  leftOut: z.strictObject({ teams: z.int(), projects: z.int(), people: z.int(), time: z.int() })
    .describe(`Rows beyond the first ${MOST_REPORTED_ROWS} of each list`),
})
export type Report = z.infer<typeof report>

const at = {
  tag: 'Reports', method: 'GET', access: 'member', scope: 'tasks:read', query: reportQuery, status: 200, response: report, transaction: 'snapshot',
} as const

export const reportEndpoints = {
  readOrganizationReport: endpoint({
    ...at, id: 'readOrganizationReport', path: '/api/reports/organization', permission: 'report.read_organization', summary: 'Report on all teams of the organization',
  }),
  readDepartmentReport: endpoint({
    ...at, id: 'readDepartmentReport', path: '/api/reports/departments/{departmentId}', permission: 'report.read_department',
    summary: 'Report on the teams of a department and of those below it', params: z.strictObject({ departmentId: id }),
  }),
  readTeamReport: endpoint({
    ...at, id: 'readTeamReport', path: '/api/reports/teams/{teamId}', permission: 'report.read', summary: 'Report on a team',
    params: z.strictObject({ teamId: id }),
  }),
  readProjectReport: endpoint({
    ...at, id: 'readProjectReport', path: '/api/reports/projects/{projectId}', permission: 'report.read', summary: 'Report on a project',
    params: z.strictObject({ projectId: id }),
  }),
  readOwnReport: endpoint({
    ...at, id: 'readOwnReport', path: '/api/reports/own', permission: 'report.read_own',
    summary: 'Report on oneself: tasks assigned to one and time of one\'s own, in all teams that one may read',
  }),
  readMemberReport: endpoint({
    ...at, id: 'readMemberReport', path: '/api/reports/members/{memberId}', permission: 'report.read',
    summary: 'Report on a person: tasks assigned to them and time of theirs, in the teams that one runs; of oneself in all that one may read',
    params: z.strictObject({ memberId: id }),
  }),
}
