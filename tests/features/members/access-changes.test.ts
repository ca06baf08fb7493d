// What a change of role or status does to teams, sessions and tokens (RT1, RT19).
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, teamStream, type StreamName } from '../../../shared/streams.ts'
import { aBot, aMember, anAdmin, aProgram, aTeam, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewAcross, overviewOf } from '../organizations/overview-snapshot.ts'

const world = useWorld()
const of = ({ membership }: Person) => ({ params: { memberId: membership.id } })
const told = async (person: Person, stream: StreamName) =>
  (await eventsAfter(person, stream, 0)).map(({ type, data }) => `${type} ${String(data.memberId ?? data.teamId)}`)

test('RT19 an admin who is demoted loses the teams that they do not belong to, and keeps the others', async () => {
  const admin = await anAdmin(world)
  const second = await aMember(world, admin, 'admin')
  const [kept, lost] = [await aTeam(admin, [second.membership.id]), await aTeam(admin)]
  const { reduced, fetched } = await overviewAcross(second, () =>
    verifyAction({ viewers: [admin], snapshots: [overviewOf] }, () =>
      admin.do(endpoints.updateMember, { ...of(second), body: { role: 'employee' } })))
  expect(reduced).toEqual(fetched)
  expect(fetched.teams.map(({ id }) => id)).toEqual([kept.id])
  expect((await second.call(endpoints.listStreamEvents, { params: { stream: teamStream(lost.id) } })).status).toBe(404)
  expect((await told(admin, teamStream(lost.id))).at(-1)).toBe(`team.access_changed ${second.membership.id}`)
  expect((await told(admin, teamStream(kept.id))).at(-1)).not.toContain('access_changed')
  expect(
    (await told(second, inboxStream(second.membership.id))).filter((line) => line.startsWith('team.closed'))
  ).toEqual([`team.closed ${lost.id}`])
})

test('RT1 a new admin is told of every team that opens to them', async () => {
  const admin = await anAdmin(world)
  const employee = await aMember(world, admin)
  await aTeam(admin, [employee.membership.id])
  const [one, two] = [await aTeam(admin), await aTeam(admin)]
  const { reduced, fetched, effects } = await overviewAcross(
    employee, () => admin.do(endpoints.updateMember, { ...of(employee), body: { role: 'admin' } }),
  )
  expect(effects.map((effect) => effect.kind === 'loadTeam' && effect.teamId).sort()).toEqual([one.id, two.id].sort())
  expect(reduced).toEqual(fetched)
})

test('S12 teams of a manager who becomes an employee pass to the acting admin', async () => {
  const admin = await anAdmin(world)
  const other = await aMember(world, admin, 'admin')
  const manager = await aMember(world, admin, 'manager')
  const teams = [await aTeam(manager), await aTeam(manager)]
  await verifyAction({ viewers: [admin, manager], snapshots: [overviewOf] }, () =>
    other.do(endpoints.updateMember, { ...of(manager), body: { role: 'employee' } }))
  for (const { id } of teams) {
    const team = await manager.do(endpoints.readTeam, { params: { teamId: id } })
    expect([team.managerId, team.memberIds]).toEqual(
      [other.membership.id, [manager.membership.id, other.membership.id]],
    )
    expect(
      (await manager.call(endpoints.updateTeam, { params: { teamId: id }, body: { name: 'Mine' } })).status,
    ).toBe(403)
  }
})

test('an admin who manages teams and steps down hands them to another admin', async () => {
  const admin = await anAdmin(world)
  const second = await aMember(world, admin, 'admin')
  const team = await aTeam(second)
  await second.do(endpoints.updateMember, { ...of(second), body: { role: 'employee' } })
  expect((await admin.do(endpoints.readTeam, { params: { teamId: team.id } })).managerId).toBe(admin.membership.id)
})

test('RT19 deactivation ends sessions and tokens at once and hands over teams, but keeps the history', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const program = await aProgram(world, manager, ['teams:read'])
  const team = await aTeam(manager)
  await verifyAction({ viewers: [admin], snapshots: [overviewOf] }, () =>
    admin.do(endpoints.updateMember, { ...of(manager), body: { status: 'deactivated' } }))
  for (const person of [manager, program]) {
    const answer = await person.call(endpoints.readTeam, { params: { teamId: team.id } })
    expect([answer.status, answer.problem.code]).toEqual([401, 'session_ended'])
  }
  expect((await call(world.url, null, endpoints.refresh, { body: { refresh: manager.refresh } })).status).toBe(401)
  expect(
    (await call(world.url, null, endpoints.login, { body: { email: manager.email, password: PASSWORD } })).status,
  ).toBeGreaterThanOrEqual(401)
  const after = await admin.do(endpoints.readTeam, { params: { teamId: team.id } })
  expect([after.managerId, after.memberIds]).toEqual(
    [admin.membership.id, [manager.membership.id, admin.membership.id]],
  )
  expect((await told(admin, teamStream(team.id))).at(-1)).toBe(`team.access_changed ${manager.membership.id}`)
  expect(
    (await admin.do(endpoints.listMembers, { query: { status: 'deactivated' } })).items.map(({ id }) => id)
  ).toEqual([manager.membership.id])
})

test('a reactivated member signs in anew: what was ended stays ended, their teams are theirs again', async () => {
  const admin = await anAdmin(world)
  const employee = await aMember(world, admin)
  const team = await aTeam(admin, [employee.membership.id])
  await admin.do(endpoints.updateMember, { ...of(employee), body: { status: 'deactivated' } })
  await verifyAction({ viewers: [admin], snapshots: [overviewOf] }, () =>
    admin.do(endpoints.updateMember, { ...of(employee), body: { status: 'active' } }))
  expect((await employee.call(endpoints.readTeam, { params: { teamId: team.id } })).status).toBe(401)
  const signedIn = await call(world.url, null, endpoints.login, { body: { email: employee.email, password: PASSWORD } })
  expect(signedIn.status).toBe(200)
  expect(
    (await call(world.url, signedIn.data.access, endpoints.readTeam, { params: { teamId: team.id } })).status,
  ).toBe(200)
  const inbox = await call(
    world.url, signedIn.data.access, endpoints.listStreamEvents,
    { params: { stream: inboxStream(employee.membership.id) } },
  )
  expect(inbox.data.items.slice(-2)).toMatchObject(
    [{ type: 'team.opened', data: { teamId: team.id } }, { type: 'session.opened' }])
})

test('a deactivated bot is shut out, and its tokens stay revoked', async () => {
  const admin = await anAdmin(world)
  const bot = await aBot(world, admin)
  await admin.do(endpoints.updateMember, { ...of(bot), body: { status: 'deactivated' } })
  expect((await bot.call(endpoints.listTeams)).status).toBe(401)
  await admin.do(endpoints.updateMember, { ...of(bot), body: { status: 'active' } })
  expect((await bot.call(endpoints.listTeams)).status).toBe(401)
})
