// Members: people and bots of an organization, with their role.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import { id, instant, line } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { role } from '../permissions.ts'

export const memberStatus = z.enum(['active', 'deactivated'])

/** Of a week, in quarters of an hour. */
export const weeklyHours = z.number().min(0).max(168).multipleOf(0.25)
/** Who says nothing else works so many. */
export const USUAL_HOURS_PER_WEEK = 40

export const member = z.strictObject({
  id, kind: z.enum(['person', 'bot']), name: line(200), email: z.string().nullable(), role, status: memberStatus,
  timezone: z.string().nullable().describe('Theirs, by its IANA name; bots have none'),
  picture: z.string().nullable().describe('The hash of their picture: `GET /api/members/{memberId}/picture?v=<hash>`'),
  hoursPerWeek: weeklyHours.describe('How many hours they work in a usual week'),
  version: z.int(), createdAt: instant, updatedAt: instant,
})
export type Member = z.infer<typeof member>

export const memberPatch = z.strictObject({ role: role.optional(), status: memberStatus.optional() })

export const botInput = z.strictObject({ name: line(200), role, teamIds: z.array(id).max(100) })
export const botCreated = z.strictObject({ membership: member, token: z.string() })

const memberId = z.strictObject({ memberId: id })

export const memberEndpoints = {
  listMembers: endpoint({
    id: 'listMembers', method: 'GET', path: '/api/members', tag: 'Members', access: 'member', scope: 'members:read',
    permission: 'member.read', summary: 'List people and bots',
    query: z.strictObject({ ...listQuery, role: role.optional(), status: memberStatus.optional(), kind: z.enum(['person', 'bot']).optional() }),
    status: 200, response: listOf(member),
  }),
  readMember: endpoint({
    id: 'readMember', method: 'GET', path: '/api/members/{memberId}', tag: 'Members', access: 'member', scope: 'members:read',
    permission: 'member.read', summary: 'Read one member', params: memberId, status: 200, response: member, etag: true,
  }),
  updateMember: endpoint({
    id: 'updateMember', method: 'PATCH', path: '/api/members/{memberId}', tag: 'Members', access: 'member',
    scope: 'members:write', permission: 'member.update', summary: 'Change the role, deactivate or reactivate',
    params: memberId, body: memberPatch, status: 200, response: member, etag: true, errors: ['last_admin'],
  }),
  setWorkingHours: endpoint({
    id: 'setWorkingHours', method: 'PUT', path: '/api/members/{memberId}/working-hours', tag: 'Members', access: 'member',
    scope: 'members:write', permission: 'member.plan', summary: 'Say how many hours somebody works in a usual week: managers of a team of theirs, admins, and everybody of themselves',
    params: memberId, body: z.strictObject({ hoursPerWeek: weeklyHours }), status: 200, response: member, errors: ['conflict'],
  }),
  eraseMember: endpoint({
    id: 'eraseMember', method: 'DELETE', path: '/api/members/{memberId}', tag: 'Members', access: 'member', scope: null, permission: 'member.erase',
    summary: 'Erase a person from the organization, for good: they are signed out, name, address, picture and all that was theirs alone go, their work stays under "Former member". '
      + 'An account that belongs to no other organization is deleted', params: memberId, status: 204, errors: ['last_admin', 'conflict'],
  }),
  createBot: endpoint({
    id: 'createBot', method: 'POST', path: '/api/bots', tag: 'Bots and tokens', access: 'member', scope: null,
    permission: 'bot.create', summary: 'Make a bot with a token, which is shown once', body: botInput, status: 201,
    response: botCreated, secret: true,
  }),
}

export const memberEvents = {
  memberJoined: event({
    type: 'member.joined', streams: ['organization'], schema: 1, summary: 'A person or bot became a member',
    data: z.strictObject({ member }),
  }),
  memberErased: event({
    type: 'member.erased', streams: ['organization'], schema: 1,
    summary: 'A person was erased: nothing tells any more who this member was. Whoever keeps names, addresses or pictures of members forgets those of this one',
    data: z.strictObject({ member }),
    revokes: (data) => data.member.id,
  }),
  memberUpdated: event({
    type: 'member.updated', streams: ['organization'], schema: 1, summary: 'Name, role, status, time zone, picture or weekly hours of a member changed',
    data: z.strictObject({
      memberId: id, version: z.int(),
      changes: changesOf({
        name: line(200), email: z.string().nullable(), role, status: memberStatus, timezone: z.string().nullable(),
        picture: z.string().nullable(), hoursPerWeek: weeklyHours,
      }),
    }),
    revokes: (data) => (data.changes.status ? data.memberId : null),
  }),
}
