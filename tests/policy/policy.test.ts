// The policy's answers: what a refusal says, which streams one may read, and what scopes allow.
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../server/kernel/actor.ts'
import { Problem } from '../../server/kernel/errors.ts'
import {
  admit, authorize, authorizeRole, canReadStream, governs, mayHearAgain, mayManageTeams, readableTeams, seesEveryTeam,
} from '../../server/policy/policy.ts'
import { activeAdmins, invitationsReadableBy, ofTeamsReadableBy, teamsReadableBy } from '../../server/policy/scopes.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { allowsScope, mayInviteAs, permissions, roles as allRoles, scopes, type Permission, type Role, type Scope } from '../../shared/permissions.ts'

const id = (last: string) => `00000000-0000-7000-8000-00000000000${last}`
const [me, other, organization, otherOrganization, team, managed, foreign] = ['1', '2', '3', '4', '5', '6', '7'].map(id) as [string, string, string, string, string, string, string]

const anActor = (role: Role, granted: Scope[] | null = null): Actor => ({
  organizationId: organization, membershipId: me, userId: id('9'), role, name: 'Ada', kind: 'person', teams: { [team]: 'member', [managed]: 'manager' }, departments: [],
  scopes: granted, sessionId: null, tokenId: null,
})

function refusal(action: () => void): Problem {
  try {
    action()
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('It was not refused')
}

describe('authorize', () => {
  it('S50 hides a team that one does not belong to, and names who may in one that one sees', () => {
    expect(refusal(() => authorize(anActor('employee'), 'task.update', { teamId: foreign })).code).toBe('not_found')
    expect(refusal(() => authorize(anActor('manager'), 'team.update', { teamId: foreign })).code).toBe('not_found')
    const seen = refusal(() => authorize(anActor('manager'), 'team.update', { teamId: team }))
    expect([seen.code, seen.message]).toEqual(['forbidden', 'Only the team\'s manager, heads of its departments and admins may do this.'])
    expect(() => authorize(anActor('manager'), 'team.update', { teamId: managed })).not.toThrow()
    expect(() => authorize(anActor('admin'), 'team.update', { teamId: foreign })).not.toThrow()
  })

  it('S22 S28 S29 refuses by role alone where no team is needed', () => {
    const employee = refusal(() => authorize(anActor('employee'), 'team.create'))
    expect([employee.code, employee.message]).toEqual(['forbidden', 'Only managers and admins may do this.'])
    const manager = refusal(() => authorize(anActor('manager'), 'organization.update'))
    expect([manager.code, manager.message]).toEqual(['forbidden', 'Only admins may do this.'])
    expect(refusal(() => authorizeRole(anActor('employee'), 'project.create')).code).toBe('forbidden')
    expect(() => authorizeRole(anActor('manager'), 'project.create')).not.toThrow()
  })

  it('S33 every refusal in a team that one sees names who may, in the words of the grant', () => {
    const words = {
      always: 'everybody', managed: 'the team\'s manager, heads of its departments and admins', heading: 'heads of the department and admins', member: 'members of the team',
      involved: 'its assignees, its author, the team\'s manager, heads of its departments and admins', creating: 'the team\'s manager, heads of its departments and admins', author: 'its author', self: 'its owner',
    }
    const told = new Set<string>()
    for (const [permission, grants] of Object.entries(permissions) as [Permission, (typeof permissions)[Permission]][]) {
      for (const role of ['manager', 'employee'] as const) {
        const grant = grants[role]
        const expected = grant === 'never' ? (grants.manager === 'never' ? 'admins' : 'managers and admins') : words[grant]
        for (const subject of [{}, { teamId: team, membershipId: other, authorId: other }]) {
          const refused = refusalOf(() => authorize(anActor(role), permission, subject))
          if (refused?.code !== 'forbidden') continue
          told.add(expected)
          expect(refused.message, `${permission} ${role}`).toBe(`Only ${expected} may do this.`)
        }
        const byRole = refusalOf(() => authorizeRole(anActor(role), permission))
        expect(byRole?.message, `${permission} ${role}`).toBe(grant === 'never' ? `Only ${expected} may do this.` : undefined)
      }
    }
    expect(told.size).toBeGreaterThanOrEqual(4)
  })
})

const refusalOf = (action: () => void): Problem | undefined => {
  try {
    action()
    return undefined
  } catch (error) {
    return error as Problem
  }
}

describe('what a role is', () => {
  it('S11 S13 is told by these answers, and by no comparison elsewhere', () => {
    const roles = ['admin', 'manager', 'employee'] as const
    expect(roles.map(mayManageTeams)).toEqual([true, true, false])
    expect(roles.map(seesEveryTeam)).toEqual([true, false, false])
    expect(roles.map(governs)).toEqual([true, false, false])
    expect(roles.map((invited) => mayInviteAs('admin', invited))).toEqual([true, true, true])
    expect(roles.map((invited) => mayInviteAs('manager', invited))).toEqual([false, false, true])
    expect(readableTeams(anActor('admin'))).toBeNull()
    expect(readableTeams(anActor('manager'))).toEqual([team, managed])
  })
})

describe('an answer that is repeated', () => {
  const result = { id: 'task' }

  it('is for who may still read all the teams that it is about', () => {
    const nothing = null
    const about = (...streams: string[]) => Object.fromEntries(streams.map((stream) => [stream, 1]))
    expect(mayHearAgain(anActor('employee'), { result, offsets: about(`team:${team}`, `inbox:${other}`, `organization:${organization}`) })).toBe(true)
    expect(mayHearAgain(anActor('employee'), { result, offsets: about(`team:${team}`, `team:${foreign}`) })).toBe(false)
    expect(mayHearAgain(anActor('admin'), { result, offsets: about(`team:${foreign}`) })).toBe(true)
    expect(mayHearAgain(anActor('employee'), { result: nothing, offsets: about(`team:${foreign}`) })).toBe(true)
  })

  it('is for who has every team still that one without events may be about, and no lower role than then', () => {
    const hears = (role: Role, then: Role, teams?: string[], result: unknown = {}) => mayHearAgain(anActor(role), { result, offsets: {}, rights: { role: then, ...(teams && { teams }) } })
    expect([hears('employee', 'employee', [team]), hears('employee', 'employee', [team, foreign]), hears('admin', 'employee', [foreign])]).toEqual([true, false, true])
    expect([hears('employee', 'employee', [foreign], null), mayHearAgain(anActor('employee'), { result, offsets: {} })]).toEqual([true, true])
    const hearing = (then: Role) => allRoles.filter((now) => hears(now, then))
    expect([hearing('admin'), hearing('manager'), hearing('employee')]).toEqual([['admin'], ['admin', 'manager'], allRoles])
  })
})

describe('canReadStream', () => {
  const streams: [string, Record<Role, boolean>][] = [
    [`organization:${organization}`, { admin: true, manager: true, employee: true }],
    [`organization:${otherOrganization}`, { admin: false, manager: false, employee: false }],
    [`inbox:${me}`, { admin: true, manager: true, employee: true }],
    [`inbox:${other}`, { admin: false, manager: false, employee: false }],
    [`team:${team}`, { admin: true, manager: true, employee: true }],
    [`team:${foreign}`, { admin: true, manager: false, employee: false }],
    ...['', 'team', 'team:', `team:${team} `, `Team:${team}`, `team:${team.toUpperCase()}x`, `board:${team}`, `team:${team}\n`, `x team:${team}`, `constructor:${team}`, '__proto__']
      .map((name): [string, Record<Role, boolean>] => [name, { admin: false, manager: false, employee: false }]),
  ]
  it.each(streams)('RT3 X21 %j', (name, expected) => {
    for (const role of ['admin', 'manager', 'employee'] as const) expect(canReadStream(anActor(role), name), role).toBe(expected[role])
  })
})

describe('scopes of API tokens', () => {
  it.each(scopes)('X19 %s allows itself, and write includes read', (granted) => {
    const allowed = scopes.filter((needed) => allowsScope([granted], needed))
    const reads = granted.endsWith(':write') ? [granted.replace(':write', ':read')] : []
    expect([...allowed].sort()).toEqual([granted, ...reads].sort())
  })

  it('X19 each endpoint x each scope: allowed if and only if the scope is the endpoint\'s or its writing one', () => {
    const wrong: string[] = []
    for (const endpoint of Object.values(endpoints) as Endpoint[]) {
      for (const granted of scopes) {
        const [resource, kind] = granted.split(':')
        const [wanted, need] = (endpoint.scope ?? 'none:none').split(':')
        const expected = resource === wanted && (kind === need || kind === 'write')
        if (isAdmitted(endpoint, [granted]) !== expected) wrong.push(`${endpoint.id} with ${granted}`)
      }
      if (isAdmitted(endpoint, []) || !isAdmitted(endpoint, null)) wrong.push(endpoint.id)
    }
    expect(wrong).toEqual([])
  })

  it('X19 accounts, sessions, tokens and bots are for no token, and no scope is without endpoint', () => {
    const all = Object.values(endpoints) as Endpoint[]
    const closed = all.filter(({ access, scope }) => access === 'member' && scope === null).map(({ id: name }) => name).sort()
    expect(closed).toEqual([
      'changePassword', 'createBot', 'createPasswordReset', 'createToken', 'deleteAccount', 'deleteOrganization', 'deletePicture', 'endSession', 'eraseMember', 'exportOwnData', 'listSessions', 'listTokens', 'putPicture', 'readProfile',
      'replaceProfile', 'revokeToken', 'switchOrganization', 'updateProfile',
    ])
    expect(new Set(all.flatMap(({ scope }) => scope ?? []))).toEqual(new Set(scopes))
    expect(all.filter(({ access, scope }) => access === 'public' && scope !== null)).toEqual([])
  })

  it('X19 reading needs a reading scope, changing a writing one', () => {
    const odd = (Object.values(endpoints) as Endpoint[]).filter(({ scope, method }) => scope && scope.endsWith(':read') !== (method === 'GET'))
    // All that there is leaves in one file: a token for it holds every scope.
    expect(odd.map(({ id: name }) => name)).toEqual(['exportArchive'])
  })

  it('X19 a refusal says which scope is wanted, or that none would do', () => {
    const asked = (endpoint: Endpoint) => refusal(() => admit(anActor('admin', ['tasks:read']), endpoint))
    const [closed, other] = [asked(endpoints.readProfile), asked(endpoints.createTask)]
    expect([closed.code, closed.message]).toEqual(['insufficient_scope', 'API tokens cannot do this. Sign in as a person.'])
    expect([other.code, other.message]).toEqual(['insufficient_scope', 'The token needs the scope tasks:write.'])
  })

  const isAdmitted = (endpoint: Endpoint, granted: Scope[] | null) => {
    try {
      admit(anActor('admin', granted), endpoint)
      return true
    } catch {
      return false
    }
  }
})

describe('conditions of lists', () => {
  it('S5 give the teams that one may read', () => {
    expect(teamsReadableBy(anActor('admin'))).toEqual({})
    expect(teamsReadableBy(anActor('employee'))).toEqual({ id: { $in: [team, managed] } })
    expect(ofTeamsReadableBy(anActor('admin'))).toEqual({})
    expect(ofTeamsReadableBy(anActor('manager'))).toEqual({ team: { id: { $in: [team, managed] } } })
  })

  it('give admins all invitations and others their own, and tell who governs', () => {
    expect(invitationsReadableBy(anActor('admin'))).toEqual({})
    expect(invitationsReadableBy(anActor('manager'))).toEqual({ invitedBy: { id: me } })
    expect(activeAdmins).toEqual({ role: 'admin', status: 'active' })
  })
})
