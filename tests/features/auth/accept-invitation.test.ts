// Accepting invitations: who becomes what, once, and what the token alone cannot do.
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { anAdmin, aTeam, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { useWorld } from '../../support/world.ts'
import { eventsOf, login, moveClock, newEmail, registered, registration, rows } from './accounts.ts'

const world = useWorld()
const DAY = 24 * 60 * 60 * 1000

const invite = (
  by: Person,
  email: string,
  role: 'admin' | 'manager' | 'employee' = 'employee',
  teamIds: string[] = [],
) => by.do(endpoints.createInvitation, { body: { email, role, teamIds } })
const accept = (token: string, over: { name?: string; password?: string } = {}) =>
  call(world.url, null, endpoints.acceptInvitation, { body: { token, name: 'Mira', password: PASSWORD, ...over } })
const preview = (token: string) => call(world.url, null, endpoints.previewInvitation, { body: { token } })

describe('accept', () => {
  it('S38 makes a new account a member with the role and teams of the invitation', async () => {
    const admin = await anAdmin(world)
    const team = await aTeam(admin)
    const email = newEmail()
    const { token } = await invite(admin, email, 'manager', [team.id])
    const { status, data } = await accept(token)
    expect(status).toBe(201)
    expect(endpoints.acceptInvitation.response.safeParse(data).error).toBeUndefined()
    expect(data).toMatchObject({
      user: { email, name: 'Mira' },
      organization: { id: admin.organization.id },
      membership: { role: 'manager', email },
    })
    expect(
      (await call(world.url, data.access, endpoints.readTeam, { params: { teamId: team.id } })).data.memberIds,
    ).toContain(data.membership.id)
    expect((await login(world, email)).status).toBe(200)
  })

  it('S34 tells organization, team, inbox and inviter, in the name of who joined', async () => {
    const admin = await anAdmin(world)
    const team = await aTeam(admin)
    const { token, id } = await invite(admin, newEmail(), 'employee', [team.id])
    const { data } = await accept(token)
    const { membership } = data
    expect((await eventsOf(world, `organization:${admin.organization.id}`)).at(-1)).toMatchObject({
      type: 'member.joined',
      data: { member: { id: membership.id } },
    })
    expect((await eventsOf(world, `team:${team.id}`)).at(-1)).toMatchObject({
      type: 'team.member_added',
      data: { memberId: membership.id },
    })
    expect(await eventsOf(world, `inbox:${membership.id}`)).toMatchObject([
      { type: 'team.opened', data: { teamId: team.id } },
      { type: 'session.opened', data: { session: { userAgent: 'node' } } },
    ])
    expect((await eventsOf(world, `inbox:${admin.membership.id}`)).at(-1)).toMatchObject({
      type: 'invitation.updated',
      data: { invitation: { id, status: 'accepted' } },
    })
    const authors = await rows<{ actor_id: string }>(
      world,
      `select distinct actor_id from events where data->'member'->>'id' = $1 or data->>'memberId' = $1`,
      [membership.id],
    )
    expect(authors).toEqual([{ actor_id: membership.id }])
  })

  it('checks the password of an existing account and does not set it', async () => {
    const person = await registered(world)
    const admin = await anAdmin(world)
    const { token } = await invite(admin, person.email)
    const wrong = await accept(token, { password: 'a wrong guess' })
    expect([wrong.status, wrong.problem.code]).toEqual([401, 'invalid_credentials'])
    const { data } = await accept(token, { name: 'Somebody Else' })
    expect(data.membership).toMatchObject({ name: person.user.name, email: person.email })
    expect(data.user.id).toBe(person.user.id)
    expect((await login(world, person.email, 'a wrong guess')).status).toBe(401)
    expect((await login(world, person.email, PASSWORD, person.organization.id)).status).toBe(200)
  })

  it.each([
    ['without a name', { name: undefined }, '/name'],
    ['with a common password', { password: 'password123' }, '/password'],
    ['with a short one', { password: 'k7#' }, '/password'],
  ])('refuses a new account %s', async (_case, over, pointer) => {
    const admin = await anAdmin(world)
    const { token } = await invite(admin, newEmail())
    const answer = await call(world.url, null, endpoints.acceptInvitation, {
      body: { token, name: 'Mira', password: PASSWORD, ...over },
    })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
    expect((await accept(token)).status).toBe(201)
  })

  it('X17 can be used once', async () => {
    const admin = await anAdmin(world)
    const { token } = await invite(admin, newEmail())
    expect((await accept(token)).status).toBe(201)
    const again = await accept(token)
    expect([again.status, again.problem.code]).toEqual([409, 'invitation_spent'])
  })

  it('X17 is worth nothing once withdrawn, replaced or expired', async () => {
    const admin = await anAdmin(world)
    const withdrawn = await invite(admin, newEmail())
    await admin.do(endpoints.revokeInvitation, { params: { invitationId: withdrawn.id } })
    const email = newEmail()
    const replaced = await invite(admin, email)
    const expired = await invite(admin, email)
    moveClock(7 * DAY + 1000)
    for (const { token } of [withdrawn, replaced, expired]) {
      expect((await accept(token)).problem.code).toBe('invitation_spent')
      expect((await preview(token)).problem.code).toBe('invitation_spent')
    }
  })

  it('X17 cannot be guessed: wrong secret, wrong organization, wrong shape', async () => {
    const admin = await anAdmin(world)
    const other = await anAdmin(world)
    const { token } = await invite(admin, newEmail())
    const bytes = Buffer.from(token.replace('invite_', ''), 'base64url')
    const guess = Buffer.concat([bytes.subarray(0, 32), randomBytes(32)])
    const moved = Buffer.concat([Buffer.from(other.organization.id.replaceAll('-', ''), 'hex'), bytes.subarray(16)])
    const guesses = [
      `invite_${guess.toString('base64url')}`,
      `invite_${moved.toString('base64url')}`,
      token.slice(0, -1),
      `${token}A`,
      'nonsense',
      '',
      token.replace('invite_', 'lockstep_'),
    ]
    for (const text of guesses) {
      expect((await accept(text)).status).toBe(404)
      expect((await preview(text)).status).toBe(404)
    }
  })

  it('X17 is bound to its address: the account is made for it and for no other', async () => {
    const admin = await anAdmin(world)
    const { token } = await invite(admin, newEmail())
    const answer = await call(world.url, null, endpoints.acceptInvitation, {
      raw: JSON.stringify({ token, name: 'Eve', password: PASSWORD, email: newEmail() }),
    })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/email'])
  })

  it('passes over a team that is gone', async () => {
    const admin = await anAdmin(world)
    const [kept, gone] = [await aTeam(admin), await aTeam(admin)]
    const { token } = await invite(admin, newEmail(), 'employee', [kept.id, gone.id])
    await admin.do(endpoints.deleteTeam, { params: { teamId: gone.id } })
    const { status, data } = await accept(token)
    expect(status).toBe(201)
    expect((await call(world.url, data.access, endpoints.listTeams)).data.items.map(({ id }) => id)).toEqual([kept.id])
  })
})

describe('preview', () => {
  it('tells the holder what the invitation is for', async () => {
    const admin = await anAdmin(world, 'Ada')
    const email = newEmail()
    const { token, expiresAt } = await invite(admin, email, 'manager')
    expect((await preview(token)).data).toEqual({
      organizationName: admin.organization.name,
      inviterName: 'Ada',
      email,
      role: 'manager',
      hasAccount: false,
      expiresAt,
    })
    await call(world.url, null, endpoints.register, { body: registration({ email }) })
    expect((await preview(token)).data.hasAccount).toBe(true)
  })
})
