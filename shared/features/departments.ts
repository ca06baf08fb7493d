// Departments: groups of teams, one inside another; whoever heads one runs the teams of it and of all below.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, line, text } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { team } from './teams.ts'

export const department = z.strictObject({
  id, name: line(200), description: text(2_000), parentId: id.nullable().describe('The department that it is part of; null at the top'),
  headId: id.nullable().describe('A manager or admin, who runs the teams of this department and of all below'),
  version: z.int(), createdAt: instant, updatedAt: instant,
})
export type Department = z.infer<typeof department>

export const departmentInput = z.strictObject({
  name: line(200), description: text(2_000).default(''), parentId: id.nullable().default(null), headId: id.nullable().default(null),
})
export const departmentPatch = z.strictObject({
  name: line(200).optional(), description: text(2_000).optional(), parentId: id.nullable().optional(), headId: id.nullable().optional(),
})

export const reportingLine = z.strictObject({
  memberId: id, reportsToId: id, via: z.enum(['team', 'department']),
  teamId: id.nullable().describe('The team that the line comes from'),
  departmentId: id.nullable().describe('The department that the line comes from; for `via: team` null'),
})
export type ReportingLine = z.infer<typeof reportingLine>

const chartTeam = team.pick({ id: true, name: true, departmentId: true, managerId: true, memberIds: true })

export const organizationChart = z.strictObject({
  departments: z.array(department),
  teams: z.array(chartTeam).describe('Those that one may read'),
  lines: z.array(reportingLine).describe('Who reports to whom: members to their team\'s manager, managers and heads to the next head above'),
})
export type OrganizationChart = z.infer<typeof organizationChart>

const departmentId = z.strictObject({ departmentId: id })
const at = { tag: 'Departments', access: 'member' } as const

export const departmentEndpoints = {
  listDepartments: endpoint({
    ...at, id: 'listDepartments', method: 'GET', path: '/api/departments', scope: 'organization:read', permission: 'department.read',
    summary: 'List the departments by name', query: z.strictObject(listQuery), status: 200, response: listOf(department),
  }),
  createDepartment: endpoint({
    ...at, id: 'createDepartment', method: 'POST', path: '/api/departments', scope: 'organization:write', permission: 'department.create',
    summary: 'Make a department, at the top or inside another', body: departmentInput, status: 201, response: department, etag: true,
    errors: ['invalid_reference'],
  }),
  readDepartment: endpoint({
    ...at, id: 'readDepartment', method: 'GET', path: '/api/departments/{departmentId}', scope: 'organization:read',
    permission: 'department.read', summary: 'Read a department', params: departmentId, status: 200, response: department, etag: true,
  }),
  updateDepartment: endpoint({
    ...at, id: 'updateDepartment', method: 'PATCH', path: '/api/departments/{departmentId}', scope: 'organization:write',
    permission: 'department.update', summary: 'Rename or describe a department, move it with all below, or change its head; rights follow at once',
    params: departmentId, body: departmentPatch, status: 200, response: department, etag: true, errors: ['invalid_reference'],
  }),
  deleteDepartment: endpoint({
    ...at, id: 'deleteDepartment', method: 'DELETE', path: '/api/departments/{departmentId}', scope: 'organization:write',
    permission: 'department.delete', summary: 'Delete a department; its departments and teams go up to the one that it was part of',
    params: departmentId, status: 204,
  }),
  readOrganizationChart: endpoint({
    ...at, id: 'readOrganizationChart', method: 'GET', path: '/api/organization/chart', scope: 'organization:read',
    permission: 'department.read', summary: 'Departments, teams and who reports to whom',
    query: z.strictObject({
      departmentId: id.optional().describe('Only this department with all below, and the lines of who is in it'),
      memberId: id.optional().describe('Only the lines from this member up to the top, and those of who reports to them'),
    }),
    status: 200, response: organizationChart,
  }),
}

export const departmentEvents = {
  departmentCreated: event({
    type: 'department.created', streams: ['organization'], schema: 1, summary: 'A department was made',
    data: z.strictObject({ department }),
  }),
  departmentUpdated: event({
    type: 'department.updated', streams: ['organization'], schema: 1,
    summary: 'A department was renamed, moved or got another head; whoever loses or gains teams by it is told by their streams and inbox',
    data: z.strictObject({
      departmentId: id, version: z.int(),
      changes: changesOf({ name: line(200), description: text(2_000), parentId: id.nullable(), headId: id.nullable() }),
    }),
  }),
  departmentDeleted: event({
    type: 'department.deleted', streams: ['organization'], schema: 1,
    summary: 'A department was deleted; what was in it moved up before, by events of its own',
    data: z.strictObject({ departmentId: id, name: line(200), department: department.optional().describe('As it was; older events do not have it') }),
  }),
}
