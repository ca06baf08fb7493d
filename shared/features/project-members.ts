// Who works on a project, as what, and for how many hours a week. Being listed gives no rights: those come from the team.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant, plannedDay } from '../ids.ts'
import { streamPosition } from '../streams.ts'
import { weeklyHours } from './members.ts'

/** A project has so many at most. */
export const MOST_PROJECT_MEMBERS = 200
/** What is told of the same people elsewhere, at most. */
export const MOST_OTHER_ALLOCATIONS = 5000

const day = plannedDay.nullable()
const allocation = {
  hoursPerWeek: weeklyHours, startOn: day.describe('The first day of the allocation; null: it holds already'),
  endOn: day.describe('The last day, which counts too, not before `startOn`; null: until further notice'),
}
const roleTitle = z.string().trim().max(100)

export const projectMember = z.strictObject({ projectId: id, memberId: id, role: roleTitle.describe('What they are there'), ...allocation, createdAt: instant })
export type ProjectMember = z.infer<typeof projectMember>

export const otherAllocation = z.strictObject({ memberId: id, projectId: id.nullable().describe('null: a project of another team'), ...allocation })
export type OtherAllocation = z.infer<typeof otherAllocation>

export const projectMembers = z.strictObject({
  items: z.array(projectMember),
  others: z.array(otherAllocation)
    .describe(`What the team's members are allocated to in other projects, at most ${MOST_OTHER_ALLOCATIONS}. Of other teams' projects only hours and days are told, as of this moment`),
  ...streamPosition.shape,
})
export type ProjectMembers = z.infer<typeof projectMembers>

export const projectMemberInput = z.strictObject({
  role: roleTitle.default(''), hoursPerWeek: allocation.hoursPerWeek.default(0), startOn: allocation.startOn.default(null), endOn: allocation.endOn.default(null),
})
export type ProjectMemberInput = z.infer<typeof projectMemberInput>

const ofProject = z.strictObject({ projectId: id })
const place = z.strictObject({ projectId: id, memberId: id })
const at = { tag: 'Projects', access: 'member' } as const

export const projectMemberEndpoints = {
  listProjectMembers: endpoint({
    ...at, id: 'listProjectMembers', method: 'GET', path: '/api/projects/{projectId}/members', scope: 'projects:read', permission: 'project.read',
    summary: 'List who works on a project and for how many hours a week, as a snapshot with its offset', params: ofProject, status: 200,
    response: projectMembers, transaction: 'snapshot',
  }),
  setProjectMember: endpoint({
    ...at, id: 'setProjectMember', method: 'PUT', path: '/api/projects/{projectId}/members/{memberId}', scope: 'projects:write', permission: 'project.update',
    summary: 'List a member of the team on a project, or say anew as what and for how many hours a week; it gives no rights',
    params: place, body: projectMemberInput, status: 200, response: projectMember, errors: ['conflict'],
  }),
  removeProjectMember: endpoint({
    ...at, id: 'removeProjectMember', method: 'DELETE', path: '/api/projects/{projectId}/members/{memberId}', scope: 'projects:write', permission: 'project.update',
    summary: 'Take somebody off a project; their tasks stay theirs', params: place, status: 204,
  }),
}

export const projectMemberEvents = {
  projectMemberSaved: event({
    type: 'project_member.saved', streams: ['team'], schema: 1, summary: 'Somebody was listed on a project, or their role or hours there changed',
    data: z.strictObject({
      member: projectMember, isNew: z.boolean(), before: projectMember.optional().describe('As it was; absent where it is new, and in events of earlier versions'),
    }),
  }),
  projectMemberRemoved: event({
    type: 'project_member.removed', streams: ['team'], schema: 1, summary: 'Somebody was taken off a project',
    data: z.strictObject({ projectId: id, memberId: id, member: projectMember.optional().describe('As it was; absent in events of earlier versions') }),
  }),
}
