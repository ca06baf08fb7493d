// Making, reading, changing and deleting teams.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, teamStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aProject, aTeam } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewAcross, overviewOf } from '../organizations/overview-snapshot.ts'

const world = useWorld()

test('S17 S57 S61 S66 a manager makes a team, manages it and belongs to it', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const employee = await aMember(world, admin)
  const answer = await manager.call(
    endpoints.createTeam, { body: { name: 'Crane crew', memberIds: [employee.membership.id] } },
  )
  expect(answer.status).toBe(201)
  expect(answer.data).toMatchObject({
    name: 'Crane crew', description: '', managerId: manager.membership.id, version: 1,
    settings: { membersEditAllTasks: false, onlyManagersCreateTasks: false },
  })
  expect(answer.data.memberIds.toSorted()).toEqual([manager.membership.id, employee.membership.id].sort())
  expect(await employee.do(endpoints.readTeam, { params: { teamId: answer.data.id } })).toEqual(answer.data)
  expect(answer.offsets[teamStream(answer.data.id)]).toBe(1)
})

test('RT1 a new team is opened to its members and to every admin, whose overviews then agree', async () => {
  const admin = await anAdmin(world)
  const second = await aMember(world, admin, 'admin')
  const manager = await aMember(world, admin, 'manager')
  const bystander = await aMember(world, admin, 'manager')
  const across = await Promise.all([admin, second].map((person) => person.do(endpoints.readOverview)))
  expect(across[0]!.teams).toEqual([])
  let teamId = ''
  const { reduced, fetched, effects } = await overviewAcross(
    second, async () => ({ id: teamId } = await aTeam(manager)),
  )
  expect(reduced).toEqual(fetched)
  expect(effects).toEqual([{ kind: 'loadTeam', teamId }])
  for (const person of [admin, second, manager]) {
    expect(
      (await eventsAfter(person, inboxStream(person.membership.id), 0)).filter(({ type }) => type === 'team.opened')
    ).toHaveLength(1)
  }
  const told = await eventsAfter(bystander, inboxStream(bystander.membership.id), 0)
  expect(told.filter(({ type }) => type !== 'session.opened')).toEqual([])
})

test('S28 S30 an employee cannot make a team', async () => {
  const employee = await aMember(world, await anAdmin(world))
  const answer = await employee.call(endpoints.createTeam, { body: { name: 'Mine' } })
  expect([answer.status, answer.problem.code]).toEqual([403, 'forbidden'])
})

test('S12 an admin names another manager, a manager may not', async () => {
  const admin = await anAdmin(world)
  const [manager, other] = [await aMember(world, admin, 'manager'), await aMember(world, admin, 'manager')]
  const team = await admin.do(endpoints.createTeam, { body: { name: 'Night shift', managerId: manager.membership.id } })
  expect([team.managerId, team.memberIds]).toEqual([manager.membership.id, [manager.membership.id]])
  const refused = await manager.call(
    endpoints.createTeam, { body: { name: 'For you', managerId: other.membership.id } },
  )
  expect(refused.status).toBe(403)
})

test('a manager or member that does not fit is refused by its pointer', async () => {
  const admin = await anAdmin(world)
  const stranger = await anAdmin(world)
  const employee = await aMember(world, admin)
  const gone = await aMember(world, admin, 'manager')
  await admin.do(endpoints.updateMember, { params: { memberId: gone.membership.id }, body: { status: 'deactivated' } })
  for (const managerId of [employee.membership.id, gone.membership.id, stranger.membership.id, randomUUID()]) {
    const answer = await admin.call(endpoints.createTeam, { body: { name: 'Team', managerId } })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/managerId'])
  }
  const answer = await admin.call(
    endpoints.createTeam, { body: { name: 'Team', memberIds: [employee.membership.id, stranger.membership.id] } },
  )
  expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/memberIds/1'])
})

test('S59 S60 S113 the manager changes name, goals and rules of their team; viewers follow', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const employee = await aMember(world, admin)
  const team = await aTeam(manager, [employee.membership.id])
  const at = { params: { teamId: team.id } }
  const changed = await verifyAction({ viewers: [admin, manager, employee], snapshots: [overviewOf] }, () =>
    manager.do(
      endpoints.updateTeam,
      { ...at, body: { name: 'Dock', description: '# Goals', settings: { membersEditAllTasks: true } } },
    ))
  expect(changed).toMatchObject(
    { name: 'Dock', description: '# Goals', settings: { membersEditAllTasks: true, onlyManagersCreateTasks: false } }
  )
  const wrong = await manager.call(endpoints.updateTeam, { ...at, body: { name: '' } })
  expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '/name'])
  await verifyAction({ viewers: [admin], snapshots: [overviewOf], silent: true }, () =>
    manager.do(endpoints.updateTeam, { ...at, body: { name: 'Dock', settings: {} } }))
})

test('S22 S32 S35 members may not change a team, managers not another\'s, and strangers cannot see it', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const employee = await aMember(world, admin)
  const [outside, stranger] = [await aMember(world, admin, 'manager'), await anAdmin(world)]
  const helper = await aMember(world, admin, 'manager')
  const team = await aTeam(manager, [employee.membership.id, helper.membership.id])
  const at = { params: { teamId: team.id } }
  for (const [person, status] of [[employee, 403], [helper, 403], [outside, 404], [stranger, 404]] as const) {
    expect((await person.call(endpoints.updateTeam, { ...at, body: { name: 'X' } })).status).toBe(status)
    expect((await person.call(endpoints.deleteTeam, at)).status).toBe(status)
    expect((await person.call(endpoints.readTeam, at)).status).toBe(status === 404 ? 404 : 200)
  }
  expect((await admin.call(endpoints.readTeam, { params: { teamId: randomUUID() } })).status).toBe(404)
  expect((await admin.call(endpoints.readTeam, { params: { teamId: 'no-id' } })).status).toBe(404)
})

test('S12 only an admin appoints another manager, who then belongs to the team', async () => {
  const admin = await anAdmin(world)
  const [manager, next] = [await aMember(world, admin, 'manager'), await aMember(world, admin, 'manager')]
  const employee = await aMember(world, admin)
  const team = await aTeam(manager)
  const at = { params: { teamId: team.id } }
  expect(
    (await manager.call(endpoints.updateTeam, { ...at, body: { managerId: next.membership.id } })).status,
  ).toBe(403)
  const unfit = await admin.call(endpoints.updateTeam, { ...at, body: { managerId: employee.membership.id } })
  expect([unfit.status, unfit.problem.errors?.[0]?.pointer]).toEqual([422, '/managerId'])
  const changed = await verifyAction({ viewers: [admin, manager], snapshots: [overviewOf] }, () =>
    admin.do(endpoints.updateTeam, { ...at, body: { managerId: next.membership.id, name: 'Handed over' } }))
  expect(changed).toMatchObject(
    { managerId: next.membership.id, name: 'Handed over', memberIds: [manager.membership.id, next.membership.id] }
  )
  expect((await next.call(endpoints.updateTeam, { ...at, body: { name: 'Now mine' } })).status).toBe(200)
  expect((await manager.call(endpoints.updateTeam, { ...at, body: { name: 'Still mine' } })).status).toBe(403)
})

test('S6 S66 a team with projects is not deleted; without any it goes for everybody', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const employee = await aMember(world, admin)
  const team = await aTeam(manager, [employee.membership.id])
  const at = { params: { teamId: team.id } }
  const project = await aProject(manager, team.id)
  const refused = await manager.call(endpoints.deleteTeam, at)
  expect([refused.status, refused.problem.code, refused.problem.data]).toEqual([409, 'team_not_empty', { projects: 1 }])
  await manager.do(endpoints.deleteProject, { params: { projectId: project.id } })
  const { reduced, fetched } = await overviewAcross(employee, () => manager.do(endpoints.deleteTeam, at))
  expect(reduced).toEqual(fetched)
  expect(fetched.teams).toEqual([])
  for (const person of [admin, manager, employee]) {
    expect((await person.call(endpoints.readTeam, at)).status).toBe(404)
    expect((await eventsAfter(person, inboxStream(person.membership.id), 0)).at(-1)).toMatchObject(
      { type: 'team.closed', data: { teamId: team.id } }
    )
  }
  expect((await admin.call(endpoints.readProject, { params: { projectId: project.id } })).status).toBe(404)
})

test('S112 the list is paged by name and holds only what one may read', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  for (const name of ['Delta', 'Alpha', 'Charlie', 'Bravo', 'Alpha']) {
    await admin.do(endpoints.createTeam, { body: { name } })
  }
  await manager.do(endpoints.createTeam, { body: { name: 'Echo' } })
  const names: string[] = []
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await admin.do(endpoints.listTeams, { query: { limit: 2, cursor } })
    names.push(...items.map(({ name }) => name))
    if (nextCursor === null) break
    cursor = nextCursor
  }
  expect(names).toEqual(['Alpha', 'Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'])
  expect((await manager.do(endpoints.listTeams)).items.map(({ name }) => name)).toEqual(['Echo'])
  const wrong = await admin.call(endpoints.listTeams, { query: { cursor: 'nonsense' } })
  expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '?cursor'])
})

test('RT2 a long description travels by reference, and open overviews fetch it', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const team = await aTeam(manager)
  const description = '日'.repeat(8000)
  const { reduced, fetched, effects } = await overviewAcross(admin, () =>
    manager.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { description } }))
  expect(effects).toEqual([{ kind: 'fetchText', stream: teamStream(team.id), textId: expect.any(String) }])
  expect(fetched.teams[0]!.description).toBe(description)
  expect(reduced).toEqual(fetched)
})

test('RT2 a long description of a new team and of a changed one is the same on every screen', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  const team = await aTeam(manager)
  const change = (description: string) => verifyAction({ viewers: [admin, manager], snapshots: [overviewOf] }, () =>
    manager.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { description } }))
  await change('日'.repeat(8000))
  await change('Short')
  await change('本'.repeat(8000))
  const made = await overviewAcross(admin, () => manager.do(endpoints.createTeam, { body: { name: 'New', description: '日'.repeat(8000) } }))
  expect(made.reduced).toEqual(made.fetched)
})
