// Who the caller is right now (S50, X18): read in the transaction, from the session or token and the membership, never from the caller's words.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '../../server/kernel/clock.ts'
import { parseLocatorToken, API_TOKEN_PREFIX } from '../../server/kernel/locator-token.ts'
import type { Actor, Caller } from '../../server/kernel/actor.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import { loadActor, placesOf, readRightsOf, refreshRights } from '../../server/policy/access.ts'
import { endpoints } from '../../shared/index.ts'
import { aBot, aCompany, aMember, aTeam } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { asOwner } from '../tenancy/owner.ts'
import { aHierarchy } from '../features/departments/crew.ts'

const world = useWorld({ backend: 'pglite' })
const HOUR = 3_600_000
let company: Awaited<ReturnType<typeof aCompany>>
let other: Awaited<ReturnType<typeof aCompany>>
beforeAll(async () => {
  company = await aCompany(world)
  other = await aCompany(world)
})
afterEach(() => setClock())

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { org: string; mid: string; sid: string; sub: string }

function callerOf(token: string, over: Partial<{ org: string; mid: string; sid: string }> = {}): Caller {
  const { org, mid, sid, sub } = { ...claimsOf(token), ...over }
  return { organizationId: org, traceId: randomUUID(), credential: { kind: 'session', sessionId: sid, userId: sub, membershipId: mid } }
}

function programOf(token: string, over: Partial<{ organizationId: string; id: string; hash: string }> = {}): Caller {
  const { organizationId, id, hash } = { ...parseLocatorToken(API_TOKEN_PREFIX, token)!, ...over }
  return { organizationId, traceId: randomUUID(), credential: { kind: 'token', tokenId: id, hash } }
}

const load = (caller: Caller): Promise<Actor> => world.server.kernel.read(systemCaller(caller.organizationId), ({ em }) => loadActor(em, caller))
const refresh = (actor: Actor) => world.server.kernel.read(systemCaller(actor.organizationId), ({ em }) => refreshRights(em, actor))
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'let in', (error: { code?: string }) => error.code)

describe('by a session', () => {
  it('is the member with role, teams and session, without scopes', async () => {
    const { manager, employee, team } = company
    const { sid, sub } = claimsOf(manager.token)
    expect(await load(callerOf(manager.token))).toEqual({
      organizationId: manager.organization.id, membershipId: manager.membership.id, userId: sub, role: 'manager', name: 'Mira', kind: 'person',
      teams: { [team.id]: 'manager' }, departments: [], scopes: null, sessionId: sid, tokenId: null,
    })
    expect(await load(callerOf(employee.token))).toMatchObject({ role: 'employee', teams: { [team.id]: 'member' } })
  })

  it('is nobody with the session of another, of another organization, or of none', async () => {
    const { manager, employee } = company
    expect(await codeOf(load(callerOf(manager.token, { sid: claimsOf(employee.token).sid })))).toBe('session_ended')
    expect(await codeOf(load(callerOf(manager.token, { sid: claimsOf(other.manager.token).sid })))).toBe('session_ended')
    expect(await codeOf(load(callerOf(manager.token, { mid: other.manager.membership.id })))).toBe('unauthenticated')
    expect(await codeOf(load(callerOf(manager.token, { org: other.manager.organization.id })))).toBe('unauthenticated')
  })

  it('ends when the session is ended, is over, or the member is deactivated', async () => {
    const member = await aMember(world, company.admin)
    const caller = callerOf(member.token)
    expect(await codeOf(load(caller))).toBe('let in')
    setClock(() => Date.now() + 15 * 24 * HOUR)
    expect(await codeOf(load(caller))).toBe('session_ended')
    setClock()
    await company.admin.do(endpoints.updateMember, { params: { memberId: member.membership.id }, body: { status: 'deactivated' } })
    expect(await load(caller).catch((error: Error) => error.message)).toBe('This session or token is no longer valid.')
    const left = await aMember(world, company.admin)
    await left.do(endpoints.logout, { body: { refresh: left.refresh } })
    expect(await codeOf(load(callerOf(left.token)))).toBe('session_ended')
  })
})

describe('by an API token', () => {
  it('is its owner with the token\'s scopes, and no session', async () => {
    const bot = await aBot(world, company.admin, [company.team.id])
    const actor = await load(programOf(bot.token))
    expect(actor).toMatchObject({ membershipId: bot.membership.id, userId: null, kind: 'bot', role: 'employee', teams: { [company.team.id]: 'member' }, sessionId: null })
    expect(actor.tokenId).toBe(parseLocatorToken(API_TOKEN_PREFIX, bot.token)!.id)
    expect(actor.scopes!.length).toBeGreaterThan(0)
  })

  it('is nobody with another secret, another row or another organization', async () => {
    const { token } = await aBot(world, company.admin, [])
    const foreign = parseLocatorToken(API_TOKEN_PREFIX, (await aBot(world, other.admin, [])).token)!
    expect(await codeOf(load(programOf(token, { hash: foreign.hash })))).toBe('unauthenticated')
    expect(await codeOf(load(programOf(token, { id: foreign.id })))).toBe('unauthenticated')
    expect(await codeOf(load(programOf(token, { organizationId: foreign.organizationId })))).toBe('unauthenticated')
  })

  it('ends when it is revoked, when its day is over, and when its owner is deactivated', async () => {
    const expiresAt = new Date(Date.now() + HOUR).toISOString()
    const timed = await company.admin.do(endpoints.createToken, { body: { name: 'timed', scopes: ['tasks:read'], expiresAt } })
    expect(await load(programOf(timed.token))).toMatchObject({ scopes: ['tasks:read'], role: 'admin' })
    setClock(() => Date.now() + 2 * HOUR)
    expect(await codeOf(load(programOf(timed.token)))).toBe('session_ended')
    setClock()
    await company.admin.do(endpoints.revokeToken, { params: { tokenId: timed.id } })
    expect(await codeOf(load(programOf(timed.token)))).toBe('session_ended')
    const bot = await aBot(world, company.admin, [])
    await company.admin.do(endpoints.updateMember, { params: { memberId: bot.membership.id }, body: { status: 'deactivated' } })
    expect(await codeOf(load(programOf(bot.token)))).toBe('session_ended')
  })
})

it('a member who is deactivated is nobody, also where a session or token of theirs was left good', async () => {
  const member = await aMember(world, company.admin)
  const { token } = await member.do(endpoints.createToken, { body: { name: 'left', scopes: ['tasks:read'] } })
  await write(`update memberships set status = 'deactivated' where organization_id = $1::uuid and id = $2::uuid`, [member.organization.id, member.membership.id])
  expect([await codeOf(load(callerOf(member.token))), await codeOf(load(programOf(token)))]).toEqual(['session_ended', 'session_ended'])
})

describe('the product itself', () => {
  it('is an admin of the one organization without a membership', async () => {
    const { id } = company.admin.organization
    const actor = await load(systemCaller(id))
    expect(actor).toEqual({
      organizationId: id, membershipId: '', userId: null, role: 'admin', name: 'Lockstep', kind: 'bot', teams: {}, departments: [], scopes: null, sessionId: null, tokenId: null,
    })
    expect(await refresh(actor)).toBe(actor)
  })
})

describe('rights read again', () => {
  it('are those of now, and all else is as it was', async () => {
    const member = await aMember(world, company.admin, 'employee', [company.team.id])
    const before = await load(callerOf(member.token))
    const second = await aTeam(company.admin, [member.membership.id])
    await company.admin.do(endpoints.updateMember, { params: { memberId: member.membership.id }, body: { role: 'manager' } })
    expect(await refresh(before)).toEqual({ ...before, role: 'manager', teams: { [company.team.id]: 'member', [second.id]: 'member' } })
    await company.admin.do(endpoints.updateMember, { params: { memberId: member.membership.id }, body: { status: 'deactivated' } })
    expect(await refresh(before).catch((error: Error & { code: string }) => [error.code, error.message])).toEqual(['session_ended', 'This session or token is no longer valid.'])
    expect(await codeOf(refresh({ ...before, membershipId: randomUUID() }))).toBe('session_ended')
  })
})

/** Makes a row say what no request writes. */
const write = (sql: string, parameters: unknown[]) => asOwner(world, (ask) => ask(sql, parameters))
const byId = (entries: [{ id: string }, string][]) => Object.fromEntries(entries.map(([{ id }, place]) => [id, place]))

describe('who heads a department', () => {
  it('has it and all below, and runs their teams; beside and above they are nothing', async () => {
    const { admin, chief, head, employee, top, inside, team } = await aHierarchy(world)
    const beside = await admin.do(endpoints.createDepartment, { body: { name: 'Beside', parentId: top.id } })
    const teamBeside = await admin.do(endpoints.createTeam, { body: { name: 'Beside', departmentId: beside.id } })
    const above = await load(callerOf(chief.token))
    expect([above.departments.toSorted(), above.teams]).toEqual([[top.id, inside.id, beside.id].toSorted(), byId([[team, 'manager'], [teamBeside, 'manager']])])
    const below = await load(callerOf(head.token))
    expect([below.departments, below.teams]).toEqual([[inside.id], byId([[team, 'manager']])])
    const within = await load(callerOf(employee.token))
    expect([within.departments, within.teams]).toEqual([[], byId([[team, 'member']])])
    expect((await refresh({ ...above, departments: [], teams: {} }))).toEqual(above)
  })

  it('runs a team that they only belong to as well', async () => {
    const { admin, head, inside } = await aHierarchy(world)
    const own = await admin.do(endpoints.createTeam, { body: { name: 'Own', departmentId: inside.id, memberIds: [head.membership.id] } })
    expect((await load(callerOf(head.token))).teams[own.id]).toBe('manager')
  })

  it('by a token too, and no employee, whatever a row says', async () => {
    const { admin, head, inside, team } = await aHierarchy(world)
    const token = await head.do(endpoints.createToken, { body: { name: 'head', scopes: ['tasks:read'] } })
    expect(await load(programOf(token.token))).toMatchObject({ departments: [inside.id], teams: byId([[team, 'manager']]) })
    await write(`update memberships set role = 'employee' where organization_id = $1::uuid and id = $2::uuid`, [admin.organization.id, head.membership.id])
    const reduced = await load(callerOf(head.token))
    expect([reduced.role, reduced.departments, reduced.teams]).toEqual(['employee', [], {}])
  })
})

describe('the rights of others', () => {
  const rightsOf = (ids: string[], organizationId = company.admin.organization.id) =>
    world.server.kernel.read(systemCaller(organizationId), ({ em }) => readRightsOf(em, organizationId, ids))
  const placesFor = ({ organization, membership }: { organization: { id: string }; membership: { id: string } }) =>
    world.server.kernel.read(systemCaller(organization.id), ({ em }) => placesOf(em, { organizationId: organization.id, id: membership.id }))

  it('are those that they would have themselves, without session, token and scopes', async () => {
    const { manager, employee, admin } = company
    const people = [manager, employee, admin]
    const rights = await rightsOf(people.map(({ membership }) => membership.id))
    expect(rights.size).toBe(3)
    for (const { token, membership } of people) {
      expect(rights.get(membership.id)).toEqual({ ...await load(callerOf(token)), sessionId: null, tokenId: null, scopes: null })
    }
  })

  it('are of active members of the organization only, and of those asked for only', async () => {
    const { admin, manager, employee } = company
    const gone = await aMember(world, admin, 'employee', [company.team.id])
    await admin.do(endpoints.updateMember, { params: { memberId: gone.membership.id }, body: { status: 'deactivated' } })
    const asked = [employee.membership.id, employee.membership.id, gone.membership.id, other.manager.membership.id, randomUUID()]
    expect([...(await rightsOf(asked)).keys()]).toEqual([employee.membership.id])
    expect([...(await rightsOf([manager.membership.id], other.admin.organization.id)).keys()]).toEqual([])
    expect((await rightsOf([])).size).toBe(0)
  })

  it('begin with the teams that they belong to or run by a department, also while they are deactivated', async () => {
    const { admin, chief, team } = await aHierarchy(world)
    expect(await placesFor(chief)).toEqual([team.id])
    expect(await placesFor(admin)).toEqual([])
    const member = await aMember(world, company.admin, 'employee', [company.team.id])
    await write(`update memberships set status = 'deactivated' where organization_id = $1::uuid and id = $2::uuid`, [member.organization.id, member.membership.id])
    expect(await placesFor(member)).toEqual([company.team.id])
    expect(await placesFor({ organization: company.admin.organization, membership: { id: randomUUID() } })).toEqual([])
  })
})
