// Organizations: the tenant, its settings, and the overview that a client opens with.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, line } from '../ids.ts'
import { department } from './departments.ts'
import { hue, label } from './labels.ts'
import { streamPosition } from '../streams.ts'
import { member } from './members.ts'
import { project } from './projects.ts'
import { team } from './teams.ts'
import { timer } from './time.ts'
import { view } from './views.ts'
import { workflowInput } from './workflow.ts'

const defaultWorkflow = workflowInput.nullable().describe('What new projects begin with; null = the product\'s own')

export const organization = z.strictObject({
  id, name: line(200), accent: hue, timezone: z.string().max(64), defaultWorkflow, version: z.int(), createdAt: instant, updatedAt: instant,
})
export type Organization = z.infer<typeof organization>

export const organizationPatch = z.strictObject({
  name: line(200).optional(), accent: hue.optional(), timezone: z.string().min(1).max(64).optional(),
  defaultWorkflow: defaultWorkflow.optional(),
})

/** What everybody who signs in sees first: the organization, its people, and the teams and projects that one may read. */
export const overview = z.strictObject({
  organization, me: member, members: z.array(member), departments: z.array(department), teams: z.array(team), projects: z.array(project),
  starredProjectIds: z.array(id).describe('One\'s own stars, sorted; also on projects that one may not read any more'),
  timer: timer.nullable().describe('One\'s own timer that runs'),
  unreadNotifications: z.int().describe('How many of one\'s notifications are unread'),
  views: z.array(view).describe('One\'s own saved views, and those that are shared with one\'s teams'),
  labels: z.array(label).describe('Labels of the organization, for tasks of all projects'),
  streams: z.array(streamPosition),
})
export type Overview = z.infer<typeof overview>

export const organizationEndpoints = {
  readOrganization: endpoint({
    id: 'readOrganization', method: 'GET', path: '/api/organization', tag: 'Organization', access: 'member',
    scope: 'organization:read', permission: 'organization.read', summary: 'Read the organization',
    status: 200, response: organization, etag: true,
  }),
  updateOrganization: endpoint({
    id: 'updateOrganization', method: 'PATCH', path: '/api/organization', tag: 'Organization', access: 'member',
    scope: 'organization:write', permission: 'organization.update', summary: 'Change name and settings',
    body: organizationPatch, status: 200, response: organization, etag: true,
  }),
  readOverview: endpoint({
    id: 'readOverview', method: 'GET', path: '/api/overview', tag: 'Organization', access: 'member',
    scope: 'organization:read', permission: 'organization.read', transaction: 'snapshot',
    summary: 'Everything that a client opens with, as one snapshot with the offsets of its streams',
    status: 200, response: overview,
  }),
}

export const organizationEvents = {
  organizationUpdated: event({
    type: 'organization.updated', streams: ['organization'], schema: 1, summary: 'Name or settings changed',
    data: z.strictObject({ changes: changesOf(organizationPatch.required().shape), version: z.int() }),
  }),
  organizationDeleted: event({
    type: 'organization.deleted', streams: ['organization'], schema: 1, summary: 'The organization was deleted: nobody has access any more, and all of it goes',
    data: z.strictObject({ deletedAt: instant }),
    revokes: () => 'everybody',
  }),
}
