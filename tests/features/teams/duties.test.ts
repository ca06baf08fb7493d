// What members do in a team: titles and responsibilities (S59).
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aCompany, aMember, anAdmin } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { workspaceOf } from './workspace-snapshot.ts'

const world = useWorld()

test('S59 S66 the manager gives a member a title and responsibilities, which the whole team sees at once', async () => {
  const { admin, manager, employee, team } = await aCompany(world)
  const at = { params: { teamId: team.id, memberId: employee.membership.id } }
  const body = { title: 'Test lead', responsibilities: 'Everything that **breaks**' }
  const place = await verifyAction({ viewers: [admin, manager, employee], snapshots: [workspaceOf(team.id), overviewOf] }, () =>
    manager.do(endpoints.updateTeamMember, { ...at, body }))
  expect(place).toMatchObject({ memberId: employee.membership.id, ...body })
  expect((await employee.do(endpoints.listTeamMembers, { params: { teamId: team.id } })).items).toContainEqual(place)
  expect((await eventsAfter(employee, teamStream(team.id), 0)).at(-1)).toMatchObject({
    type: 'team.member_updated', data: { changes: { title: ['', 'Test lead'], responsibilities: ['', 'Everything that **breaks**'] } },
  })
  await verifyAction({ viewers: [admin], snapshots: [workspaceOf(team.id)], silent: true }, () =>
    manager.do(endpoints.updateTeamMember, { ...at, body: { title: ' Test lead ' } }))
})

test('S58 who joins or leaves comes to the list and goes from it', async () => {
  const { admin, manager, employee, team } = await aCompany(world)
  const newcomer = await aMember(world, admin)
  const at = { params: { teamId: team.id, memberId: newcomer.membership.id } }
  for (const endpoint of [endpoints.addTeamMember, endpoints.removeTeamMember]) {
    await verifyAction({ viewers: [employee], snapshots: [workspaceOf(team.id)] }, () => manager.do(endpoint, at))
  }
})

test('S32 others may not, and who is not in the team is not there', async () => {
  const { admin, manager, employee, team } = await aCompany(world)
  const outside = await aMember(world, admin, 'manager')
  const change = (memberId: string) => ({ params: { teamId: team.id, memberId }, body: { title: 'Lead' } })
  expect((await employee.call(endpoints.updateTeamMember, change(employee.membership.id))).status).toBe(403)
  for (const person of [outside, await anAdmin(world)]) {
    expect((await person.call(endpoints.updateTeamMember, change(employee.membership.id))).status).toBe(404)
    expect((await person.call(endpoints.readWorkspace, { params: { teamId: team.id } })).status).toBe(404)
    expect((await person.call(endpoints.listTeamMembers, { params: { teamId: team.id } })).status).toBe(404)
  }
  for (const memberId of [outside.membership.id, randomUUID()]) {
    expect((await manager.call(endpoints.updateTeamMember, change(memberId))).status).toBe(404)
  }
  const long = await manager.call(endpoints.updateTeamMember, { ...change(employee.membership.id), body: { title: 'x'.repeat(101) } })
  expect([long.status, long.problem.errors?.[0]?.pointer]).toEqual([422, '/title'])
})
