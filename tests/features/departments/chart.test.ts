// The organization's chart and its reporting lines.
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { reportingLines, upward } from '../../../shared/reporting-lines.ts'
import { anAdmin, aTeam, type Person } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { aDepartment, aHierarchy } from './crew.ts'

const world = useWorld()
const inWords = (lines: readonly { memberId: string; reportsToId: string; via: string }[], names: Record<string, string>) =>
  lines.map(({ memberId, reportsToId, via }) => `${names[memberId]} to ${names[reportsToId]} by ${via}`).sort()

test('S8 S134 it says who reports to whom, from members over managers and heads to the top', async () => {
  const hierarchy = await aHierarchy(world)
  const { admin, chief, head, manager, employee, top, inside, team } = hierarchy
  const names = Object.fromEntries(Object.entries({ admin, chief, head, manager, employee }).map(([name, { membership }]) => [membership.id, name]))
  const chart = await admin.do(endpoints.readOrganizationChart)
  expect(chart.departments.map(({ id }) => id).sort()).toEqual([top.id, inside.id].sort())
  expect(chart.teams).toMatchObject([{ id: team.id, departmentId: inside.id, managerId: manager.membership.id }])
  expect(inWords(chart.lines, names)).toEqual(['employee to manager by team', 'head to chief by department', 'manager to head by department'])
  const ofManager = await admin.do(endpoints.readOrganizationChart, { query: { memberId: manager.membership.id } })
  expect(inWords(ofManager.lines, names)).toEqual(['employee to manager by team', 'head to chief by department', 'manager to head by department'])
  const ofEmployee = await admin.do(endpoints.readOrganizationChart, { query: { memberId: employee.membership.id } })
  expect(ofEmployee.lines).toHaveLength(3)
  const ofChief = await admin.do(endpoints.readOrganizationChart, { query: { memberId: chief.membership.id } })
  expect(inWords(ofChief.lines, names)).toEqual(['head to chief by department'])
})

test('S8 it can be narrowed to a department with all below', async () => {
  const { admin, top, inside, team } = await aHierarchy(world)
  const beside = await aDepartment(admin, { name: 'Beside' })
  await aTeam(admin)
  const chart = await admin.do(endpoints.readOrganizationChart, { query: { departmentId: top.id } })
  expect(chart.departments.map(({ id }) => id).sort()).toEqual([top.id, inside.id].sort())
  expect(chart.teams.map(({ id }) => id)).toEqual([team.id])
  expect(chart.lines).toHaveLength(3)
  expect((await admin.do(endpoints.readOrganizationChart, { query: { departmentId: beside.id } }))).toMatchObject({ teams: [], lines: [] })
})

test('S8 narrowed it keeps the lines that lead out of it, to heads above', async () => {
  const { admin, chief, head, manager, inside } = await aHierarchy(world)
  const reportsTo = async (person: Person) => (await admin.do(endpoints.readOrganizationChart, { query: { departmentId: inside.id } })).lines
    .filter(({ memberId }) => memberId === person.membership.id).map(({ reportsToId }) => reportsToId)
  expect(await reportsTo(head)).toEqual([chief.membership.id])
  await admin.do(endpoints.updateDepartment, { params: { departmentId: inside.id }, body: { headId: null } })
  expect(await reportsTo(manager)).toEqual([chief.membership.id])
})

test('S5 of teams it shows those that one may read', async () => {
  const { admin, employee, team } = await aHierarchy(world)
  await aTeam(admin)
  const chart = await employee.do(endpoints.readOrganizationChart)
  expect(chart.teams.map(({ id }) => id)).toEqual([team.id])
  expect(chart.departments).toHaveLength(2)
})

test('S1 another organization\'s departments and members are not there to narrow it to', async () => {
  const { admin, employee, top } = await aHierarchy(world)
  const stranger = await anAdmin(world)
  expect((await stranger.call(endpoints.readOrganizationChart, { query: { departmentId: top.id } })).status).toBe(404)
  expect((await stranger.call(endpoints.readOrganizationChart, { query: { memberId: employee.membership.id } })).status).toBe(404)
  expect((await admin.call(endpoints.readOrganizationChart, { query: { memberId: crypto.randomUUID() } })).status).toBe(404)
})

test('S8 nobody reports to themselves, and a head who also manages reports to the next one above', () => {
  const departments = new Map([
    ['top', { id: 'top', parentId: null, headId: 'ada' }],
    ['middle', { id: 'middle', parentId: 'top', headId: null }],
    ['bottom', { id: 'bottom', parentId: 'middle', headId: 'mira' }],
  ])
  const lines = reportingLines(departments, [{ id: 'team', departmentId: 'bottom', managerId: 'mira', memberIds: ['mira', 'tove'] }])
  expect(lines.map(({ memberId, reportsToId, departmentId }) => [memberId, reportsToId, departmentId])).toEqual(
    [['mira', 'ada', 'top'], ['tove', 'mira', null], ['mira', 'ada', 'top']])
  expect(upward(lines, 'tove').map(({ reportsToId }) => reportsToId)).toEqual(['mira', 'ada'])
  expect(upward(lines, 'ada')).toEqual([])
})

test('S8 a head who belongs to a team below does not report to its manager, and no line is there twice', () => {
  const departments = new Map([
    ['top', { id: 'top', parentId: null, headId: 'ada' }],
    ['middle', { id: 'middle', parentId: 'top', headId: 'mira' }],
    ['bottom', { id: 'bottom', parentId: 'middle', headId: 'mira' }],
  ])
  const lines = reportingLines(departments, [{ id: 'team', departmentId: 'bottom', managerId: 'tove', memberIds: ['tove', 'mira', 'ada'] }])
  expect(lines.map(({ memberId, reportsToId, departmentId }) => [memberId, reportsToId, departmentId])).toEqual(
    [['mira', 'ada', 'top'], ['tove', 'mira', 'bottom']])
})
