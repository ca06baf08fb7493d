// What new projects of an organization begin with (S124).
import { expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, anAdmin, aTeam } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from './overview-snapshot.ts'

const { updateOrganization, readOrganization, createProject, readBoard } = endpoints
const world = useWorld()

type Steps = NonNullable<BodyInputOf<typeof updateOrganization>['defaultWorkflow']>
const steps: Steps = [
  { name: 'Ideas', category: 'backlog', next: [1] }, { name: 'Doing', category: 'active', color: 'amber', limit: 3, next: [0, 2] },
  { name: 'Done', category: 'done', color: 'green' },
]
const whole = steps.map((step) => ({ color: 'slate', archived: false, limit: null, next: null, ...step }))

async function workflowOf(by: Awaited<ReturnType<typeof anAdmin>>, teamId: string, given?: Steps) {
  const { id: projectId } = await by.do(createProject, { body: { name: 'New', teamId, ...(given && { statuses: given }) } })
  const { statuses } = await by.do(readBoard, { params: { projectId } })
  const places = new Map(statuses.map(({ id }, index) => [id, index]))
  return statuses.map(({ name, category, color, archived, limit, nextStatusIds }) => (
    { name, category, color, archived, limit, next: nextStatusIds && nextStatusIds.map((id) => places.get(id)) }
  ))
}

it('new projects get the default workflow with its limits and ways; those that bring one keep theirs', async () => {
  const admin = await anAdmin(world)
  const employee = await aMember(world, admin)
  const team = await aTeam(admin)
  expect((await workflowOf(admin, team.id)).map(({ name }) => name)).toEqual(['Backlog', 'To do', 'In progress', 'In review', 'Done'])
  const set = (defaultWorkflow: Steps | null) => admin.do(updateOrganization, { body: { defaultWorkflow } })
  const changed = await verifyAction({ viewers: [admin, employee], snapshots: [overviewOf] }, () => set(steps))
  expect(changed.defaultWorkflow).toEqual(whole)
  expect(await workflowOf(admin, team.id)).toEqual(whole)
  expect(await workflowOf(admin, team.id, [{ name: 'Only', category: 'todo' }])).toMatchObject([{ name: 'Only', next: null }])
  const same = await verifyAction({ viewers: [admin], snapshots: [overviewOf], silent: true }, () => set(steps))
  expect(same.version).toBe(changed.version)
  await verifyAction({ viewers: [admin, employee], snapshots: [overviewOf] }, () => set(null))
  expect(await admin.do(readOrganization)).toMatchObject({ defaultWorkflow: null })
  expect(await workflowOf(admin, team.id)).toHaveLength(5)
})

it('is changed by admins only, read by all', async () => {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager')
  await admin.do(updateOrganization, { body: { defaultWorkflow: steps } })
  expect((await manager.call(updateOrganization, { body: { defaultWorkflow: null } })).status).toBe(403)
  expect((await manager.do(readOrganization)).defaultWorkflow).toEqual(whole)
})

it('names what is wrong with it', async () => {
  const admin = await anAdmin(world)
  const wrongs: [unknown, string][] = [
    [[], '/defaultWorkflow'], [[{ name: '', category: 'todo' }], '/defaultWorkflow/0/name'],
    [[{ name: 'A', category: 'todo', next: [0, 1] }], '/defaultWorkflow/0/next/1'],
    [[{ name: 'A', category: 'todo', limit: 0 }], '/defaultWorkflow/0/limit'],
    [[{ name: 'A', category: 'todo', id: 'x' }], '/defaultWorkflow/0/id'],
    [Array.from({ length: 50 }, () => ({ name: 'A', category: 'todo', next: Array.from({ length: 50 }, (_, place) => place) })), '/defaultWorkflow/8/next'],
    [Array.from({ length: 51 }, () => ({ name: 'A', category: 'todo' })), '/defaultWorkflow'],
  ]
  for (const [defaultWorkflow, pointer] of wrongs) {
    const answer = await admin.call(updateOrganization, { raw: JSON.stringify({ defaultWorkflow }) })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  }
})
