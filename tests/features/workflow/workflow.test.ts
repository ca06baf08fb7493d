// Workflows: adding, changing, moving, archiving and deleting statuses; who may.
import { beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aProject } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'

const { createStatus, updateStatus, deleteStatus, listStatuses, readBoard } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const screens = (projectId: string) => ({ viewers: [company.admin, company.manager, company.employee], snapshots: [boardOf(projectId)] })
const names = async (projectId: string) => (await company.manager.do(readBoard, { params: { projectId } })).statuses.map(({ name }) => name)

it('S124 statuses are added at the end or after another, renamed, moved and archived', async () => {
  const { manager, team } = company
  const { id: projectId } = await aProject(manager, team.id)
  const params = { projectId }
  const last = await verifyAction(screens(projectId), () => manager.do(createStatus, { params, body: { name: 'Shipped', category: 'done' } }))
  await verifyAction(screens(projectId), () => manager.do(createStatus, { params, body: { name: 'Ideas', category: 'backlog', afterStatusId: null } }))
  expect(await names(projectId)).toEqual(['Ideas', 'Backlog', 'To do', 'In progress', 'In review', 'Done', 'Shipped'])
  const moved = await verifyAction(screens(projectId), () =>
    manager.do(updateStatus, { params: { statusId: last.id }, body: { afterStatusId: null, name: 'Live', color: 'berry', archived: true } }))
  expect(moved).toMatchObject({ name: 'Live', color: 'berry', archived: true, version: 2 })
  expect((await names(projectId))[0]).toBe('Live')
  const same = await verifyAction({ ...screens(projectId), silent: true }, () => manager.do(updateStatus, { params: { statusId: last.id }, body: { name: 'Live' } }))
  expect(same.version).toBe(2)
  const { statuses } = await manager.do(readBoard, { params })
  expect((await company.employee.do(listStatuses, { params })).items).toEqual(statuses)
  for (const person of [company.stranger, company.foreigner]) expect((await person.call(listStatuses, { params })).status).toBe(404)
})

it('a status gets a limit, keeps it through other changes, and loses it', async () => {
  const { manager, team } = company
  const { id: projectId } = await aProject(manager, team.id)
  const made = await verifyAction(screens(projectId), () =>
    manager.do(createStatus, { params: { projectId }, body: { name: 'Tight', category: 'active', limit: 1 } }))
  expect(made.limit).toBe(1)
  const params = { statusId: made.id }
  const raised = await verifyAction(screens(projectId), () => manager.do(updateStatus, { params, body: { limit: 999 } }))
  expect(raised).toMatchObject({ limit: 999, version: 2 })
  expect(await manager.do(updateStatus, { params, body: { name: 'Tighter', limit: 1 } })).toMatchObject({ limit: 1, version: 3 })
  await verifyAction({ ...screens(projectId), silent: true }, () => manager.do(updateStatus, { params, body: { limit: 1 } }))
  expect(await verifyAction(screens(projectId), () => manager.do(updateStatus, { params, body: { limit: null } }))).toMatchObject({ limit: null })
  const { statuses } = await manager.do(readBoard, { params: { projectId } })
  expect(statuses.map(({ limit }) => limit)).toEqual(statuses.map(() => null))
})

it('a limit is a whole number from 1 to 999, set by who may change the workflow', async () => {
  const { manager, employee, stranger, foreigner, statuses, project } = company
  const params = { statusId: statuses[0]!.id }
  for (const limit of [0, -1, 1.5, 1000, '3']) {
    const wrong = await manager.call(updateStatus, { params, raw: JSON.stringify({ limit }) })
    expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '/limit'])
    const notMade = await manager.call(createStatus, { params: { projectId: project.id }, raw: JSON.stringify({ name: 'X', category: 'todo', limit }) })
    expect([notMade.status, notMade.problem.errors?.[0]?.pointer]).toEqual([422, '/limit'])
  }
  for (const [person, status] of [[employee, 403], [stranger, 404], [foreigner, 404]] as const) {
    expect((await person.call(updateStatus, { params, body: { limit: 3 } })).status).toBe(status)
  }
})

it('S124 an empty status goes', async () => {
  const { manager, team } = company
  const { id: projectId } = await aProject(manager, team.id)
  const { statuses } = await manager.do(readBoard, { params: { projectId } })
  await verifyAction(screens(projectId), () => manager.call(deleteStatus, { params: { statusId: statuses[1]!.id } }))
  expect(await names(projectId)).not.toContain('To do')
})

it('employees change none (403), strangers see none (404), neighbours must be of the project (422)', async () => {
  const { manager, employee, stranger, foreigner, statuses, project } = company
  const change = { params: { statusId: statuses[0]!.id }, body: { name: 'Mine' } }
  expect((await employee.call(updateStatus, change)).status).toBe(403)
  expect((await stranger.call(updateStatus, change)).status).toBe(404)
  expect((await foreigner.call(updateStatus, change)).status).toBe(404)
  expect((await manager.call(updateStatus, { ...change, params: { statusId: nobodysId() } })).status).toBe(404)
  const wrong = await manager.call(createStatus, { params: { projectId: project.id }, body: { name: 'X', category: 'todo', afterStatusId: nobodysId() } })
  expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '/afterStatusId'])
})

it('statuses made at once have ranks of their own', async () => {
  const { manager, team } = company
  const { id: projectId } = await aProject(manager, team.id)
  await Promise.all(Array.from({ length: 6 }, (_, index) => manager.do(createStatus, { params: { projectId }, body: { name: `S${index}`, category: 'todo' } })))
  const { statuses } = await manager.do(readBoard, { params: { projectId } })
  expect(new Set(statuses.map(({ rank }) => rank)).size).toBe(11)
})
