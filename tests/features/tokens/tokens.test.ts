// API tokens: who makes, sees and revokes them, and what they are good for.
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { scopes } from '../../../shared/permissions.ts'
import { aBot, aMember, anAdmin, aProgram, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { useWorld } from '../../support/world.ts'
import { eventsOf, moveClock, withoutTrace } from '../auth/accounts.ts'

const world = useWorld()
const MINUTE = 60_000

const make = (by: Person, over: object = {}) =>
  by.call(endpoints.createToken, { raw: JSON.stringify({ name: 'nightly', scopes: ['tasks:read'], ...over }) })
const names = async (by: Person) => (await by.do(endpoints.listTokens)).items.map(({ name }) => name)
const status = async (token: string) => (await call(world.url, token, endpoints.readOrganization)).status

describe('making', () => {
  it("S114 makes a token of one's own, shown once", async () => {
    const person = await aMember(world, await anAdmin(world))
    const answer = await make(person, { scopes: ['organization:read', 'organization:read'] })
    expect(answer.status).toBe(201)
    expect(endpoints.createToken.response.safeParse(answer.data).error).toBeUndefined()
    expect(answer.data).toMatchObject({
      scopes: ['organization:read'],
      membershipId: person.membership.id,
      expiresAt: null,
      lastUsedAt: null,
    })
    expect(answer.data.token).toMatch(/^lockstep_[\w-]{86}$/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await status(answer.data.token)).toBe(200)
  })

  it('X45 keeps only a hash, and shows the secret nowhere else', async () => {
    const person = await anAdmin(world)
    const { data } = await make(person)
    const events = await eventsOf(world, `inbox:${person.membership.id}`)
    expect(events).toMatchObject([
      { type: 'session.opened' }, { type: 'token.created', data: { token: { id: data.id, name: 'nightly' } } },
    ])
    const stored = await person.do(endpoints.listTokens)
    for (const place of [events, stored]) {
      expect(JSON.stringify(place)).not.toContain(data.token)
      expect(JSON.stringify(place)).not.toMatch(/hash/i)
    }
  })

  it('RT22 answers a repetition with the same token, sealed in between', async () => {
    const person = await anAdmin(world)
    const options = {
      body: { name: 'once', scopes: ['tasks:read' as const] },
      headers: { 'Idempotency-Key': 'token-1' },
    }
    const [first, second] = [
      await person.call(endpoints.createToken, options),
      await person.call(endpoints.createToken, options),
    ]
    expect(second.data).toEqual(first.data)
    expect(await names(person)).toEqual(['once'])
  })

  it.each([
    ['/expiresAt', { expiresAt: '2020-01-01T00:00:00.000Z' }],
    ['/expiresAt', { expiresAt: 'tomorrow' }],
    ['/scopes', { scopes: [] }],
    ['/scopes/0', { scopes: ['everything'] }],
    ['/name', { name: '' }],
    ['/hash', { hash: 'x' }],
    ['/membershipId', { membershipId: '01890000-0000-7000-8000-000000000000' }],
  ])('S113 refuses a wrong %s', async (pointer, over) => {
    const answer = await make(await anAdmin(world), over)
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  it('lets admins make tokens for bots, and nobody for other people', async () => {
    const admin = await anAdmin(world)
    const bot = await aBot(world, admin)
    const employee = await aMember(world, admin)
    const made = await make(admin, { membershipId: bot.membership.id, scopes: ['organization:read'] })
    expect(made.data.membershipId).toBe(bot.membership.id)
    expect(await status(made.data.token)).toBe(200)
    expect((await eventsOf(world, `inbox:${bot.membership.id}`)).at(-1)?.type).toBe('token.created')
    expect((await make(admin, { membershipId: employee.membership.id })).problem.code).toBe('forbidden')
    expect((await make(employee, { membershipId: bot.membership.id })).problem.code).toBe('forbidden')
    expect((await make(employee, { membershipId: admin.membership.id })).problem.code).toBe('forbidden')
  })

  it('X12 answers the same for a bot of another organization as for none', async () => {
    const [admin, other] = [await anAdmin(world), await anAdmin(world)]
    const foreign = await make(admin, { membershipId: (await aBot(world, other)).membership.id })
    const none = await make(admin, { membershipId: '01890000-0000-7000-8000-000000000000' })
    expect(withoutTrace(foreign.problem)).toEqual(withoutTrace(none.problem))
  })

  it('S50 is for people only: tokens make no tokens', async () => {
    const program = await aProgram(world, await anAdmin(world), [...scopes])
    for (const answer of [
      await make(program),
      await program.call(endpoints.listTokens),
      await program.call(endpoints.revokeToken, { params: { tokenId: program.membership.id } }),
    ]) {
      expect([answer.status, answer.problem.code]).toEqual([403, 'insufficient_scope'])
    }
  })
})

describe('listing and revoking', () => {
  const revoke = (by: Person, tokenId: string) => by.call(endpoints.revokeToken, { params: { tokenId } })

  it("lists one's own, for admins those of bots as well", async () => {
    const admin = await anAdmin(world)
    const employee = await aMember(world, admin)
    const bot = await aBot(world, admin)
    await make(admin, { name: 'of the admin' })
    await make(employee, { name: 'of the employee' })
    expect(await names(employee)).toEqual(['of the employee'])
    expect(await names(admin)).toEqual(['of the admin', bot.membership.name])
  })

  it('S48 a revoked token is refused at once, and the inbox told', async () => {
    const person = await anAdmin(world)
    const { data } = await make(person, { scopes: ['organization:read'] })
    expect((await revoke(person, data.id)).status).toBe(204)
    expect(await status(data.token)).toBe(401)
    expect(await names(person)).toEqual([])
    expect((await eventsOf(world, `inbox:${person.membership.id}`)).at(-1)).toEqual({
      type: 'token.revoked',
      data: { tokenId: data.id, membershipId: person.membership.id },
    })
    expect((await revoke(person, data.id)).status).toBe(404)
  })

  it('X11 tokens of others are not there: colleague, foreign organization, random id', async () => {
    const admin = await anAdmin(world)
    const employee = await aMember(world, admin)
    const stranger = await anAdmin(world)
    const { data } = await make(employee, { scopes: ['organization:read'] })
    const answers = [
      await revoke(admin, data.id),
      await revoke(stranger, data.id),
      await revoke(admin, '01890000-0000-7000-8000-000000000000'),
    ]
    expect(answers.map(({ status: code }) => code)).toEqual([404, 404, 404])
    expect(new Set(answers.map(({ problem }) => JSON.stringify(withoutTrace(problem)))).size).toBe(1)
    expect(await status(data.token)).toBe(200)
  })

  it('admins revoke the tokens of bots, employees do not', async () => {
    const admin = await anAdmin(world)
    const employee = await aMember(world, admin)
    const bot = await aBot(world, admin)
    const [token] = (await admin.do(endpoints.listTokens)).items
    expect((await revoke(employee, token!.id)).status).toBe(404)
    expect((await revoke(admin, token!.id)).status).toBe(204)
    expect(await status(bot.token)).toBe(401)
  })
})

describe('using', () => {
  it('X19 allows what its scopes say and nothing else', async () => {
    const admin = await anAdmin(world)
    const reader = await aProgram(world, admin, ['organization:read'])
    expect((await reader.call(endpoints.readOrganization)).status).toBe(200)
    expect((await reader.call(endpoints.updateOrganization, { body: { name: 'x' } })).problem.code).toBe(
      'insufficient_scope',
    )
    expect((await reader.call(endpoints.listMembers)).problem.code).toBe('insufficient_scope')
    const writer = await aProgram(world, admin, ['organization:write'])
    expect((await writer.call(endpoints.readOrganization)).status).toBe(200)
  })

  it("X19 gives no more than the role: an employee's token cannot do an admin's work", async () => {
    const employee = await aMember(world, await anAdmin(world))
    const program = await aProgram(world, employee, [...scopes])
    expect((await program.call(endpoints.updateOrganization, { body: { name: 'x' } })).problem.code).toBe('forbidden')
  })

  it('ends at its expiry', async () => {
    const person = await anAdmin(world)
    const { data } = await make(person, {
      scopes: ['organization:read'],
      expiresAt: new Date(Date.now() + 5 * MINUTE).toISOString(),
    })
    expect(await status(data.token)).toBe(200)
    moveClock(5 * MINUTE + 1000)
    expect(await status(data.token)).toBe(401)
  })

  it("X18 ends with its owner's membership", async () => {
    const admin = await anAdmin(world)
    const employee = await aMember(world, admin)
    const program = await aProgram(world, employee, ['organization:read'])
    await admin.do(endpoints.updateMember, {
      params: { memberId: employee.membership.id },
      body: { status: 'deactivated' },
    })
    expect(await status(program.token)).toBe(401)
  })

  it('X01 refuses a token whose secret or organization was changed', async () => {
    const [person, other] = [await anAdmin(world), await anAdmin(world)]
    const { data } = await make(person, { scopes: ['organization:read'] })
    const bytes = Buffer.from(data.token.slice('lockstep_'.length), 'base64url')
    const guess = Buffer.concat([bytes.subarray(0, 32), randomBytes(32)])
    const moved = Buffer.concat([Buffer.from(other.organization.id.replaceAll('-', ''), 'hex'), bytes.subarray(16)])
    for (const forged of [guess, moved]) expect(await status(`lockstep_${forged.toString('base64url')}`)).toBe(401)
    expect(await status(data.token.toUpperCase())).toBe(401)
  })

  it('notes when it was last used, at most once a minute', async () => {
    const person = await anAdmin(world)
    const { data } = await make(person, { scopes: ['organization:read'] })
    const lastUsed = async () => (await person.do(endpoints.listTokens)).items[0]!.lastUsedAt
    expect(await lastUsed()).toBeNull()
    await status(data.token)
    await expect.poll(lastUsed).not.toBeNull()
    const first = await lastUsed()
    for (let round = 0; round < 3; round += 1) await status(data.token)
    expect(await lastUsed()).toBe(first)
    moveClock(MINUTE + 1000)
    await status(data.token)
    await expect.poll(lastUsed).not.toBe(first)
  })

  it('leaves no trace of use by a token that is not good', async () => {
    const person = await anAdmin(world)
    const { data } = await make(person, { scopes: ['organization:read'] })
    const bytes = Buffer.from(data.token.slice('lockstep_'.length), 'base64url')
    await status(`lockstep_${Buffer.concat([bytes.subarray(0, 32), randomBytes(32)]).toString('base64url')}`)
    expect((await person.do(endpoints.listTokens)).items[0]!.lastUsedAt).toBeNull()
  })
})
