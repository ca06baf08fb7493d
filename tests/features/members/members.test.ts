// Members: who sees them, and what a change of role or status does.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { aBot, aMember, anAdmin } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'

const world = useWorld()

test('S97 S111 S112 everybody lists people and bots, filtered and paged by name', async () => {
  const admin = await anAdmin(world, 'Mo')
  const zoe = await aMember(world, admin, 'manager', [], 'Zoe')
  const ann = await aMember(world, admin, 'employee', [], 'Ann')
  const bot = await aBot(world, admin)
  const names = async (query: object) => (await ann.do(endpoints.listMembers, { query })).items.map(({ name }) => name)
  expect(await names({ kind: 'person' })).toEqual(['Ann', 'Mo', 'Zoe'])
  expect(await names({ kind: 'bot' })).toEqual([bot.membership.name])
  expect(await names({ role: 'manager' })).toEqual(['Zoe'])
  await admin.do(endpoints.updateMember, { params: { memberId: zoe.membership.id }, body: { status: 'deactivated' } })
  expect(await names({ status: 'deactivated' })).toEqual(['Zoe'])
  const first = await ann.do(endpoints.listMembers, { query: { kind: 'person', limit: 2 } })
  const second = await ann.do(endpoints.listMembers, { query: { kind: 'person', limit: 2, cursor: first.nextCursor! } })
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Ann', 'Mo', 'Zoe'])
  expect(second.nextCursor).toBeNull()
  for (const query of [{ role: 'owner' }, { limit: 0 }, { cursor: 'e30' }, { nobody: '1' }]) {
    const answer = await ann.call(endpoints.listMembers, { query: query as never })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, `?${Object.keys(query)[0]}`])
  }
})

test('S1 S97 a member is read by colleagues; of another organization it is not there', async () => {
  const admin = await anAdmin(world)
  const member = await aMember(world, admin)
  const at = { params: { memberId: admin.membership.id } }
  expect(await member.do(endpoints.readMember, at)).toEqual(admin.membership)
  const stranger = await anAdmin(world)
  expect((await stranger.call(endpoints.readMember, at)).status).toBe(404)
  expect((await stranger.call(endpoints.updateMember, { ...at, body: { role: 'employee' } })).status).toBe(404)
  expect((await member.call(endpoints.readMember, { params: { memberId: randomUUID() } })).status).toBe(404)
  expect((await stranger.do(endpoints.listMembers)).items).toHaveLength(1)
})

test('S14 S34 an admin changes a role, and the event says who did it', async () => {
  const admin = await anAdmin(world)
  const member = await aMember(world, admin)
  const changed = await verifyAction({ viewers: [admin, member], snapshots: [overviewOf] }, () =>
    admin.do(endpoints.updateMember, { params: { memberId: member.membership.id }, body: { role: 'manager' } }))
  expect([changed.role, changed.version]).toEqual(['manager', member.membership.version + 1])
  expect((await eventsAfter(member, organizationStream(admin.organization.id), 0)).at(-1)).toMatchObject({
    type: 'member.updated', actor: { membershipId: admin.membership.id, name: admin.membership.name },
    data: { memberId: member.membership.id, changes: { role: ['employee', 'manager'] } },
  })
  expect((await member.call(endpoints.createTeam, { body: { name: 'Now I may' } })).status).toBe(201)
})

test('S10 S22 S31 nobody but an admin changes roles, not even their own; there are three roles', async () => {
  const admin = await anAdmin(world)
  for (const role of ['manager', 'employee'] as const) {
    const member = await aMember(world, admin, role)
    const answer = await member.call(
      endpoints.updateMember, { params: { memberId: member.membership.id }, body: { role: 'admin' } },
    )
    expect([answer.status, answer.problem.code]).toEqual([403, 'forbidden'])
    const wrong = await admin.call(
      endpoints.updateMember, { params: { memberId: member.membership.id }, raw: '{"role":"owner"}' },
    )
    expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '/role'])
  }
})

test('an unchanged member leaves no event; a stale If-Match is refused', async () => {
  const admin = await anAdmin(world)
  const member = await aMember(world, admin)
  const at = { params: { memberId: member.membership.id } }
  const etag = (await admin.call(endpoints.readMember, at)).headers.get('etag')!
  await verifyAction({ viewers: [admin], snapshots: [overviewOf], silent: true }, () =>
    admin.do(endpoints.updateMember, { ...at, body: { role: 'employee', status: 'active' } }))
  await admin.do(endpoints.updateMember, { ...at, body: { role: 'manager' }, headers: { 'If-Match': etag } })
  const stale = await admin.call(
    endpoints.updateMember, { ...at, body: { role: 'employee' }, headers: { 'If-Match': etag } },
  )
  expect([stale.status, stale.problem.code]).toEqual([412, 'precondition_failed'])
})

test('S13 the last active admin can neither step down nor leave', async () => {
  const admin = await anAdmin(world)
  const second = await aMember(world, admin, 'admin')
  await admin.do(
    endpoints.updateMember, { params: { memberId: second.membership.id }, body: { status: 'deactivated' } },
  )
  for (const body of [{ role: 'manager' }, { role: 'employee' }, { status: 'deactivated' }] as const) {
    const answer = await admin.call(endpoints.updateMember, { params: { memberId: admin.membership.id }, body })
    expect([answer.status, answer.problem.code]).toEqual([409, 'last_admin'])
  }
  expect(
    (await admin.do(endpoints.readMember, { params: { memberId: admin.membership.id } })).version,
  ).toBe(admin.membership.version)
})

test('an admin who is not the last may step down', async () => {
  const admin = await anAdmin(world)
  const second = await aMember(world, admin, 'admin')
  await second.do(endpoints.updateMember, { params: { memberId: second.membership.id }, body: { role: 'employee' } })
  expect((await second.call(endpoints.updateOrganization, { body: { name: 'X' } })).status).toBe(403)
})
