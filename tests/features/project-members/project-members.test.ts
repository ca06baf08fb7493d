// Who works on a project (S18, S80): listed by who runs the team, read by everybody in it, and no rights come with it.
import { beforeAll, describe, expect, it } from 'vitest'
import { reduceAll, type ProjectMembersState } from '../../../client/features/project-members/project-members.reducer.ts'
import type { ProjectMemberInput } from '../../../shared/features/project-members.ts'
import { endpoints } from '../../../shared/index.ts'
import { aBot, aMember, aProject, aTask, type Person } from '../../support/factories.ts'
import { verifyAction, type Snapshot } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'

const { listProjectMembers, setProjectMember, removeProjectMember } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => (company = await aWiderCompany(world)))

const placeOf = ({ membership }: Person, projectId = company.project.id) => ({ projectId, memberId: membership.id })
const set = (person: Person, body: Partial<ProjectMemberInput> = {}, by: Person = company.manager, projectId = company.project.id) =>
  by.do(setProjectMember, { params: placeOf(person, projectId), body })
const tried = (person: Person, body: object, by: Person = company.manager) => by.call(setProjectMember, { params: placeOf(person), body: body as never })
const listed = (by: Person = company.employee, projectId = company.project.id) => by.do(listProjectMembers, { params: { projectId } })

const order = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
function peopleOf(projectId: string): Snapshot<never> {
  const snapshot: Snapshot<ProjectMembersState> = {
    name: 'people', fetch: async (person) => ({ ...(await listed(person, projectId)), projectId }), positions: (state) => [state],
    apply: (state, events) => reduceAll(state, events).state, normal: ({ others, ...state }) => ({ ...state, others: others.toSorted(order) }),
  }
  return snapshot as unknown as Snapshot<never>
}

describe('S18 S80 people of a project', () => {
  it('are listed with role, hours and days, changed and taken off, on every screen', async () => {
    const { admin, manager, employee, project, team } = company
    const beside = await aProject(manager, team.id)
    const screens = { viewers: [admin, manager, employee], snapshots: [peopleOf(project.id), peopleOf(beside.id)] }
    const placed = await verifyAction(screens, () => set(employee, { role: ' Design ', hoursPerWeek: 12.5, startOn: '2026-12-01', endOn: '2027-01-31' }))
    expect(placed).toMatchObject({ ...placeOf(employee), role: 'Design', hoursPerWeek: 12.5, startOn: '2026-12-01', endOn: '2027-01-31' })
    await verifyAction(screens, () => set(manager, { hoursPerWeek: 4 }))
    const changed = await verifyAction(screens, () => set(employee, { hoursPerWeek: 20 }))
    expect(changed).toEqual({ ...placed, role: '', hoursPerWeek: 20, startOn: null, endOn: null })
    await verifyAction({ ...screens, silent: true }, () => set(employee, { hoursPerWeek: 20 }))
    expect((await listed()).items.map(({ memberId, hoursPerWeek }) => [memberId, hoursPerWeek])).toEqual([[employee.membership.id, 20], [manager.membership.id, 4]])
    await verifyAction(screens, () => manager.do(removeProjectMember, { params: placeOf(manager) }))
    expect((await manager.call(removeProjectMember, { params: placeOf(manager) })).status).toBe(404)
    expect((await listed()).items).toEqual([changed])
  })

  it('tell what the same people are allocated to elsewhere: of the own team which project, of another team only hours and days', async () => {
    const { admin, manager, stranger, team, otherTeam, otherProject } = company
    const [own, beside] = [await aProject(manager, team.id), await aProject(manager, team.id)]
    const both = await aMember(world, admin, 'employee', [team.id, otherTeam.id])
    await set(both, { hoursPerWeek: 30 }, stranger, otherProject.id)
    await set(both, { hoursPerWeek: 10, endOn: '2027-06-30' }, manager, beside.id)
    const memberId = both.membership.id
    const ofBoth = async () => (await listed(manager, own.id)).others.filter((other) => other.memberId === memberId).toSorted(order)
    const [here, there] = [{ memberId, projectId: beside.id, hoursPerWeek: 10, startOn: null, endOn: '2027-06-30' }, { memberId, projectId: null, hoursPerWeek: 30, startOn: null, endOn: null }]
    expect(await ofBoth()).toEqual([here, there].sort(order))
    await stranger.do(endpoints.updateProjectStatus, { params: { projectId: otherProject.id }, body: { status: 'completed' } })
    expect(await ofBoth()).toEqual([here])
    await verifyAction({ viewers: [manager], snapshots: [peopleOf(own.id)] }, () => manager.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId } }))
    expect(await ofBoth()).toEqual([])
    await stranger.do(endpoints.updateProjectStatus, { params: { projectId: otherProject.id }, body: { status: 'active' } })
  })

  it('get no rights by being listed, and stay listed when they leave the team', async () => {
    const { admin, manager, team, project } = company
    const leaving = await aMember(world, admin, 'employee', [team.id])
    const task = await aTask(manager, project.id)
    const may = () => leaving.call(endpoints.updateTask, { params: { taskId: task.id }, body: { title: 'Mine' } })
    await set(leaving, { role: 'Manager', hoursPerWeek: 40 })
    expect((await may()).status).toBe(403)
    expect((await tried(leaving, { hoursPerWeek: 1 }, leaving)).status).toBe(403)
    await manager.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: leaving.membership.id } })
    expect((await may()).status).toBe(404)
    expect((await listed()).items.map(({ memberId }) => memberId)).toContain(leaving.membership.id)
    expect((await tried(leaving, { hoursPerWeek: 1 })).problem.code).toBe('conflict')
    await manager.do(removeProjectMember, { params: placeOf(leaving) })
  })

  it('are members of the team: no others, no bots, nobody of another organization', async () => {
    const { admin, stranger, foreigner, team } = company
    const bot = await aBot(world, admin, [team.id])
    expect((await tried(stranger, {})).status).toBe(409)
    expect((await tried(bot, {})).status).toBe(409)
    expect((await tried(foreigner, {})).status).toBe(404)
    expect((await company.manager.call(setProjectMember, { params: { ...placeOf(stranger), memberId: nobodysId() }, body: {} })).status).toBe(404)
  })

  it.each([
    ['more than a week', { hoursPerWeek: 169 }, '/hoursPerWeek'], ['less than nothing', { hoursPerWeek: -1 }, '/hoursPerWeek'], ['minutes', { hoursPerWeek: 1.1 }, '/hoursPerWeek'],
    ['no day', { startOn: '2026-02-30' }, '/startOn'], ['a year out of reach', { endOn: '9999-01-01' }, '/endOn'], ['an end before the start', { startOn: '2026-03-02', endOn: '2026-03-01' }, '/endOn'], ['a long role', { role: 'x'.repeat(101) }, '/role'],
    ['an unknown field', { percent: 50 }, '/percent'],
  ])('are refused with %s', async (_, body, pointer) => {
    const { status, problem } = await tried(company.employee, body)
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  it('are for managers to change, for members to read, and for nobody else there', async () => {
    const { employee, stranger, foreigner, project } = company
    await set(employee)
    expect((await employee.call(removeProjectMember, { params: placeOf(employee) })).status).toBe(403)
    const nowhere = await employee.call(listProjectMembers, { params: { projectId: nobodysId() } })
    for (const person of [stranger, foreigner]) {
      const { status, problem } = await person.call(listProjectMembers, { params: { projectId: project.id } })
      expect([status, { ...comparable(problem), instance: '' }]).toEqual([404, { ...comparable(nowhere.problem), instance: '' }])
      expect((await tried(employee, {}, person)).status).toBe(404)
      expect((await person.call(removeProjectMember, { params: placeOf(employee) })).status).toBe(404)
    }
    expect((await listed()).items.some(({ memberId }) => memberId === employee.membership.id)).toBe(true)
  })
})
