// Activity: what happened to a task, in a project, a team or the organization, or what somebody did, told from the events.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { parseStream, streamEvent, type StreamEvent } from '../streams.ts'
import { customField } from './custom-fields.ts'

/** One event (of a bulk change: the part of it that concerns the task), newest first. */
export const activityItem = streamEvent
export type ActivityItem = z.infer<typeof activityItem>

/** What the names in events of several projects stand for; what is deleted is absent. */
export const namedInActivity = z.strictObject({
  statuses: z.array(z.strictObject({ id, name: z.string() })), labels: z.array(z.strictObject({ id, name: z.string() })), customFields: z.array(customField),
})
export type NamedInActivity = z.infer<typeof namedInActivity>

/** With what the types of a team's own events begin; those of its tasks are told by their projects. An index of the database knows them too. */
export const teamTopics = ['team', 'goal', 'post', 'post_comment', 'project', 'file', 'trash'] as const

/** What else concerns the organization than the events of its own stream. An index of the database knows them too. */
export const organizationTypes = ['team.created', 'team.deleted', 'invitation.created', 'invitation.updated', 'token.created', 'token.revoked'] as const

const isOfTeam = ({ type }: Pick<StreamEvent, 'type'>): boolean => (teamTopics as readonly string[]).includes(type.split('.')[0]!)

/** What the activity of a team tells of an event of its stream: all, of a batch its part that is the team's, or null. */
export function partOfTeam(event: StreamEvent): StreamEvent | null {
  if (event.type !== 'batch.applied') return isOfTeam(event) ? event : null
  const events = (event.data.events as Pick<StreamEvent, 'type'>[]).filter(isOfTeam)
  return events.length > 0 ? { ...event, data: { ...event.data, events } } : null
}

/** Whether the activity of the organization tells an event. */
export const isOfOrganization = ({ stream, type }: Pick<StreamEvent, 'stream' | 'type'>): boolean =>
  parseStream(stream)?.kind === 'organization' || (organizationTypes as readonly string[]).includes(type)

const at = { tag: 'Activity', access: 'member', method: 'GET', status: 200 } as const
const ofTasks = { ...at, scope: 'tasks:read', permission: 'task.read' } as const
const bySomebody = z.strictObject({ ...listQuery, memberId: id.optional().describe('Only what this member did') })

export const activityEndpoints = {
  listTaskActivity: endpoint({
    ...ofTasks, id: 'listTaskActivity', path: '/api/tasks/{taskId}/activity', summary: 'What happened to a task, newest first',
    params: z.strictObject({ taskId: id }), query: z.strictObject(listQuery), response: listOf(activityItem),
  }),
  listProjectActivity: endpoint({
    ...ofTasks, id: 'listProjectActivity', path: '/api/projects/{projectId}/activity', summary: 'What happened in a project, newest first',
    params: z.strictObject({ projectId: id }), query: z.strictObject(listQuery), response: listOf(activityItem),
  }),
  listTeamActivity: endpoint({
    ...at, id: 'listTeamActivity', path: '/api/teams/{teamId}/activity', scope: 'teams:read', permission: 'team.read',
    summary: 'What happened to a team, its members, goals, posts, files and projects, newest first; what happened to tasks is told by their projects',
    params: z.strictObject({ teamId: id }), query: bySomebody, response: listOf(activityItem),
  }),
  listOrganizationActivity: endpoint({
    ...at, id: 'listOrganizationActivity', path: '/api/organization/activity', scope: 'organization:read', permission: 'organization.read_activity',
    summary: 'What happened to members and their roles, departments, labels, settings, teams, invitations and tokens, newest first. Of invitations and tokens only that, by whom and when',
    query: bySomebody, response: listOf(activityItem),
  }),
  listMemberActivity: endpoint({
    ...at, id: 'listMemberActivity', path: '/api/members/{memberId}/activity', scope: 'streams:read', permission: 'member.read',
    summary: 'What somebody did in the teams that one may read, and in the organization, newest first', params: z.strictObject({ memberId: id }),
    query: z.strictObject(listQuery), response: listOf(activityItem).extend({ named: namedInActivity }),
  }),
}
