// What a stranger can spend: an API token names its organization, and anybody can write such a name (S1).
import { randomUUID } from 'node:crypto'
import { Context } from 'hono'
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { createLimits } from '../../server/http/limits.ts'
import type { Caller } from '../../server/kernel/actor.ts'
import { API_TOKEN_PREFIX, makeLocatorToken } from '../../server/kernel/locator-token.ts'
import { aCompany } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const http = new Context(new Request('http://localhost/'))
const organizationId = randomUUID()
const traceId = randomUUID()
const MORE_THAN_ALLOWED = 12_001

const program = (hash: string = randomUUID()): Caller => ({ organizationId, traceId, credential: { kind: 'token', tokenId: randomUUID(), hash } })
const person = (): Caller => {
  const [sessionId, userId, membershipId] = [randomUUID(), randomUUID(), randomUUID()]
  return { organizationId, traceId, credential: { kind: 'session', sessionId, userId, membershipId } }
}

describe('the allowance of an organization', () => {
  it('is not spent by tokens that nobody proved', async () => {
    const limits = createLimits(true)
    for (let sent = 0; sent < MORE_THAN_ALLOWED; sent += 1) await limits.caller(http, endpoints.listTasks, program())
    await expect(limits.caller(http, endpoints.listTasks, person())).resolves.toBeUndefined()
  })

  it('is spent by those that the database knew', async () => {
    const limits = createLimits(true)
    for (let sent = 0; sent < MORE_THAN_ALLOWED; sent += 1) limits.admitted(program())
    await expect(limits.caller(http, endpoints.listTasks, program())).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(limits.caller(http, endpoints.listTasks, person())).rejects.toMatchObject({ code: 'rate_limited' })
  })

  it('X65 is its own: while one asks for twenty times its allowance and is refused, another is served', async () => {
    const limits = createLimits(true)
    const ask = async (organization: string) => limits.caller(http, endpoints.listTasks, { ...person(), organizationId: organization }).then(() => 1, () => 0)
    const [noisy, quiet] = [randomUUID(), randomUUID()]
    let [served, others] = [0, 0]
    for (let sent = 0; sent < 20 * (MORE_THAN_ALLOWED - 1); sent += 1) {
      served += await ask(noisy)
      if (sent % 1000 === 0) others += await ask(quiet)
    }
    expect([served, others]).toEqual([MORE_THAN_ALLOWED - 1, 240])
  }, 60_000)

  it('is not what a made-up token of the same row spends of the real one', async () => {
    const limits = createLimits(true)
    for (let sent = 0; sent < 1200; sent += 1) await limits.caller(http, endpoints.listTasks, program('made up'))
    await expect(limits.caller(http, endpoints.listTasks, program('made up'))).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(limits.caller(http, endpoints.listTasks, program('real'))).resolves.toBeUndefined()
  })
})

describe('a large body', () => {
  it('is read only once its sender is known', async () => {
    const { admin, team } = await aCompany(world)
    const { token } = makeLocatorToken(API_TOKEN_PREFIX, admin.organization.id, randomUUID())
    const raw = 'not even JSON'
    for (const endpoint of [endpoints.bulkTasks, endpoints.importTrello]) {
      const query = (endpoint === endpoints.importTrello ? { teamId: team.id } : undefined) as never
      expect((await call(world.url, token, endpoint, { query, raw })).status, endpoint.id).toBe(401)
      expect((await call(world.url, admin.token, endpoint, { query, raw })).problem.code, endpoint.id).toBe('malformed_json')
    }
  })
})

describe('Lockstep-Offsets', () => {
  it('names streams of teams and one\'s own inbox, not those of others', async () => {
    const { admin, employee, manager } = await aCompany(world)
    const { offsets } = await admin.call(endpoints.createTeam, { body: { name: 'New', memberIds: [employee.membership.id, manager.membership.id] } })
    const inboxes = Object.keys(offsets).filter((stream) => stream.startsWith('inbox:'))
    expect(inboxes).toEqual([`inbox:${admin.membership.id}`])
    expect(Object.keys(offsets)).toHaveLength(2)
  })
})
