// One's own account: password, profile, sessions, other organizations.
import { describe, expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { spreadProfile } from '../../../server/features/auth/profile.jobs.ts'
import { endpoints } from '../../../shared/index.ts'
import { anAdmin, aProgram, PASSWORD } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { useWorld } from '../../support/world.ts'
import { eventsOf, login, profileStatus, refresh, registered, rows, withoutTrace } from './accounts.ts'

const world = useWorld()
const NEW_PASSWORD = 'another fine secret'

const change = (
  access: string,
  currentPassword: string,
  newPassword = NEW_PASSWORD,
  headers: Record<string, string> = {},
) => call(world.url, access, endpoints.changePassword, { body: { currentPassword, newPassword }, headers })
const inbox = async (membershipId: string) =>
  (await eventsOf(world, `inbox:${membershipId}`)).filter(({ type }) => type === 'session.ended')

/** Joins the organization of another admin with an existing account. */
async function joinAnother(email: string) {
  const host = await anAdmin(world, 'Host')
  const { token } = await host.do(endpoints.createInvitation, { body: { email, role: 'employee', teamIds: [] } })
  return {
    host,
    guest: (await call(world.url, null, endpoints.acceptInvitation, { body: { token, password: PASSWORD } })).data,
  }
}

describe('change of the password', () => {
  it('S43 changes it with the current one', async () => {
    const { access, email } = await registered(world)
    expect((await change(access, PASSWORD)).status).toBe(204)
    expect((await login(world, email)).status).toBe(401)
    expect((await login(world, email, NEW_PASSWORD)).status).toBe(200)
  })

  it('S43 refuses without the current one', async () => {
    const { access, email } = await registered(world)
    const answer = await change(access, 'a wrong guess')
    expect([answer.status, answer.problem.code]).toEqual([401, 'invalid_credentials'])
    expect((await login(world, email)).status).toBe(200)
  })

  it.each([
    ['common', 'password123'],
    ['the own address', ''],
    ['short', 'k7#'],
  ])('S43 refuses a new one that is %s', async (_case, given) => {
    const { access, email } = await registered(world)
    expect((await change(access, PASSWORD, given || email)).status).toBe(422)
    expect((await login(world, email)).status).toBe(200)
  })

  it('X07 ends all other sessions and tells why; the current one lives', async () => {
    const person = await registered(world)
    const other = (await login(world, person.email)).data
    expect((await change(person.access, PASSWORD)).status).toBe(204)
    expect(await profileStatus(world, other.access)).toBe(401)
    expect((await refresh(world, other.refresh!)).problem.code).toBe('session_ended')
    expect((await refresh(world, person.refresh)).status).toBe(200)
    expect(await inbox(person.membership.id)).toMatchObject([{ data: { reason: 'password_changed' } }])
  })

  it('X07 ends sessions in other organizations too, and tells them there', async () => {
    const person = await registered(world)
    const { guest } = await joinAnother(person.email)
    expect((await change(person.access, PASSWORD)).status).toBe(204)
    expect(await profileStatus(world, guest.access)).toBe(401)
    expect(await inbox(guest.membership.id)).toMatchObject([{ data: { reason: 'password_changed' } }])
  })

  it('RT22 answers a repetition with the same key as the first time', async () => {
    const { access } = await registered(world)
    const key = { 'Idempotency-Key': 'change-1' }
    expect((await change(access, PASSWORD, NEW_PASSWORD, key)).status).toBe(204)
    const again = await change(access, PASSWORD, NEW_PASSWORD, key)
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([204, 'true'])
  })
})

describe('profile', () => {
  const full = { name: 'Ada King', phone: '+44 20 7946 0000', dateOfBirth: '1985-12-10', timezone: 'Europe/London' }
  const put = (access: string, body: BodyInputOf<typeof endpoints.replaceProfile>) =>
    call(world.url, access, endpoints.replaceProfile, { body })
  const patch = (access: string, body: BodyInputOf<typeof endpoints.updateProfile>) =>
    call(world.url, access, endpoints.updateProfile, { body })

  it("S44 S52 returns the caller's own", async () => {
    const { access, user, organization, membership } = await registered(world)
    const { data } = await call(world.url, access, endpoints.readProfile)
    expect(endpoints.readProfile.response.safeParse(data).error).toBeUndefined()
    expect(data).toEqual({
      ...user,
      organizations: [{ id: organization.id, name: organization.name, membershipId: membership.id, role: 'admin' }],
    })
  })

  it('S45 S53 replaces it', async () => {
    const { access } = await registered(world)
    expect((await put(access, full)).data).toMatchObject(full)
    expect((await call(world.url, access, endpoints.readProfile)).data).toMatchObject(full)
  })

  it('S45 wants every field', async () => {
    const { access } = await registered(world)
    const answer = await call(world.url, access, endpoints.replaceProfile, { raw: JSON.stringify({ name: 'Ada' }) })
    expect(answer.problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/dateOfBirth', '/phone', '/timezone'])
  })

  it('S46 S54 changes only what is sent', async () => {
    const { access } = await registered(world)
    await put(access, full)
    expect((await patch(access, { timezone: 'Asia/Tokyo' })).data).toMatchObject({ ...full, timezone: 'Asia/Tokyo' })
    expect((await patch(access, { phone: null })).data).toMatchObject({ ...full, timezone: 'Asia/Tokyo', phone: null })
    expect((await patch(access, {})).data).toMatchObject({ name: full.name })
  })

  it.each([
    ['/timezone', { timezone: 'Mars/Olympus' }],
    ['/timezone', { timezone: '+02:00' }],
    ['/dateOfBirth', { dateOfBirth: '2999-01-01' }],
    ['/dateOfBirth', { dateOfBirth: '1985-02-30' }],
    ['/name', { name: ' ' }],
    ['/email', { email: 'other@example.com' }],
    ['/id', { id: 'x' }],
  ])('S113 X16 refuses a wrong %s', async (pointer, body) => {
    const { access } = await registered(world)
    const answer = await call(world.url, access, endpoints.updateProfile, { raw: JSON.stringify(body) })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  it('S34 tells the organization of a new name, once', async () => {
    const { access, organization, membership } = await registered(world)
    const answer = await patch(access, { name: 'Ada King' })
    expect(answer.offsets).toEqual({ [`organization:${organization.id}`]: 2 })
    expect((await patch(access, { name: 'Ada King', phone: '1' })).offsets).toEqual({})
    expect((await eventsOf(world, `organization:${organization.id}`))[1]).toEqual({
      type: 'member.updated',
      data: { memberId: membership.id, version: 2, changes: { name: ['Ada Lovelace', 'Ada King'] } },
    })
    expect(
      (await call(world.url, access, endpoints.readMember, { params: { memberId: membership.id } })).data,
    ).toMatchObject({ name: 'Ada King', version: 2 })
  })

  it('S53 brings a new name to the other organizations as well', async () => {
    const person = await registered(world)
    const { host, guest } = await joinAnother(person.email)
    await patch(person.access, { name: 'Countess Ada' })
    const named = async () => (await host.do(endpoints.readMember, { params: { memberId: guest.membership.id } })).name
    await expect.poll(named, { timeout: 15_000 }).toBe('Countess Ada')
    expect((await eventsOf(world, `organization:${host.organization.id}`)).at(-1)).toMatchObject({
      type: 'member.updated',
      data: { memberId: guest.membership.id, changes: { name: ['Ada Lovelace', 'Countess Ada'] } },
    })
  })

  it('S53 a spreading that read the account before it changed again leaves the later name', async () => {
    const person = await registered(world)
    const { host, guest } = await joinAnother(person.email)
    const { kernel } = world.server
    const spread = { userId: person.user.id, exceptOrganizationId: person.organization.id }
    const rename = (name: string) => rows(world, 'update users set name = $2 where id = $1::uuid', [person.user.id, name])
    await rename('Earlier')
    // The second change and its spreading come between the first statements of the first and its last.
    const { system, transact } = kernel
    let meanwhile: (() => Promise<void>) | undefined = async () => {
      await rename('Later')
      await spreadProfile({ kernel })(spread)
    }
    const slow = Object.create(kernel, {
      system: { value: system.bind(kernel) },
      transact: { value: async (...given: Parameters<typeof transact>) => {
        const first = meanwhile
        meanwhile = undefined
        await first?.()
        return transact.apply(kernel, given)
      } },
    }) as typeof kernel
    await spreadProfile({ kernel: slow })(spread)
    expect((await host.do(endpoints.readMember, { params: { memberId: guest.membership.id } })).name).toBe('Later')
  })

  it('S50 is for people only: an API token gets 403, nobody 401', async () => {
    const admin = await anAdmin(world)
    const program = await aProgram(world, admin, ['organization:write', 'members:write'])
    for (const endpoint of [endpoints.readProfile, endpoints.listSessions]) {
      expect((await program.call(endpoint)).problem.code).toBe('insufficient_scope')
      expect((await call(world.url, null, endpoint)).status).toBe(401)
    }
    expect((await change(program.token, PASSWORD)).problem.code).toBe('insufficient_scope')
    expect((await patch(program.token, { name: 'x' })).problem.code).toBe('insufficient_scope')
  })
})

describe('sessions', () => {
  const end = (access: string, sessionId: string) =>
    call(world.url, access, endpoints.endSession, { params: { sessionId } })
  const list = async (access: string) => (await call(world.url, access, endpoints.listSessions)).data.items

  it("lists one's own living sessions and tells which is the current", async () => {
    const person = await registered(world)
    const second = (await login(world, person.email)).data
    const ended = (await login(world, person.email)).data
    await call(world.url, null, endpoints.logout, { body: { refresh: ended.refresh } })
    const sessions = await list(second.access)
    expect(sessions).toHaveLength(2)
    expect(sessions.filter(({ current }) => current)).toHaveLength(1)
    expect(sessions[0]).toMatchObject({ address: '127.0.0.1', userAgent: expect.any(String) as string })
    expect(JSON.stringify(sessions)).not.toMatch(/hash/i)
  })

  it("X07 ends another of one's sessions", async () => {
    const person = await registered(world)
    const other = (await login(world, person.email)).data
    const { id } = (await list(person.access)).find(({ current }) => !current)!
    expect((await end(person.access, id)).status).toBe(204)
    expect(await profileStatus(world, other.access)).toBe(401)
    expect(await inbox(person.membership.id)).toEqual([
      { type: 'session.ended', data: { sessionId: id, reason: 'ended' } },
    ])
    expect((await end(person.access, id)).status).toBe(404)
  })

  it("X07 ends a session of one's own in another organization", async () => {
    const person = await registered(world)
    const { guest } = await joinAnother(person.email)
    const { id } = (await list(guest.access)).find(({ current }) => current)!
    expect((await end(person.access, id)).status).toBe(204)
    expect(await profileStatus(world, guest.access)).toBe(401)
    expect(await inbox(guest.membership.id)).toHaveLength(1)
  })

  it("X11 answers the same for somebody else's session as for none", async () => {
    const person = await registered(world)
    const victim = await registered(world)
    const [session] = await list(victim.access)
    const [foreign, none] = [await end(person.access, session!.id), await end(person.access, person.user.id)]
    expect([foreign.status, none.status]).toEqual([404, 404])
    expect(withoutTrace(foreign.problem)).toEqual(withoutTrace(none.problem))
    expect(await profileStatus(world, victim.access)).toBe(200)
  })
})

describe('going on in another organization', () => {
  const go = (access: string, organizationId: string) =>
    call(world.url, access, endpoints.switchOrganization, { body: { organizationId } })

  it('moves the session: new tokens there, the old access token ends', async () => {
    const person = await registered(world)
    const { host, guest } = await joinAnother(person.email)
    const { status, data } = await go(person.access, host.organization.id)
    expect(status).toBe(200)
    expect(data).toMatchObject({
      organization: { id: host.organization.id },
      membership: { id: guest.membership.id, role: 'employee' },
    })
    expect((await call(world.url, data.access, endpoints.readOrganization)).data.id).toBe(host.organization.id)
    expect(await profileStatus(world, person.access)).toBe(401)
    const next = await refresh(world, data.refresh!)
    expect((await call(world.url, next.data.access, endpoints.readOrganization)).data.id).toBe(host.organization.id)
    expect((await login(world, person.email)).data.organization.id).toBe(host.organization.id)
  })

  it('F25 a refresh that was under way gets the same successor', async () => {
    const person = await registered(world)
    const { host } = await joinAnother(person.email)
    const { data } = await go(person.access, host.organization.id)
    const late = await refresh(world, person.refresh)
    expect([late.status, late.data.refresh]).toEqual([200, data.refresh])
  })

  it('S1 answers 404 for an organization that one does not belong to, or no longer', async () => {
    const person = await registered(world)
    const stranger = await registered(world)
    const { host, guest } = await joinAnother(person.email)
    expect((await go(person.access, stranger.organization.id)).status).toBe(404)
    await host.do(endpoints.updateMember, {
      params: { memberId: guest.membership.id },
      body: { status: 'deactivated' },
    })
    expect((await go(person.access, host.organization.id)).status).toBe(404)
    expect(await profileStatus(world, person.access)).toBe(200)
  })
})
