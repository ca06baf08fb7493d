// Reports against a history counted by hand: weeks of a time zone, who may read which, and nothing of anybody else.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import { query as run } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import type { Work } from '../../../server/kernel/work.ts'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, type Person } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { nobodysId } from '../tasks/company.ts'
import { aReportedCompany, at, makeHistory, PERIOD, type ReportedCompany } from './history.ts'

const { readOrganizationReport, readDepartmentReport, readTeamReport, readProjectReport, readOwnReport, readMemberReport } = endpoints
const query = PERIOD
afterEach(() => setClock())

describe.each(backends)('reports on %s', (backend) => {
  const world = useWorld({ backend })
  let company: ReportedCompany
  beforeAll(async () => {
    company = await aReportedCompany(world)
    await makeHistory(company)
    setClock()
  }, 30_000)

  const ofProject = (person: Person, asked: Partial<typeof query> & object = query) => {
    at('2026-04-10T08:00:00Z')
    return person.do(readProjectReport, { params: { projectId: company.projectId }, query: asked })
  }

  it('S99 S101 S105 counts a project by hand', async () => {
    const told = await ofProject(company.by)
    expect(told).toMatchObject({ scope: 'project', scopeId: company.projectId, ...PERIOD, asOf: '2026-04-10T08:00:00.000Z' })
    // Hours: 24, 48, 120, 167.
    expect(told.totals).toEqual({ open: 2, overdue: 1, unassigned: 0, created: 6, finished: 4, medianHours: 84, minutes: 165 })
    expect(told.byCategory).toEqual({ backlog: 0, todo: 2, active: 0, done: 3, cancelled: 1 })
    expect(told.weeks).toEqual([
      { week: '2026-03-23', created: 1, finished: 2, medianHours: 143.5, minutes: 90 },
      { week: '2026-03-30', created: 5, finished: 2, medianHours: 36, minutes: 75 },
    ])
  })

  it('S98 S103 counts people, and time against estimates', async () => {
    const { people, projects, time, leftOut } = await ofProject(company.by)
    // Of 300 minutes for one and 121 for both; the half minutes are rounded to even ones.
    const [worker, manager] = [company.employee.membership.id, company.manager.membership.id]
    expect(people).toEqual([
      { memberId: worker, name: 'Tove', open: 2, overdue: 1, finished: 2, medianHours: 143.5, minutes: 90, estimatedMinutes: 360, spentMinutes: 90 },
      { memberId: manager, name: 'Mira', open: 0, overdue: 0, finished: 1, medianHours: 167, minutes: 75, estimatedMinutes: 60, spentMinutes: 20 },
    ])
    expect(projects).toMatchObject([{ projectId: company.projectId, open: 2, overdue: 1, created: 6, finished: 4, minutes: 165, estimatedMinutes: 421, spentMinutes: 155 }])
    expect(time).toEqual([{ memberId: worker, projectId: company.projectId, minutes: 90 }, { memberId: manager, projectId: company.projectId, minutes: 75 }])
    expect(leftOut).toEqual({ teams: 0, projects: 0, people: 0, time: 0 })
  })

  it('counts weeks as the time zone that is asked for has them', async () => {
    const { weeks } = await ofProject(company.by, { ...query, timezone: 'UTC' as never })
    expect(weeks.map(({ created, minutes }) => [created, minutes])).toEqual([[2, 135], [4, 1029]])
  })

  it('begins and ends within a week where the period does', async () => {
    const { weeks, totals } = await ofProject(company.by, { ...query, from: '2026-03-29' as never, to: '2026-03-30' as never })
    expect(weeks.map(({ week, created, finished, minutes }) => [week, created, finished, minutes])).toEqual([['2026-03-23', 0, 1, 90], ['2026-03-30', 1, 0, 45]])
    expect(totals).toMatchObject({ created: 1, finished: 1, minutes: 135 })
  })

  it('covers this week and the eleven before unless told otherwise', async () => {
    const { from, to, weeks } = await ofProject(company.by, {})
    expect([from, to, weeks.length]).toEqual(['2026-01-19', '2026-04-10', 12])
  })

  it('S15 S19 S21 tells admins all, managers their teams, heads their departments and everybody what is their own', async () => {
    const { admin, manager, employee, stranger, foreigner, team, projectId, otherTeam } = company
    const department = await admin.do(endpoints.createDepartment, { body: { name: 'Works', headId: stranger.membership.id } })
    const below = await admin.do(endpoints.createDepartment, { body: { name: 'Yard', parentId: department.id } })
    await admin.do(endpoints.updateTeam, { params: { teamId: otherTeam.id }, body: { departmentId: below.id } })
    const statuses = async (person: Person) => [
      (await person.call(readOrganizationReport, {})).status, (await person.call(readDepartmentReport, { params: { departmentId: department.id } })).status,
      (await person.call(readTeamReport, { params: { teamId: team.id } })).status, (await person.call(readProjectReport, { params: { projectId } })).status,
      (await person.call(readOwnReport, {})).status,
    ]
    expect(await statuses(admin)).toEqual([200, 200, 200, 200, 200])
    expect(await statuses(manager)).toEqual([403, 403, 200, 200, 200])
    expect(await statuses(employee)).toEqual([403, 403, 403, 403, 200])
    expect(await statuses(stranger)).toEqual([403, 200, 404, 404, 200])
    expect(await statuses(foreigner)).toEqual([200, 404, 404, 404, 200])
    const { teams } = await stranger.do(readDepartmentReport, { params: { departmentId: department.id } })
    expect(teams.map(({ teamId }) => teamId)).toEqual([otherTeam.id])
  })

  it('S1 S15 counts all teams of the organization and none of another', async () => {
    const told = await company.admin.do(readOrganizationReport, { query })
    expect(told).toMatchObject({ scope: 'organization', scopeId: null, name: company.admin.organization.name, totals: { created: 6, finished: 4, open: 3 } })
    expect(told.teams.map(({ teamId, open }) => [teamId, open])).toEqual([[company.team.id, 2], [company.otherTeam.id, 1]])
    const foreign = await company.foreigner.do(readOrganizationReport, { query })
    expect(foreign.totals).toMatchObject({ created: 0, finished: 0, open: 1, minutes: 0 })
    expect(foreign.teams).toHaveLength(1)
  })

  it('S25 S98 tells oneself of what is assigned to one, and of nobody else', async () => {
    const told = await company.worker.do(readOwnReport, { query })
    expect(told.totals).toMatchObject({ finished: 2, medianHours: 143.5, minutes: 90 })
    expect(told.people).toMatchObject([{ memberId: company.employee.membership.id, estimatedMinutes: 360, spentMinutes: 90 }])
    expect(told.projects, 'neither the part of others nor their time').toMatchObject([{ projectId: company.projectId, minutes: 90, estimatedMinutes: 360, spentMinutes: 90 }])
    expect(told.time).toEqual([{ memberId: company.employee.membership.id, projectId: company.projectId, minutes: 90 }])
    const newcomer = await aMember(world, company.admin)
    expect(await newcomer.do(readOwnReport, { query })).toMatchObject({ totals: { open: 0, created: 0, finished: 0, medianHours: null, minutes: 0 }, projects: [], people: [] })
  })

  it('S89 S99 tells of a person what they did in the teams that the reader runs, and oneself of all', async () => {
    const { admin, by, manager, employee, stranger, foreigner, projectId } = company
    const [worker, params] = [employee.membership.id, { memberId: employee.membership.id }]
    const of = (person: Person) => person.do(readMemberReport, { params, query })
    const told = await of(by)
    expect(told).toMatchObject({ scope: 'member', scopeId: worker, name: 'Tove', totals: { finished: 2, minutes: 90 } })
    expect(told.people).toEqual([{ memberId: worker, name: 'Tove', open: 2, overdue: 1, finished: 2, medianHours: 143.5, minutes: 90, estimatedMinutes: 360, spentMinutes: 90 }])
    expect(told.projects).toMatchObject([{ projectId, estimatedMinutes: 360, spentMinutes: 90 }])
    for (const person of [admin, employee]) expect((await of(person)).people, person.membership.name).toEqual(told.people)
    expect((await stranger.call(readMemberReport, { params })).status, 'who runs another team').toBe(403)
    expect((await employee.call(readMemberReport, { params: { memberId: manager.membership.id } })).status).toBe(403)
    expect((await foreigner.call(readMemberReport, { params })).status).toBe(404)
    expect((await admin.call(readMemberReport, { params: { memberId: nobodysId() } })).status).toBe(404)
  })

  it('leaves templates, and projects in the trash or archive, out of what is open', async () => {
    const { by, projectId } = company
    const params = { projectId }
    await by.do(endpoints.updateProject, { params, body: { isTemplate: true } })
    expect((await ofProject(by)).totals).toMatchObject({ open: 0, finished: 0 })
    await by.do(endpoints.updateProject, { params, body: { isTemplate: false } })
    await by.do(endpoints.archiveProject, { params, body: { archived: true } })
    expect((await ofProject(by)).totals).toMatchObject({ open: 0, finished: 4 })
    await by.do(endpoints.archiveProject, { params, body: { archived: false } })
  })

  it.each([
    ['no day', { from: '2026-02-30' }, '?from'], ['the end before the beginning', { from: '2026-03-02', to: '2026-03-01' }, '?to'],
    ['too many days', { from: '2025-01-01', to: '2026-03-01' }, '?from'], ['a year out of reach', { to: '9999-12-31' }, '?to'],
    ['no time zone', { timezone: 'Mars/Olympus' }, '?timezone'], ['an offset', { timezone: '+02:00' }, '?timezone'], ['an unknown field', { weeks: '3' }, '?weeks'],
  ])('refuses %s', async (_, wrong, pointer) => {
    const { status, problem } = await company.by.call(readProjectReport as Endpoint, { params: { projectId: company.projectId }, query: wrong } as never)
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  it('sums more minutes than 32 bits hold', async () => {
    const { by, employee, manager, team, projectId, done, worker } = company
    at('2026-04-20T08:00:00Z')
    for (const title of ['Long', 'Longer']) {
      const task = await by.do(endpoints.createTask, { body: { projectId, title, statusId: done, estimateMinutes: 1, assigneeIds: [employee.membership.id] } })
      await worker.do(endpoints.createTimeEntry, { params: { taskId: task.id }, body: { minutes: 1, startedAt: '2026-04-20T08:00:00Z' } })
    }
    await world.server.kernel.transact(systemCaller(manager.organization.id), async ({ em }: Work) => {
      await run(em, `update tasks set estimate_minutes = 2000000000 where project_id = $1::uuid and title like 'Long%'`, [projectId])
      await run(em, `update time_entries set minutes = 2000000000 where started_at = '2026-04-20T08:00:00Z'`, [])
    })
    const told = await by.do(readTeamReport, { params: { teamId: team.id }, query: { ...PERIOD, from: '2026-04-20', to: '2026-04-21' } })
    expect([told.totals.minutes, told.projects[0], told.people[0]]).toMatchObject([4e9, ...Array.from({ length: 2 }, () => ({ minutes: 4e9, estimatedMinutes: 4e9, spentMinutes: 4e9 }))])
  })

  it('says nothing of what is not there', async () => {
    const nobody = { departmentId: nobodysId(), teamId: nobodysId(), projectId: nobodysId() }
    for (const endpoint of [readDepartmentReport, readTeamReport, readProjectReport]) {
      expect((await company.admin.call(endpoint as Endpoint, { params: nobody } as never)).status).toBe(404)
    }
  })
})
