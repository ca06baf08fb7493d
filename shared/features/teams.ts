// Teams: one manager, many members; a team's stream carries all its work.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, line, text } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'

export const teamSettings = z.strictObject({ membersEditAllTasks: z.boolean(), onlyManagersCreateTasks: z.boolean() })
export type TeamSettings = z.infer<typeof teamSettings>

const timezone = line(60).nullable().describe('An IANA time zone, such as Europe/Berlin, in which tasks of the team repeat where a rule names none; null: that of whoever sets the rule')

export const team = z.strictObject({
  id, name: line(200), description: text(8_000), managerId: id.nullable(), departmentId: id.nullable(), memberIds: z.array(id), settings: teamSettings, timezone,
  version: z.int(), createdAt: instant, updatedAt: instant,
})
export type Team = z.infer<typeof team>

/** What a member is in one team, beyond belonging to it. */
const duties = { title: z.string().trim().max(100), responsibilities: text(2_000) }
export const teamPlace = z.strictObject({ memberId: id, ...duties, joinedAt: instant })
export type TeamPlace = z.infer<typeof teamPlace>

/** The same, told of a member. */
export const memberPlace = z.strictObject({ teamId: id, ...duties, joinedAt: instant })
export type MemberPlace = z.infer<typeof memberPlace>

export const teamInput = z.strictObject({
  name: line(200), description: text(8_000).default(''), managerId: id.optional(), departmentId: id.nullable().default(null),
  memberIds: z.array(id).max(1000).default([]),
  settings: teamSettings.partial().optional(), timezone: timezone.default(null),
})
export const teamPatch = z.strictObject({
  name: line(200).optional(), description: text(8_000).optional(), managerId: id.optional(), departmentId: id.nullable().optional(),
  settings: teamSettings.partial().optional(), timezone: timezone.optional(),
})

/** For lists: only of teams in this department. */
export const departmentFilter = id.optional().describe('Only in this department or one below it')

const teamId = z.strictObject({ teamId: id })
const place = z.strictObject({ teamId: id, memberId: id })

export const teamEndpoints = {
  listTeams: endpoint({
    id: 'listTeams', method: 'GET', path: '/api/teams', tag: 'Teams', access: 'member', scope: 'teams:read',
    permission: 'team.read', summary: 'List the teams that one may read', query: z.strictObject({ ...listQuery, departmentId: departmentFilter }), status: 200,
    response: listOf(team),
  }),
  createTeam: endpoint({
    id: 'createTeam', method: 'POST', path: '/api/teams', tag: 'Teams', access: 'member', scope: 'teams:write',
    permission: 'team.create', summary: 'Make a team; the maker manages it unless an admin names another manager. In a department: by its head',
    body: teamInput, status: 201, response: team, etag: true,
  }),
  readTeam: endpoint({
    id: 'readTeam', method: 'GET', path: '/api/teams/{teamId}', tag: 'Teams', access: 'member', scope: 'teams:read',
    permission: 'team.read', summary: 'Read a team', params: teamId, status: 200, response: team, etag: true,
  }),
  updateTeam: endpoint({
    id: 'updateTeam', method: 'PATCH', path: '/api/teams/{teamId}', tag: 'Teams', access: 'member', scope: 'teams:write',
    permission: 'team.update', summary: 'Change a team; the manager is changed by admins, the department by who heads both the old and the new one, or taken away by admins', params: teamId, body: teamPatch,
    status: 200, response: team, etag: true,
  }),
  deleteTeam: endpoint({
    id: 'deleteTeam', method: 'DELETE', path: '/api/teams/{teamId}', tag: 'Teams', access: 'member', scope: 'teams:write',
    permission: 'team.delete', summary: 'Delete a team that has no projects', params: teamId, status: 204, errors: ['team_not_empty'],
  }),
  listTeamMembers: endpoint({
    id: 'listTeamMembers', method: 'GET', path: '/api/teams/{teamId}/members', tag: 'Teams', access: 'member', scope: 'teams:read',
    permission: 'team.read', summary: 'List who belongs to a team, with titles and responsibilities', params: teamId, status: 200,
    response: z.strictObject({ items: z.array(teamPlace) }),
  }),
  listMemberPlaces: endpoint({
    id: 'listMemberPlaces', method: 'GET', path: '/api/members/{memberId}/teams', tag: 'Members', access: 'member', scope: 'teams:read',
    permission: 'member.read', summary: 'List the teams of a member that one may read, with their titles and responsibilities there',
    params: z.strictObject({ memberId: id }), status: 200, response: z.strictObject({ items: z.array(memberPlace) }),
  }),
  updateTeamMember: endpoint({
    id: 'updateTeamMember', method: 'PATCH', path: '/api/teams/{teamId}/members/{memberId}', tag: 'Teams', access: 'member',
    scope: 'teams:write', permission: 'team.manage_members', summary: 'Say what a member does in the team',
    params: place, body: z.strictObject(duties).partial(), status: 200, response: teamPlace,
  }),
  addTeamMember: endpoint({
    id: 'addTeamMember', method: 'PUT', path: '/api/teams/{teamId}/members/{memberId}', tag: 'Teams', access: 'member',
    scope: 'teams:write', permission: 'team.manage_members', summary: 'Add a member to a team',
    params: place, status: 200, response: team,
  }),
  removeTeamMember: endpoint({
    id: 'removeTeamMember', method: 'DELETE', path: '/api/teams/{teamId}/members/{memberId}', tag: 'Teams', access: 'member',
    scope: 'teams:write', permission: 'team.manage_members',
    summary: 'Remove a member from a team; it takes effect on open sockets at once',
    params: place, status: 200, response: team,
  }),
}

export const teamEvents = {
  teamCreated: event({
    type: 'team.created', streams: ['team'], schema: 1, summary: 'A team was made (its description may be referenced)',
    data: z.strictObject({ team: z.strictObject({ ...team.shape, description: z.unknown() }) }),
  }),
  teamUpdated: event({
    type: 'team.updated', streams: ['team'], schema: 1, summary: 'A team changed',
    data: z.strictObject({
      teamId: id, version: z.int(),
      changes: changesOf({ name: line(200), description: z.unknown(), managerId: id.nullable(), departmentId: id.nullable(), settings: teamSettings, timezone }),
    }),
  }),
  teamMemberAdded: event({
    type: 'team.member_added', streams: ['team'], schema: 1, summary: 'A member was added to the team',
    data: z.strictObject({ teamId: id, memberId: id, version: z.int() }),
  }),
  teamMemberUpdated: event({
    type: 'team.member_updated', streams: ['team'], schema: 1, summary: 'A member\'s title or responsibilities in the team changed',
    data: z.strictObject({ teamId: id, memberId: id, version: z.int(), changes: changesOf(duties) }),
  }),
  teamMemberRemoved: event({
    type: 'team.member_removed', streams: ['team'], schema: 1,
    summary: 'A member was removed; unless they are an admin their sockets leave at exactly this offset',
    data: z.strictObject({ teamId: id, memberId: id, version: z.int() }), revokes: (data) => data.memberId,
  }),
  teamAccessChanged: event({
    type: 'team.access_changed', streams: ['team'], schema: 1,
    summary: 'Somebody\'s role or status changed so that they may no longer read this team',
    data: z.strictObject({ teamId: id, memberId: id }), revokes: (data) => data.memberId,
  }),
  teamDeleted: event({
    type: 'team.deleted', streams: ['team'], schema: 1, summary: 'The team was deleted; its stream ends',
    data: z.strictObject({ teamId: id }), revokes: () => 'everybody',
  }),
  teamOpened: event({
    type: 'team.opened', streams: ['inbox'], schema: 1,
    summary: 'The addressee may read a team from now on: they were added, became admin, or it was made',
    data: z.strictObject({ teamId: id }),
  }),
  teamClosed: event({
    type: 'team.closed', streams: ['inbox'], schema: 1, summary: 'The addressee may no longer read a team',
    data: z.strictObject({ teamId: id }),
  }),
}
