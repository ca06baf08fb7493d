// Time, aims, health and manager of projects (S70, S75, S77, S78, S79).
import { beforeAll, expect, it } from 'vitest'
import { figuresOf } from '../../../client/features/projects/overview/project-figures.ts'
import { boardState } from '../../../client/features/board/board.reducer.ts'
import { emptyDepth } from '../../../shared/features/projects.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'

const { createProject, replaceProject, updateProject, readProject, readBoard, readStatistics, updateTask, archiveTask } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const screens = (projectId: string) => ({ viewers: [company.manager, company.employee], snapshots: [overviewOf, boardOf(projectId)] })

const depthOf = () => ({
  startOn: '2026-11-01', dueOn: '2027-03-31', scope: 'Not the payments', objectives: 'Half the waiting', health: 'at_risk' as const,
  healthNote: 'Two people are ill', managerId: company.employee.membership.id,
})

it('a project begins with them or without', async () => {
  const { manager, team } = company
  expect(await aProject(manager, team.id)).toMatchObject(emptyDepth)
  const body = { name: 'Deep', teamId: team.id, ...depthOf() }
  expect(await manager.do(createProject, { body })).toMatchObject(depthOf())
})

it('S77 S78 S79 each is changed alone, on every screen; nothing changed leaves no event', async () => {
  const { manager, team } = company
  const { id: projectId } = await aProject(manager, team.id)
  const change = (body: object) => () => manager.do(updateProject, { params: { projectId }, body })
  for (const [field, value] of Object.entries(depthOf())) {
    expect(await verifyAction(screens(projectId), change({ [field]: value }))).toMatchObject({ [field]: value })
  }
  await verifyAction({ ...screens(projectId), silent: true }, change(depthOf()))
  expect(await verifyAction(screens(projectId), change({ health: null, managerId: null, startOn: null }))).toMatchObject({ health: null, managerId: null, startOn: null, dueOn: '2027-03-31' })
})

it('S70 a replacement takes away what it does not say, but leaves what limits do', async () => {
  const { manager, team } = company
  const { id: projectId } = await manager.do(createProject, { body: { name: 'Deep', teamId: team.id, limits: 'warn', ...depthOf() } })
  const body = { name: 'Flat', description: 'New', status: 'on_hold' as const, priority: 'low' as const }
  await verifyAction(screens(projectId), () => manager.do(replaceProject, { params: { projectId }, body }))
  expect(await manager.do(readProject, { params: { projectId } })).toMatchObject({ ...body, ...emptyDepth, limits: 'warn' })
  await manager.do(replaceProject, { params: { projectId }, body: { ...body, ...depthOf() } })
  expect(await manager.do(readProject, { params: { projectId } })).toMatchObject(depthOf())
})

it('the manager belongs to the team when named, and stays when they leave it; the end is not before the start', async () => {
  const { manager, employee, stranger, foreigner, admin, team } = company
  const { id: projectId } = await aProject(manager, team.id)
  const change = (body: object) => manager.call(updateProject, { params: { projectId }, body })
  for (const managerId of [nobodysId(), stranger.membership.id, foreigner.membership.id]) {
    const { status, problem } = await change({ managerId })
    expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([422, 'invalid_reference', '/managerId'])
  }
  await change({ managerId: employee.membership.id })
  await admin.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: employee.membership.id } })
  expect((await change({ name: 'Still theirs' })).data.managerId).toBe(employee.membership.id)
  await admin.do(endpoints.addTeamMember, { params: { teamId: team.id, memberId: employee.membership.id } })
  await change({ startOn: '2027-01-10' })
  const early = await change({ dueOn: '2027-01-09' })
  expect([early.status, early.problem.errors?.[0]?.pointer]).toEqual([422, '/dueOn'])
  expect((await change({ dueOn: '2027-01-10' })).status).toBe(200)
  for (const [body, pointer] of [[{ health: 'fine' }, '/health'], [{ startOn: '10.1.2027' }, '/startOn'], [{ scope: 'x'.repeat(1301) }, '/scope']] as const) {
    const wrong = await manager.call(updateProject, { params: { projectId }, raw: JSON.stringify(body) })
    expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  }
})

it('S73 the figures of the overview are those of the statistics', async () => {
  const { manager, employee, team } = company
  const { id: projectId } = await aProject(manager, team.id)
  const { statuses } = await manager.do(readBoard, { params: { projectId } })
  const [a, b, c, d] = [await aTask(manager, projectId), await aTask(manager, projectId), await aTask(manager, projectId), await aTask(manager, projectId)]
  const people = [manager.membership.id, employee.membership.id]
  await manager.do(updateTask, { params: { taskId: a.id }, body: { statusId: statuses[4]!.id, assigneeIds: people } })
  await manager.do(updateTask, { params: { taskId: b.id }, body: { statusId: statuses[2]!.id, assigneeIds: people.slice(1), dueAt: '2020-01-01T00:00:00Z' } })
  await manager.do(updateTask, { params: { taskId: c.id }, body: { dueAt: '2020-01-01T00:00:00Z' } })
  await manager.do(archiveTask, { params: { taskId: d.id }, body: { archived: true } })
  const board = await manager.do(readBoard, { params: { projectId } })
  const told = await manager.do(readStatistics, { params: { projectId } })
  const figures = figuresOf(boardState(board), Date.now())
  const { open, done, cancelled, late, unassigned } = figures
  expect({ open, done, cancelled, overdue: late, unassigned, archived: 1 }).toEqual(told.tasks)
  expect(figures.completion).toBe(told.completion)
  expect(figures.byStatus.map(({ status, tasks }) => ({ statusId: status.id, tasks }))).toEqual(told.byStatus)
  expect(figures.byPerson.map(({ id: membershipId, open: mine, done: finished }) => ({ membershipId, open: mine, done: finished }))
    .sort((one, other) => (one.membershipId < other.membershipId ? -1 : 1))).toEqual(told.byAssignee)
})
