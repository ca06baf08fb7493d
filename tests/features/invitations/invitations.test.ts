// Inviting people: who may, what replaces what, and what the holder of a token gets.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aTeam, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ settings: { PUBLIC_URL: 'https://tasks.example.com/' } })
const anAddress = () => `${randomUUID()}@example.com`
const invite = (by: Person, email = anAddress(), teamIds: string[] = []) =>
  by.call(endpoints.createInvitation, { body: { email, role: 'employee', teamIds } })
const accept = (token: string) => call(
  world.url, null, endpoints.acceptInvitation, { body: { token, name: 'Nia', password: PASSWORD } },
)
const inboxOf = async (person: Person) => (await eventsAfter(person, inboxStream(person.membership.id), 0))
  .filter(({ type }) => type.startsWith('invitation.'))
  .map(({ type, data }) => [type, (data.invitation as { status: string }).status])

test('S11 an admin invites: token and address are shown once and lead into the teams', async () => {
  const admin = await anAdmin(world)
  const team = await aTeam(admin)
  const answer = await invite(admin, 'NIA@Example.com ', [team.id])
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const { token, url, ...shown } = answer.data
  expect(shown).toMatchObject({
    email: 'nia@example.com', role: 'employee', teamIds: [team.id], status: 'pending', invitedById: admin.membership.id,
  })
  expect(Date.parse(shown.expiresAt) - Date.parse(shown.createdAt)).toBe(7 * 24 * 60 * 60 * 1000)
  expect(url).toBe(`https://tasks.example.com/invitations/${token}`)
  expect((await admin.do(endpoints.listInvitations)).items).toEqual([shown])
  const joined = await accept(token)
  expect(joined.status).toBe(201)
  expect(
    (await admin.do(endpoints.readTeam, { params: { teamId: team.id } })).memberIds,
  ).toContain(joined.data.membership.id)
  expect((await admin.do(endpoints.listInvitations)).items[0]!.status).toBe('accepted')
  expect(await inboxOf(admin)).toEqual([['invitation.created', 'pending'], ['invitation.updated', 'accepted']])
})

test('S17 S22 a manager invites employees into teams that they manage, and nothing else', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const [mine, hidden] = [await aTeam(manager), await aTeam(admin)]
  const joined = await aTeam(admin, [manager.membership.id])
  expect((await invite(manager, anAddress(), [mine.id])).status).toBe(201)
  expect((await invite(manager, anAddress(), [joined.id])).status).toBe(403)
  expect((await invite(manager, anAddress(), [])).status).toBe(403)
  const unseen = await invite(manager, anAddress(), [mine.id, hidden.id])
  expect([unseen.status, unseen.problem.errors?.[0]?.pointer]).toEqual([422, '/teamIds/1'])
  const promoted = await manager.call(
    endpoints.createInvitation, { body: { email: anAddress(), role: 'manager', teamIds: [mine.id] } },
  )
  expect([promoted.status, promoted.problem.code]).toEqual([403, 'forbidden'])
})

test('S28 an employee neither invites nor sees invitations', async () => {
  const admin = await anAdmin(world)
  const team = await aTeam(admin)
  const employee = await aMember(world, admin, 'employee', [team.id])
  const pending = (await invite(admin)).data
  expect((await invite(employee, anAddress(), [team.id])).status).toBe(403)
  expect((await employee.call(endpoints.listInvitations)).status).toBe(403)
  for (const invitationId of [pending.id, randomUUID()]) {
    expect((await employee.call(endpoints.revokeInvitation, { params: { invitationId } })).status).toBe(403)
  }
})

test('a member is not invited again; a deactivated one is to be reactivated', async () => {
  const admin = await anAdmin(world)
  const member = await aMember(world, admin)
  const refused = await invite(admin, member.email.toUpperCase())
  expect([refused.status, refused.problem.code]).toEqual([409, 'already_member'])
  await admin.do(
    endpoints.updateMember, { params: { memberId: member.membership.id }, body: { status: 'deactivated' } },
  )
  const again = await invite(admin, member.email)
  expect([again.status, again.problem.code]).toEqual([409, 'already_member'])
  expect(again.problem.detail).toContain('reactivate')
})

test('a new invitation of the same address replaces the pending one', async () => {
  const admin = await anAdmin(world)
  const email = anAddress()
  const [first, second] = [(await invite(admin, email)).data, (await invite(admin, email)).data]
  expect((await accept(first.token)).status).toBe(409)
  expect((await accept(second.token)).status).toBe(201)
  const statuses = (await admin.do(endpoints.listInvitations)).items.map(({ id, status }) => [id, status])
  expect(statuses).toEqual([[second.id, 'accepted'], [first.id, 'revoked']])
})

test('S22 a manager cannot replace an invitation that an admin sent', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const team = await aTeam(manager)
  const email = anAddress()
  const { token } = await admin.do(endpoints.createInvitation, { body: { email, role: 'admin', teamIds: [] } })
  const answer = await invite(manager, email, [team.id])
  expect([answer.status, answer.problem.code]).toEqual([409, 'conflict'])
  expect((await accept(token)).data.membership.role).toBe('admin')
})

test('many invitations of one address at once leave one that works', async () => {
  const admin = await anAdmin(world)
  const email = anAddress()
  const answers = await Promise.all(Array.from({ length: 5 }, () => invite(admin, email)))
  expect(answers.every(({ status }) => status === 201)).toBe(true)
  expect((await admin.do(endpoints.listInvitations)).items.filter(({ status }) => status === 'pending')).toHaveLength(1)
})

test('S22 managers see and withdraw their own invitations, admins all', async () => {
  const admin = await anAdmin(world)
  const [manager, other] = [await aMember(world, admin, 'manager'), await aMember(world, admin, 'manager')]
  const team = await aTeam(manager)
  const pending = (await invite(manager, anAddress(), [team.id])).data
  const at = { params: { invitationId: pending.id } }
  expect((await manager.do(endpoints.listInvitations)).items.map(({ id }) => id)).toEqual([pending.id])
  expect((await other.do(endpoints.listInvitations)).items).toEqual([])
  expect((await other.call(endpoints.revokeInvitation, at)).status).toBe(404)
  expect((await (await anAdmin(world)).call(endpoints.revokeInvitation, at)).status).toBe(404)
  expect((await manager.call(endpoints.revokeInvitation, at)).status).toBe(204)
  const again = await admin.call(endpoints.revokeInvitation, at)
  expect([again.status, again.problem.code]).toEqual([409, 'invitation_spent'])
  expect((await accept(pending.token)).problem.code).toBe('invitation_spent')
  expect(await inboxOf(manager)).toEqual([['invitation.created', 'pending'], ['invitation.updated', 'revoked']])
})

test('after seven days an invitation has expired and can be sent anew', async () => {
  const admin = await anAdmin(world)
  const email = anAddress()
  const first = (await invite(admin, email)).data
  try {
    setClock(() => Date.now() + 7 * 24 * 60 * 60 * 1000 + 1000)
    expect((await accept(first.token)).problem.code).toBe('invitation_spent')
    const fresh = await call(world.url, null, endpoints.login, { body: { email: admin.email, password: PASSWORD } })
    const listed = await call(world.url, fresh.data.access, endpoints.listInvitations)
    expect(listed.data.items.map(({ status }) => status)).toEqual(['expired'])
    const answer = await call(
      world.url, fresh.data.access, endpoints.createInvitation, { body: { email, role: 'employee', teamIds: [] } },
    )
    expect(answer.status).toBe(201)
  } finally {
    setClock()
  }
})

test('S112 S113 the list is paged, and wrong fields are named', async () => {
  const admin = await anAdmin(world)
  const made = [(await invite(admin)).data, (await invite(admin)).data, (await invite(admin)).data].map(({ id }) => id)
  const first = await admin.do(endpoints.listInvitations, { query: { limit: 2 } })
  const second = await admin.do(endpoints.listInvitations, { query: { limit: 2, cursor: first.nextCursor! } })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.reverse())
  const wrong = await admin.call(endpoints.createInvitation, { raw: '{"email":"nobody","role":"boss","teamIds":[]}' })
  expect([wrong.status, wrong.problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/email', '/role']])
})

test('a repeated key gives the same token, and no second invitation', async () => {
  const admin = await anAdmin(world)
  const body = { email: anAddress(), role: 'employee' as const, teamIds: [] }
  const headers = { 'Idempotency-Key': randomUUID() }
  const [first, second] = [
    await admin.do(endpoints.createInvitation, { body, headers }),
    await admin.do(endpoints.createInvitation, { body, headers }),
  ]
  expect(second).toEqual(first)
  expect((await admin.do(endpoints.listInvitations)).items).toHaveLength(1)
})
