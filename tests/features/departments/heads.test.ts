// What heading a department gives and takes: all rights of a manager in the teams below it, at once, and not an event longer.
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, teamStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aTask, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewAcross, overviewOf } from '../organizations/overview-snapshot.ts'
import { aDepartment, aHierarchy, ofDepartment, ofTeam } from './crew.ts'

const world = useWorld()
const reads = async (person: Person, team: { id: string }) => (await person.call(endpoints.readTeam, ofTeam(team))).status === 200
const told = async (person: Person, types: string[]) => (await eventsAfter(person, inboxStream(person.membership.id), 0))
  .filter(({ type }) => types.includes(type)).map(({ type, data }) => `${type} ${data.teamId as string}`)

test('S7 S17 S18 S19 S20 whoever heads the department, or one above it, runs its teams without belonging to them', async () => {
  const { chief, head, employee, team, project } = await aHierarchy(world)
  const outsider = await aMember(world, (await aHierarchy(world)).admin, 'manager')
  for (const person of [chief, head]) {
    const task = await aTask(person, project.id)
    expect(task.teamId).toBe(team.id)
    expect((await person.do(endpoints.updateTask, { params: { taskId: task.id }, body: { assigneeIds: [employee.membership.id] } })).assigneeIds)
      .toEqual([employee.membership.id])
    await person.do(endpoints.updateProject, { params: { projectId: project.id }, body: { name: `By ${person.membership.name}` } })
    await person.do(endpoints.updateTeam, { ...ofTeam(team), body: { settings: { membersEditAllTasks: true } } })
    expect((await person.do(endpoints.listTeams)).items.map(({ id }) => id)).toEqual([team.id])
    expect((await person.do(endpoints.listProjects)).items.map(({ id }) => id)).toEqual([project.id])
    expect((await person.do(endpoints.readOverview)).teams.map(({ id }) => id)).toEqual([team.id])
    expect((await person.call(endpoints.listStreamEvents, { params: { stream: teamStream(team.id) } })).status).toBe(200)
    expect((await person.call(endpoints.createInvitation, { body: { email: `${crypto.randomUUID()}@example.com`, role: 'employee', teamIds: [team.id] } })).status).toBe(201)
  }
  expect(await reads(outsider, team)).toBe(false)
})

test('S22 a head runs neither teams beside the department nor departments above it', async () => {
  const { admin, head, top } = await aHierarchy(world)
  const beside = await admin.do(endpoints.createTeam, { body: { name: 'Beside', departmentId: top.id } })
  const without = await aTeam(admin)
  expect([await reads(head, beside), await reads(head, without)]).toEqual([false, false])
})

test('S17 a head makes teams in the department and those below it, and nowhere else', async () => {
  const { chief, head, manager, top, inside } = await aHierarchy(world)
  const made = await chief.do(endpoints.createTeam, { body: { name: 'New', departmentId: inside.id } })
  expect(made).toMatchObject({ departmentId: inside.id, managerId: chief.membership.id })
  expect(await reads(head, made)).toBe(true)
  expect((await told(head, ['team.opened'])).at(-1)).toBe(`team.opened ${made.id}`)
  for (const [person, departmentId] of [[head, top.id], [manager, inside.id]] as const) {
    const refused = await person.call(endpoints.createTeam, { body: { name: 'New', departmentId } })
    expect([refused.status, refused.problem.detail]).toEqual([403, 'Only heads of the department and admins may do this.'])
  }
  const nowhere = await head.call(endpoints.createTeam, { body: { name: 'New', departmentId: crypto.randomUUID() } })
  expect([nowhere.status, nowhere.problem.errors?.[0]?.pointer]).toEqual([422, '/departmentId'])
})

test('S12 a team is moved by who heads both where it is and where it goes, and taken from all heads by admins alone', async () => {
  const { admin, chief, head, manager, top, inside, team } = await aHierarchy(world)
  const move = (person: Person, departmentId: string | null) => person.call(endpoints.updateTeam, { ...ofTeam(team), body: { departmentId } })
  expect((await move(manager, null)).status).toBe(403)
  expect((await move(head, top.id)).status).toBe(403)
  const other = await aDepartment(admin)
  expect((await move(chief, other.id)).status).toBe(403)
  expect((await move(chief, top.id)).data.departmentId).toBe(top.id)
  expect(await reads(head, team)).toBe(false)
  expect((await move(chief, inside.id)).status).toBe(200)
  expect(await reads(head, team)).toBe(true)
  for (const person of [head, chief]) {
    const refused = await move(person, null)
    expect([refused.status, refused.problem.detail]).toEqual([403, 'Only admins may do this.'])
  }
  expect((await move(admin, null)).status).toBe(200)
  expect([await reads(head, team), await reads(chief, team)]).toEqual([false, false])
  expect((await move(manager, inside.id)).status).toBe(403)
})

test('RT1 RT19 a new head is told of the teams that open, the old one loses them at their events', async () => {
  const { admin, head, employee, inside, team } = await aHierarchy(world)
  const next = await aMember(world, admin, 'manager', [], 'Next')
  const { reduced, fetched, effects } = await overviewAcross(next, () => verifyAction({ viewers: [admin, employee], snapshots: [overviewOf] }, () =>
    admin.do(endpoints.updateDepartment, { ...ofDepartment(inside), body: { headId: next.membership.id } })))
  expect(reduced).toEqual(fetched)
  expect(effects).toEqual([{ kind: 'loadTeam', teamId: team.id }])
  expect((await eventsAfter(admin, teamStream(team.id), 0)).at(-1)).toMatchObject({ type: 'team.access_changed', data: { memberId: head.membership.id } })
  expect(await told(head, ['team.closed'])).toEqual([`team.closed ${team.id}`])
  expect([await reads(head, team), await reads(next, team)]).toEqual([false, true])
})

test('RT19 a head who belongs to the team reads it on, as a member', async () => {
  const { admin, manager, head, inside, team } = await aHierarchy(world)
  await manager.do(endpoints.addTeamMember, { params: { teamId: team.id, memberId: head.membership.id } })
  await admin.do(endpoints.updateDepartment, { ...ofDepartment(inside), body: { headId: null } })
  expect(await told(head, ['team.closed'])).toEqual([])
  expect(await reads(head, team)).toBe(true)
  expect((await head.call(endpoints.updateTeam, { ...ofTeam(team), body: { name: 'Mine' } })).status).toBe(403)
})

test('RT19 a member who is removed but heads the department keeps the team', async () => {
  const { manager, head, team } = await aHierarchy(world)
  const place = { params: { teamId: team.id, memberId: head.membership.id } }
  await manager.do(endpoints.addTeamMember, place)
  await verifyAction({ viewers: [head], snapshots: [overviewOf] }, () => manager.do(endpoints.removeTeamMember, place))
  expect(await told(head, ['team.closed'])).toEqual([])
  expect(await reads(head, team)).toBe(true)
})

test('RT19 a department that moves takes its teams from the heads above and gives them to others', async () => {
  const { admin, chief, head, inside, team } = await aHierarchy(world)
  const over = await aMember(world, admin, 'manager', [], 'Over')
  const other = await aDepartment(admin, { headId: over.membership.id })
  await verifyAction({ viewers: [admin, head], snapshots: [overviewOf] }, () =>
    admin.do(endpoints.updateDepartment, { ...ofDepartment(inside), body: { parentId: other.id } }))
  expect([await reads(chief, team), await reads(head, team), await reads(over, team)]).toEqual([false, true, true])
  expect(await told(chief, ['team.closed'])).toEqual([`team.closed ${team.id}`])
  expect((await told(over, ['team.opened'])).at(-1)).toBe(`team.opened ${team.id}`)
})

test('S14 RT19 a head who becomes an employee or is deactivated heads nothing any more', async () => {
  for (const body of [{ role: 'employee' }, { status: 'deactivated' }] as const) {
    const { admin, head, inside, team } = await aHierarchy(world)
    await verifyAction({ viewers: [admin], snapshots: [overviewOf] }, () =>
      admin.do(endpoints.updateMember, { params: { memberId: head.membership.id }, body }))
    expect((await admin.do(endpoints.readDepartment, ofDepartment(inside))).headId).toBeNull()
    expect((await eventsAfter(admin, teamStream(team.id), 0)).at(-1)).toMatchObject({ type: 'team.access_changed', data: { memberId: head.membership.id } })
    expect(await reads(head, team)).toBe(false)
    await admin.do(endpoints.updateMember, { params: { memberId: head.membership.id }, body: { role: 'manager', status: 'active' } })
    expect((await admin.do(endpoints.readDepartment, ofDepartment(inside))).headId).toBeNull()
  }
})

test('RT1 a deleted team is closed to its heads too', async () => {
  const { chief, head, manager, team, project } = await aHierarchy(world)
  await manager.do(endpoints.deleteProject, { params: { projectId: project.id } })
  await manager.do(endpoints.deleteTeam, ofTeam(team))
  for (const person of [chief, head]) expect(await told(person, ['team.closed'])).toEqual([`team.closed ${team.id}`])
})

test('S16 an admin who heads a department and steps down runs what they head', async () => {
  const { admin, inside, team } = await aHierarchy(world)
  const second = await aMember(world, admin, 'admin')
  const beside = await aTeam(admin)
  await admin.do(endpoints.updateDepartment, { ...ofDepartment(inside), body: { headId: second.membership.id } })
  const { reduced, fetched } = await overviewAcross(second, () =>
    admin.do(endpoints.updateMember, { params: { memberId: second.membership.id }, body: { role: 'manager' } }))
  expect(reduced).toEqual(fetched)
  expect([await reads(second, team), await reads(second, beside)]).toEqual([true, false])
})

test('S1 nobody heads a department of another organization', async () => {
  const { admin, team } = await aHierarchy(world)
  const stranger = await anAdmin(world)
  const theirs = await aDepartment(stranger, { headId: stranger.membership.id })
  expect((await admin.call(endpoints.updateTeam, { ...ofTeam(team), body: { departmentId: theirs.id } })).status).toBe(422)
  expect(await reads(stranger, team)).toBe(false)
})
