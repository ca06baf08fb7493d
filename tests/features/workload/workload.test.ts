// Workload counted by hand (S83, S102, S104): what coming weeks hold for a person, what past ones held, and who may know.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { aBot, aMember, aProject, type Person } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { at, aReportedCompany, type ReportedCompany } from '../reports/history.ts'
import { nobodysId } from '../tasks/company.ts'

const { readOrganizationWorkload, readDepartmentWorkload, readTeamWorkload, readOwnWorkload, createTask, createTimeEntry, setProjectMember } = endpoints
/** A Wednesday; the Monday is the 23rd, and on the 29th summer time begins in Berlin. */
const NOW = '2026-03-25T10:00:00Z'
const BERLIN = { weeks: 3, past: 2, timezone: 'Europe/Berlin' } as const
afterEach(() => setClock())

describe.each(backends)('workload on %s', (backend) => {
  const world = useWorld({ backend })
  let company: ReportedCompany
  let beside: { id: string }
  beforeAll(async () => {
    company = await aReportedCompany(world)
    const { manager, employee, team, projectId } = company
    beside = await aProject(manager, team.id, 'Beside')
    const memberId = employee.membership.id
    await manager.do(endpoints.setWorkingHours, { params: { memberId }, body: { hoursPerWeek: 32 } })
    await manager.do(setProjectMember, { params: { projectId, memberId }, body: { hoursPerWeek: 20, startOn: '2026-03-26' } })
    await makeWork()
    setClock()
  }, 30_000)

  async function makeWork() {
    const { by, worker, employee, manager, projectId, todo, done } = company
    at(NOW)
    const make = (body: object) => by.do(createTask, { body: { projectId, title: 'Task', statusId: todo, assigneeIds: [employee.membership.id], ...body } })
    // Wednesday to Friday of the next week: 8 working days of 75 minutes.
    await make({ estimateMinutes: 600, dueAt: '2026-04-03T10:00:00.000Z' })
    // A Saturday alone, and half of what is left of it.
    const shared = await make({
      estimateMinutes: 300, startAt: '2026-03-28T09:00:00.000Z', dueAt: '2026-03-28T10:00:00.000Z', assigneeIds: [employee.membership.id, manager.membership.id],
    })
    await by.do(createTimeEntry, { params: { taskId: shared.id }, body: { minutes: 120, startedAt: '2026-03-24T09:00:00Z' } })
    // Late: today.
    await make({ estimateMinutes: 60, dueAt: '2026-03-20T10:00:00.000Z' })
    // Monday in Berlin, Sunday in UTC.
    await make({ estimateMinutes: 45, startAt: '2026-04-05T22:30:00.000Z', dueAt: '2026-04-05T22:45:00.000Z' })
    await make({ dueAt: '2026-03-27T10:00:00.000Z' })
    await make({ estimateMinutes: 500 })
    const over = await make({ estimateMinutes: 900, dueAt: '2026-03-27T10:00:00.000Z', statusId: done })
    const spent = await make({ estimateMinutes: 30, dueAt: '2026-03-27T10:00:00.000Z' })
    await worker.do(createTimeEntry, { params: { taskId: spent.id }, body: { minutes: 90, startedAt: '2026-03-15T22:30:00Z' } })
    await worker.do(createTimeEntry, { params: { taskId: over.id }, body: { minutes: 60, startedAt: '2026-03-15T23:30:00Z' } })
  }

  const ofTeam = async (query: object = BERLIN, person: Person = company.by) => {
    at(NOW)
    return person.do(readTeamWorkload, { params: { teamId: company.team.id }, query: query as typeof BERLIN })
  }
  const ofEmployee = async (query?: object) => (await ofTeam(query)).people.find(({ memberId }) => memberId === company.employee.membership.id)!

  it('S102 S104 tells what each week holds, and what of it is free', async () => {
    const { hoursPerWeek, coming, unplanned, allocations } = await ofEmployee()
    expect([hoursPerWeek, unplanned]).toEqual([32, 2])
    expect(coming).toEqual([
      { week: '2026-03-23', allocated: 480, planned: 375, free: 1440 },
      { week: '2026-03-30', allocated: 1200, planned: 375, free: 720 },
      { week: '2026-04-06', allocated: 1200, planned: 45, free: 720 },
    ])
    expect(allocations).toMatchObject([{ projectId: company.projectId, hoursPerWeek: 20, startOn: '2026-03-26', endOn: null }])
    const { people: [manager], leftOut } = await ofTeam()
    expect([manager!.name, manager!.hoursPerWeek, manager!.coming[0], leftOut]).toEqual(['Mira', 40, { week: '2026-03-23', allocated: 0, planned: 90, free: 2310 }, 0])
  })

  it('has the days of the time zone that is asked for', async () => {
    expect((await ofEmployee({ ...BERLIN, timezone: 'UTC' })).coming.map(({ planned }) => planned)).toEqual([375, 420, 0])
  })

  it('S102 tells too much below zero, each project by the larger of its hours and its tasks', async () => {
    const { manager, employee, projectId, by } = company
    const params = { projectId: beside.id, memberId: employee.membership.id }
    await manager.do(setProjectMember, { params, body: { hoursPerWeek: 20, endOn: '2026-04-07' } })
    expect((await ofEmployee()).coming.map(({ allocated, free }) => [allocated, free])).toEqual([[1680, 240], [2400, -480], [1680, 240]])
    setClock()
    await manager.do(setProjectMember, { params: { ...params, projectId }, body: { hoursPerWeek: 2, startOn: '2026-03-26' } })
    expect((await ofEmployee()).coming.map(({ free }) => free)).toEqual([1920 - 1200 - 375, 1920 - 1200 - 375, 1920 - 480 - 120])
    await by.do(endpoints.updateProjectStatus, { params: { projectId: beside.id }, body: { status: 'completed' } })
    expect((await ofEmployee()).coming.map(({ allocated }) => allocated)).toEqual([48, 120, 120])
    await by.do(endpoints.updateProjectStatus, { params: { projectId: beside.id }, body: { status: 'active' } })
    setClock()
    await manager.do(endpoints.removeProjectMember, { params })
    await manager.do(setProjectMember, { params: { ...params, projectId }, body: { hoursPerWeek: 20, startOn: '2026-03-26' } })
  })

  it('S83 tells what was logged in past weeks', async () => {
    expect((await ofEmployee()).past).toEqual([{ week: '2026-03-09', logged: 90 }, { week: '2026-03-16', logged: 60 }])
    expect((await ofEmployee({ ...BERLIN, timezone: 'UTC' })).past.map(({ logged }) => logged)).toEqual([150, 0])
    expect((await ofEmployee({ ...BERLIN, past: 0 })).past).toEqual([])
  })

  it('is of eight weeks and the four before unless told otherwise', async () => {
    const { coming, past } = await ofEmployee({})
    expect([coming.map(({ week }) => week).at(-1), past.map(({ week }) => week)]).toEqual(['2026-05-11', ['2026-02-23', '2026-03-02', '2026-03-09', '2026-03-16']])
  })

  it('S1 S15 is for admins, heads, managers and oneself, and leaves bots and who is deactivated out', async () => {
    const { admin, manager, employee, stranger, foreigner, team, otherTeam } = company
    await aBot(world, admin, [team.id])
    const gone = await aMember(world, admin, 'employee', [team.id], 'Gone')
    await admin.do(endpoints.updateMember, { params: { memberId: gone.membership.id }, body: { status: 'deactivated' } })
    const department = await admin.do(endpoints.createDepartment, { body: { name: 'Works', headId: stranger.membership.id } })
    await admin.do(endpoints.updateTeam, { params: { teamId: otherTeam.id }, body: { departmentId: department.id } })
    const statuses = async (person: Person) => [
      (await person.call(readOrganizationWorkload, {})).status, (await person.call(readDepartmentWorkload, { params: { departmentId: department.id } })).status,
      (await person.call(readTeamWorkload, { params: { teamId: team.id } })).status, (await person.call(readOwnWorkload, {})).status,
    ]
    expect(await statuses(admin)).toEqual([200, 200, 200, 200])
    expect(await statuses(manager)).toEqual([403, 403, 200, 200])
    expect(await statuses(employee)).toEqual([403, 403, 403, 200])
    expect(await statuses(stranger)).toEqual([403, 200, 404, 200])
    expect(await statuses(foreigner)).toEqual([200, 404, 404, 200])
    const names = async (answer: Promise<{ people: { name: string }[] }>) => (await answer).people.map(({ name }) => name)
    expect(await names(manager.do(readTeamWorkload, { params: { teamId: team.id } }))).toEqual(['Mira', 'Tove'])
    expect(await names(stranger.do(readDepartmentWorkload, { params: { departmentId: department.id } }))).toEqual(['Sten'])
    expect(await names(admin.do(readOrganizationWorkload, {}))).toEqual(['Ada', 'Mira', 'Sten', 'Tove'])
    expect(await names(employee.do(readOwnWorkload, {}))).toEqual(['Tove'])
  })

  it('counts hours in teams that one does not see, and says nothing else of them', async () => {
    const { admin, manager, stranger, team, otherTeam, otherProject } = company
    const both = await aMember(world, admin, 'employee', [team.id, otherTeam.id], 'Both')
    await stranger.do(setProjectMember, { params: { projectId: otherProject.id, memberId: both.membership.id }, body: { hoursPerWeek: 50 } })
    const told = async (person: Person) => (await person.do(readTeamWorkload, { params: { teamId: team.id } })).people.find(({ name }) => name === 'Both')!
    const hidden = await told(manager)
    expect([hidden.coming[1]!.free, hidden.allocations]).toEqual([-600, [{ projectId: null, projectName: null, hoursPerWeek: 50, startOn: null, endOn: null }]])
    expect((await told(admin)).allocations).toMatchObject([{ projectId: otherProject.id, projectName: otherProject.name }])
    await admin.do(endpoints.removeTeamMember, { params: { teamId: otherTeam.id, memberId: both.membership.id } })
    expect((await told(manager)).allocations).toEqual([])
  })

  it.each([
    ['no weeks', { weeks: '0' }, '?weeks'], ['too many weeks', { weeks: '27' }, '?weeks'], ['weeks below nothing', { past: '-1' }, '?past'], ['no time zone', { timezone: 'Mars/Olympus' }, '?timezone'],
    ['an unknown field', { from: '2026-01-01' }, '?from'],
  ])('refuses %s', async (_, wrong, pointer) => {
    const { status, problem } = await company.manager.call(readTeamWorkload as Endpoint, { params: { teamId: company.team.id }, query: wrong } as never)
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  it('says nothing of what is not there', async () => {
    const nobody = { departmentId: nobodysId(), teamId: nobodysId() }
    for (const endpoint of [readDepartmentWorkload, readTeamWorkload]) expect((await company.admin.call(endpoint as Endpoint, { params: nobody } as never)).status).toBe(404)
  })
})
