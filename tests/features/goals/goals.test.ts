// Goals of a team (S60).
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aCompany, aMember, anAdmin } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { workspaceOf } from '../teams/workspace-snapshot.ts'

const world = useWorld()
const of = ({ id }: { id: string }) => ({ params: { goalId: id } })

async function aGoal() {
  const company = await aCompany(world)
  const params = { teamId: company.team.id }
  const goal = await company.manager.do(endpoints.createGoal, { params, body: { title: 'Fewer returns', target: 2, start: 10, unit: '%' } })
  return { ...company, goal, snapshots: [workspaceOf(company.team.id)] }
}

test('S60 S65 a manager sets a goal with measure, target and day, and every member sees it', async () => {
  const { admin, manager, employee, team } = await aCompany(world)
  const body = {
    title: 'Reply within a day', objective: 'Customers **wait** too long', measure: 'Median time of an answer', unit: 'h', start: 30.5, target: 24,
    dueOn: '2026-12-31',
  }
  const goal = await verifyAction({ viewers: [admin, manager, employee], snapshots: [workspaceOf(team.id)] }, () =>
    manager.do(endpoints.createGoal, { params: { teamId: team.id }, body }))
  expect(goal).toMatchObject({ ...body, current: 30.5, teamId: team.id, version: 1 })
  expect((await employee.do(endpoints.listGoals, { params: { teamId: team.id } })).items).toEqual([goal])
})

test('S60 managers change it, members say how far it is', async () => {
  const { admin, manager, employee, goal, team, snapshots } = await aGoal()
  const changed = await verifyAction({ viewers: [admin, manager, employee], snapshots }, () =>
    manager.do(endpoints.updateGoal, { ...of(goal), body: { target: 1, dueOn: '2027-01-31' } }))
  expect(changed).toMatchObject({ target: 1, dueOn: '2027-01-31', version: 2 })
  const reported = await verifyAction({ viewers: [manager], snapshots }, () =>
    employee.do(endpoints.reportGoal, { ...of(goal), body: { current: 7.5 } }))
  expect(reported).toMatchObject({ current: 7.5, version: 3 })
  expect((await eventsAfter(manager, teamStream(team.id), 0)).at(-1)).toMatchObject({
    type: 'goal.updated', actor: { membershipId: employee.membership.id }, data: { title: 'Fewer returns', changes: { current: [10, 7.5] } },
  })
  await verifyAction({ viewers: [manager], snapshots, silent: true }, () => employee.do(endpoints.reportGoal, { ...of(goal), body: { current: 7.5 } }))
  await verifyAction({ viewers: [admin, manager, employee], snapshots }, () => manager.do(endpoints.deleteGoal, of(goal)))
  expect((await manager.call(endpoints.updateGoal, { ...of(goal), body: { title: 'Gone' } })).status).toBe(404)
})

test('S32 S33 members neither set nor change goals, others see none', async () => {
  const { admin, employee, goal, team } = await aGoal()
  expect((await employee.call(endpoints.createGoal, { params: { teamId: team.id }, body: { title: 'Mine', target: 1 } })).status).toBe(403)
  expect((await employee.call(endpoints.updateGoal, { ...of(goal), body: { title: 'Mine' } })).status).toBe(403)
  expect((await employee.call(endpoints.deleteGoal, of(goal))).status).toBe(403)
  for (const person of [await aMember(world, admin, 'manager'), await anAdmin(world)]) {
    expect((await person.call(endpoints.listGoals, { params: { teamId: team.id } })).status).toBe(404)
    expect((await person.call(endpoints.createGoal, { params: { teamId: team.id }, body: { title: 'Mine', target: 1 } })).status).toBe(404)
    expect((await person.call(endpoints.reportGoal, { ...of(goal), body: { current: 1 } })).status).toBe(404)
  }
  expect((await admin.call(endpoints.createGoal, { params: { teamId: randomUUID() }, body: { title: 'Mine', target: 1 } })).status).toBe(404)
})

test('what cannot be a goal is refused with its place', async () => {
  const { manager, goal, team } = await aGoal()
  const params = { teamId: team.id }
  for (const [body, pointer] of [[{ title: '', target: 1 }, '/title'], [{ title: 'Goal' }, '/target'], [{ title: 'Goal', target: 0 }, '/target'],
    [{ title: 'Goal', target: 1, dueOn: '2026-02-30' }, '/dueOn'], [{ title: 'Goal', target: 1e13 }, '/target'], [{ title: 'Goal', target: 1, done: true }, '/done']] as const) {
    const answer = await manager.call(endpoints.createGoal, { params, body: body as never })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  }
  const circle = await manager.call(endpoints.updateGoal, { ...of(goal), body: { start: 2 } })
  expect([circle.status, circle.problem.errors?.[0]?.pointer]).toEqual([422, '/target'])
  expect((await manager.do(endpoints.listGoals, { params })).items).toEqual([goal])
})
