// Sign-in: which organization it opens, and how little its refusals tell.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aMember, anAdmin, PASSWORD } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { startWorld, useWorld, type World } from '../../support/world.ts'
import { login, newEmail, profileStatus, registered, withoutTrace } from './accounts.ts'

const world = useWorld()

/** Somebody of two organizations: their own, and one that invited them. */
async function somebodyOfTwo() {
  const own = await registered(world)
  const host = await anAdmin(world)
  const { token } = await host.do(endpoints.createInvitation, {
    body: { email: own.email, role: 'employee', teamIds: [] },
  })
  const accepted = await call(world.url, null, endpoints.acceptInvitation, { body: { token, password: PASSWORD } })
  return { own, host, guest: accepted.data }
}

describe('login', () => {
  it('S39 returns access and refresh tokens with the same shape as register', async () => {
    const { email, user, membership } = await registered(world)
    const { status, data, headers } = await login(world, email)
    expect(status).toBe(200)
    expect(endpoints.login.response.safeParse(data).error).toBeUndefined()
    expect(data).toMatchObject({ user, membership })
    expect(data.refresh).toBeTypeOf('string')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(await profileStatus(world, data.access)).toBe(200)
  })

  it('S39 works with and without a trailing slash', async () => {
    const { email } = await registered(world)
    const response = await fetch(`${world.url}/api/auth/login/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    })
    expect(response.status).toBe(200)
  })

  it('X54 answers wrong password, unknown address and foreign organization alike', async () => {
    const { email } = await registered(world)
    const other = await registered(world)
    const answers = [
      await login(world, email, 'not the password'),
      await login(world, newEmail()),
      await login(world, email, PASSWORD, other.organization.id),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
    expect(new Set(answers.map(({ problem }) => JSON.stringify(withoutTrace(problem)))).size).toBe(1)
    expect(answers[0]!.problem.code).toBe('invalid_credentials')
  })

  it('X53 does the work of a hash for unknown addresses too', async () => {
    const slow = await startWorld({ settings: { BCRYPT_COST: '10' } })
    try {
      const { email } = await registered(slow.world)
      const taken = { known: [] as number[], unknown: [] as number[] }
      for (let round = 0; round < 9; round += 1) {
        for (const [kind, address] of [
          ['known', email],
          ['unknown', newEmail()],
        ] as const) {
          const start = performance.now()
          await login(slow.world, address, 'not the password')
          taken[kind].push(performance.now() - start)
        }
      }
      const median = (times: number[]) => times.sort((a, b) => a - b)[4]!
      const ratio = median(taken.unknown) / median(taken.known)
      expect(ratio).toBeGreaterThan(0.5)
      expect(ratio).toBeLessThan(2)
    } finally {
      await slow.stop()
    }
  })

  it('opens the organization used last when none is named, and the named one otherwise', async () => {
    const { own, host } = await somebodyOfTwo()
    expect((await login(world, own.email)).data.organization.id).toBe(host.organization.id)
    expect((await login(world, own.email, PASSWORD, own.organization.id)).data.organization.id).toBe(
      own.organization.id,
    )
    expect((await login(world, own.email)).data.organization.id).toBe(own.organization.id)
  })

  it('X18 refuses who is deactivated everywhere, and opens what is left to who is not', async () => {
    const { own, host, guest } = await somebodyOfTwo()
    await host.do(endpoints.updateMember, {
      params: { memberId: guest.membership.id },
      body: { status: 'deactivated' },
    })
    expect(await profileStatus(world, guest.access)).toBe(401)
    expect((await login(world, own.email)).data.organization.id).toBe(own.organization.id)
    expect((await login(world, own.email, PASSWORD, host.organization.id)).problem.code).toBe('invalid_credentials')
    const admin = await anAdmin(world)
    const member = await aMember(world, admin)
    await admin.do(endpoints.updateMember, {
      params: { memberId: member.membership.id },
      body: { status: 'deactivated' },
    })
    expect((await login(world, member.email)).problem.code).toBe('invalid_credentials')
  })

  it.each([
    ['text body', { body: 'email=a', type: 'text/plain' }, 415],
    ['form body', { body: 'email=a', type: 'application/x-www-form-urlencoded' }, 415],
    ['broken JSON', { body: '{', type: 'application/json' }, 400],
    ['missing fields', { body: '{}', type: 'application/json' }, 422],
    ['an object as address', { body: '{"email":{"$ne":""},"password":"x"}', type: 'application/json' }, 422],
  ])('X27 refuses %s', async (_case, { body, type }, expected) => {
    const response = await fetch(`${world.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    })
    expect(response.status).toBe(expected)
  })
})

describe('login limits', () => {
  let limited: { world: World; stop: () => Promise<void> }
  beforeAll(async () => {
    limited = await startWorld({ settings: { LIMITS: 'on', TRUST_PROXY: 'true' } })
  })
  afterAll(() => limited.stop())

  const from = (address: string, email: string, password: string) =>
    call(limited.world.url, null, endpoints.login, {
      body: { email, password },
      headers: { 'X-Forwarded-For': address },
    })

  it('X55 slows down the address that guesses, and lets the victim in from elsewhere', async () => {
    const { email } = await registered(limited.world)
    const guesses = []
    for (let round = 0; round < 12; round += 1) guesses.push(await from('203.0.113.7', email, 'a wrong guess'))
    expect(guesses.slice(0, 10).every(({ status }) => status === 401)).toBe(true)
    expect(guesses.slice(10).map(({ status }) => status)).toEqual([429, 429])
    expect(Number(guesses[11]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await from('203.0.113.7', email, PASSWORD)).status).toBe(429)
    expect((await from('198.51.100.4', email, PASSWORD)).status).toBe(200)
  })

  it('X55 forgets failures after a right password', async () => {
    const { email } = await registered(limited.world)
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 4; guess += 1)
        expect((await from('203.0.113.9', email, 'a wrong guess')).status).toBe(401)
      expect((await from('203.0.113.9', email, PASSWORD)).status).toBe(200)
    }
  })
})
