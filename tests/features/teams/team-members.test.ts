// Who belongs to a team, and what adding and removing does.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, teamStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aTeam } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewAcross, overviewOf } from '../organizations/overview-snapshot.ts'

const world = useWorld()

async function aCrew() {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const employee = await aMember(world, admin)
  const team = await aTeam(manager, [employee.membership.id])
  const newcomer = await aMember(world, admin)
  return {
    admin, manager, employee, newcomer, team, at: (memberId: string) => ({ params: { teamId: team.id, memberId } }),
  }
}

test('S18 S58 S66 the manager adds a member, whom the team and its viewers see at once', async () => {
  const { admin, manager, employee, newcomer, team, at } = await aCrew()
  const after = await verifyAction({ viewers: [admin, manager, employee], snapshots: [overviewOf] }, () =>
    manager.do(endpoints.addTeamMember, at(newcomer.membership.id)))
  expect(after.memberIds.at(-1)).toBe(newcomer.membership.id)
  expect(after.version).toBe(team.version + 1)
  expect(await newcomer.do(endpoints.readTeam, { params: { teamId: team.id } })).toEqual(after)
})

test('RT1 whoever is added is told in their inbox and loads the team', async () => {
  const { manager, newcomer, team, at } = await aCrew()
  const { reduced, fetched, effects } = await overviewAcross(
    newcomer, () => manager.do(endpoints.addTeamMember, at(newcomer.membership.id)),
  )
  expect(effects).toEqual([{ kind: 'loadTeam', teamId: team.id }])
  expect(reduced).toEqual(fetched)
})

test('adding twice changes nothing the second time', async () => {
  const { admin, manager, newcomer, at } = await aCrew()
  const first = await manager.do(endpoints.addTeamMember, at(newcomer.membership.id))
  const second = await verifyAction({ viewers: [admin], snapshots: [overviewOf], silent: true }, () =>
    manager.do(endpoints.addTeamMember, at(newcomer.membership.id)))
  expect(second).toEqual(first)
})

test('S36 RT19 a removed member loses the team at once, and its stream names the offset', async () => {
  const { admin, manager, employee, newcomer, team, at } = await aCrew()
  await manager.do(endpoints.addTeamMember, at(newcomer.membership.id))
  const stream = teamStream(team.id)
  const answer = await verifyAction({ viewers: [admin, manager, newcomer, employee], snapshots: [overviewOf] }, () =>
    manager.call(endpoints.removeTeamMember, at(employee.membership.id)))
  expect(answer.data.memberIds).not.toContain(employee.membership.id)
  const last = (await eventsAfter(manager, stream, 0)).at(-1)!
  expect(last).toMatchObject(
    { type: 'team.member_removed', offset: answer.offsets[stream], data: { memberId: employee.membership.id } }
  )
  expect((await employee.call(endpoints.readTeam, { params: { teamId: team.id } })).status).toBe(404)
  expect((await employee.call(endpoints.listStreamEvents, { params: { stream } })).status).toBe(404)
  expect((await eventsAfter(employee, inboxStream(employee.membership.id), 0)).at(-1)).toMatchObject(
    { type: 'team.closed', data: { teamId: team.id } }
  )
})

test('RT19 a removed admin still sees the team, so nothing is closed for them', async () => {
  const { admin, manager, team, at } = await aCrew()
  await manager.do(endpoints.addTeamMember, at(admin.membership.id))
  const inbox = await eventsAfter(admin, inboxStream(admin.membership.id), 0)
  await verifyAction({ viewers: [admin], snapshots: [overviewOf] }, () => manager.do(
    endpoints.removeTeamMember, at(admin.membership.id),
  ))
  expect(await eventsAfter(admin, inboxStream(admin.membership.id), 0)).toEqual(inbox)
  expect((await admin.call(endpoints.readTeam, { params: { teamId: team.id } })).status).toBe(200)
})

test('S61 the manager cannot be removed from their team', async () => {
  const { admin, manager, at } = await aCrew()
  const answer = await admin.call(endpoints.removeTeamMember, at(manager.membership.id))
  expect([answer.status, answer.problem.code]).toEqual([409, 'conflict'])
  expect(answer.problem.detail).toContain('appoint another manager')
})

test('S32 S33 employees may not add or remove, other managers see nothing, unknown members are 404', async () => {
  const { admin, manager, employee, newcomer, at } = await aCrew()
  const outside = await aMember(world, admin, 'manager')
  const stranger = await anAdmin(world)
  for (const endpoint of [endpoints.addTeamMember, endpoints.removeTeamMember]) {
    expect((await employee.call(endpoint, at(employee.membership.id))).status).toBe(403)
    expect((await outside.call(endpoint, at(outside.membership.id))).status).toBe(404)
    expect((await stranger.call(endpoint, at(employee.membership.id))).status).toBe(404)
    expect((await manager.call(endpoint, at(randomUUID()))).status).toBe(404)
    expect((await manager.call(endpoint, at(stranger.membership.id))).status).toBe(404)
  }
  expect((await manager.call(endpoints.removeTeamMember, at(newcomer.membership.id))).status).toBe(404)
})

test('a deactivated member cannot be added', async () => {
  const { admin, manager, newcomer, at } = await aCrew()
  await admin.do(
    endpoints.updateMember, { params: { memberId: newcomer.membership.id }, body: { status: 'deactivated' } },
  )
  const answer = await manager.call(endpoints.addTeamMember, at(newcomer.membership.id))
  expect([answer.status, answer.problem.code]).toEqual([409, 'conflict'])
})
