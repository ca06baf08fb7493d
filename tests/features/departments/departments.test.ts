// Making, reading, changing and deleting departments.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { organizationStream, teamStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aDepartment, aHierarchy, ofDepartment, ofTeam } from './crew.ts'

const world = useWorld()

test('S7 S11 an admin makes a department inside another, and everybody sees it at once', async () => {
  const admin = await anAdmin(world)
  const [manager, employee] = [await aMember(world, admin, 'manager'), await aMember(world, admin)]
  const top = await aDepartment(admin, { name: 'Sales' })
  const made = await verifyAction({ viewers: [admin, manager, employee], snapshots: [overviewOf] }, () =>
    admin.do(endpoints.createDepartment, {
      body: { name: 'North', description: 'Cold calls', parentId: top.id, headId: manager.membership.id },
    }))
  expect(made).toMatchObject({ name: 'North', description: 'Cold calls', parentId: top.id, headId: manager.membership.id, version: 1 })
  expect(await employee.do(endpoints.readDepartment, ofDepartment(made))).toEqual(made)
  const first = await employee.do(endpoints.listDepartments, { query: { limit: 1 } })
  const second = await employee.do(endpoints.listDepartments, { query: { limit: 1, cursor: first.nextCursor! } })
  expect([...first.items, ...second.items]).toEqual([made, top])
  expect(second.nextCursor).toBeNull()
})

test('S11 an admin renames, describes and moves one; what does not change leaves no event', async () => {
  const admin = await anAdmin(world)
  const [manager, employee] = [await aMember(world, admin, 'manager'), await aMember(world, admin)]
  const [one, other] = [await aDepartment(admin, { name: 'One' }), await aDepartment(admin, { name: 'Other' })]
  const moved = await verifyAction({ viewers: [admin, manager, employee], snapshots: [overviewOf] }, () =>
    admin.do(endpoints.updateDepartment, { ...ofDepartment(one), body: { name: 'First', description: 'The first', parentId: other.id } }))
  expect(moved).toMatchObject({ name: 'First', description: 'The first', parentId: other.id, version: 2 })
  const last = (await eventsAfter(admin, organizationStream(admin.organization.id), 0)).at(-1)!
  expect(last).toMatchObject({
    type: 'department.updated',
    data: { departmentId: one.id, version: 2, changes: { name: ['One', 'First'], description: ['', 'The first'], parentId: [null, other.id] } },
  })
  await verifyAction({ viewers: [admin], snapshots: [overviewOf], silent: true }, () =>
    admin.do(endpoints.updateDepartment, { ...ofDepartment(one), body: { name: 'First' } }))
  const stale = await admin.call(endpoints.updateDepartment, { ...ofDepartment(one), body: { name: 'Late' }, headers: { 'If-Match': '"1"' } })
  expect([stale.status, stale.problem.code]).toEqual([412, 'precondition_failed'])
})

test('S11 S12 S22 managers and employees read departments but neither make nor change them, also those that they head', async () => {
  const { admin, head, employee, inside } = await aHierarchy(world)
  for (const person of [head, employee]) {
    expect((await person.call(endpoints.createDepartment, { body: { name: 'Mine' } })).problem.code).toBe('forbidden')
    for (const body of [{ name: 'Mine' }, { headId: null }, { parentId: null }]) {
      expect((await person.call(endpoints.updateDepartment, { ...ofDepartment(inside), body })).status).toBe(403)
    }
    expect((await person.call(endpoints.deleteDepartment, ofDepartment(inside))).status).toBe(403)
  }
  expect(await admin.do(endpoints.readDepartment, ofDepartment(inside))).toEqual(inside)
})

test('S1 a department of another organization is not there, neither by its id nor as a parent', async () => {
  const [admin, stranger] = [await anAdmin(world), await anAdmin(world)]
  const department = await aDepartment(admin)
  const theirs = await aDepartment(stranger)
  for (const id of [department.id, randomUUID()]) {
    expect((await stranger.call(endpoints.readDepartment, ofDepartment({ id }))).status).toBe(404)
    expect((await stranger.call(endpoints.updateDepartment, { ...ofDepartment({ id }), body: { name: 'Mine' } })).status).toBe(404)
    expect((await stranger.call(endpoints.deleteDepartment, ofDepartment({ id }))).status).toBe(404)
    const refused = await stranger.call(endpoints.updateDepartment, { ...ofDepartment(theirs), body: { parentId: id } })
    expect([refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([422, '/parentId'])
  }
  expect((await stranger.do(endpoints.listDepartments)).items.map(({ id }) => id)).toEqual([theirs.id])
})

test('S12 only active managers and admins can head one', async () => {
  const admin = await anAdmin(world)
  const [employee, gone] = [await aMember(world, admin), await aMember(world, admin, 'manager')]
  await admin.do(endpoints.updateMember, { params: { memberId: gone.membership.id }, body: { status: 'deactivated' } })
  const department = await aDepartment(admin)
  for (const headId of [employee.membership.id, gone.membership.id, randomUUID(), (await anAdmin(world)).membership.id]) {
    for (const refused of [
      await admin.call(endpoints.createDepartment, { body: { name: 'New', headId } }),
      await admin.call(endpoints.updateDepartment, { ...ofDepartment(department), body: { headId } }),
    ]) expect([refused.status, refused.problem.code, refused.problem.errors?.[0]?.pointer]).toEqual([422, 'invalid_reference', '/headId'])
  }
  const headed = await admin.do(endpoints.updateDepartment, { ...ofDepartment(department), body: { headId: admin.membership.id } })
  expect(headed.headId).toBe(admin.membership.id)
})

test('bad input is refused whole, with the place that is wrong', async () => {
  const admin = await anAdmin(world)
  const department = await aDepartment(admin, { name: 'Kept' })
  for (const [body, pointer] of [[{ name: ' ' }, '/name'], [{ name: 'x'.repeat(201) }, '/name'], [{ description: 'x'.repeat(2001) }, '/description'],
    [{ parentId: 'nonsense' }, '/parentId'], [{ members: [] }, '/members']] as const) {
    const answer = await admin.call(endpoints.updateDepartment, { ...ofDepartment(department), body: body as never })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  }
  expect(await admin.do(endpoints.readDepartment, ofDepartment(department))).toEqual(department)
})

test('S6 a department is never part of itself, nor of one that is part of it', async () => {
  const admin = await anAdmin(world)
  const top = await aDepartment(admin)
  const middle = await aDepartment(admin, { parentId: top.id })
  const bottom = await aDepartment(admin, { parentId: middle.id })
  for (const parentId of [top.id, middle.id, bottom.id]) {
    const refused = await admin.call(endpoints.updateDepartment, { ...ofDepartment(top), body: { parentId } })
    expect([refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([422, '/parentId'])
  }
  expect((await admin.do(endpoints.updateDepartment, { ...ofDepartment(bottom), body: { parentId: null } })).parentId).toBeNull()
})

test('S6 what is in a deleted department goes up to the one that it was part of, as events say', async () => {
  const { admin, chief, head, manager, employee, top, inside, team } = await aHierarchy(world)
  const deeper = await aDepartment(admin, { name: 'Deeper', parentId: inside.id })
  await verifyAction({ viewers: [admin, chief, manager, employee], snapshots: [overviewOf] }, () => admin.do(endpoints.deleteDepartment, ofDepartment(inside)))
  expect((await admin.do(endpoints.readDepartment, ofDepartment(deeper))).parentId).toBe(top.id)
  expect((await manager.do(endpoints.readTeam, ofTeam(team))).departmentId).toBe(top.id)
  expect((await admin.call(endpoints.readDepartment, ofDepartment(inside))).status).toBe(404)
  expect((await head.call(endpoints.readTeam, ofTeam(team))).status).toBe(404)
  expect((await chief.call(endpoints.readTeam, ofTeam(team))).status).toBe(200)
  const told = (await eventsAfter(admin, organizationStream(admin.organization.id), 0)).slice(-2)
  expect(told.map(({ type, data }) => [type, data.departmentId])).toEqual([['department.updated', deeper.id], ['department.deleted', inside.id]])
})

test('S7 S76 S111 teams and projects are listed by department with all below', async () => {
  const { admin, manager, employee, top, inside, team, project } = await aHierarchy(world)
  const beside = await aDepartment(admin)
  const other = await admin.do(endpoints.createTeam, { body: { name: 'Other', departmentId: beside.id } })
  await aTeam(admin)
  const listed = async (person: Person, departmentId: string) => {
    const query = { departmentId }
    const [teams, projects] = [await person.do(endpoints.listTeams, { query }), await person.do(endpoints.listProjects, { query })]
    return [teams, projects].map(({ items }) => items.map(({ id }) => id))
  }
  for (const { id } of [top, inside]) expect(await listed(admin, id)).toEqual([[team.id], [project.id]])
  expect(await listed(admin, beside.id)).toEqual([[other.id], []])
  expect([await listed(manager, top.id), await listed(employee, beside.id)]).toEqual([[[team.id], [project.id]], [[], []]])
  expect(await listed(await anAdmin(world), top.id)).toEqual([[], []])
  const wrong = await admin.call(endpoints.listTeams, { query: { departmentId: 'Sales' } })
  expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '?departmentId'])
})

test('S6 at the top its teams are without a department then', async () => {
  const admin = await anAdmin(world)
  const [department, team] = [await aDepartment(admin), await aTeam(admin)]
  await admin.do(endpoints.updateTeam, { ...ofTeam(team), body: { departmentId: department.id } })
  await verifyAction({ viewers: [admin], snapshots: [overviewOf] }, () => admin.do(endpoints.deleteDepartment, ofDepartment(department)))
  expect((await admin.do(endpoints.readTeam, ofTeam(team))).departmentId).toBeNull()
  const last = (await eventsAfter(admin, teamStream(team.id), 0)).at(-1)!
  expect(last).toMatchObject({ type: 'team.updated', data: { changes: { departmentId: [department.id, null] } } })
})
