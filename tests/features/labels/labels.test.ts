// Labels of a project: adding, changing, deleting; who may.
import { beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { createLabel, updateLabel, deleteLabel, updateTask, readTask } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

it('are added by members, renamed by the manager, and leave all tasks when deleted', async () => {
  const { admin, manager, employee, project } = company
  const params = { projectId: project.id }
  const task = await aTask(employee, project.id)
  const screens = { viewers: [admin, manager, employee], snapshots: [boardOf(project.id), detailOf(task.id)] }
  const label = await verifyAction({ ...screens, snapshots: [boardOf(project.id)] }, () => employee.do(createLabel, { params, body: { name: 'Bug', color: 'red' } }))
  await verifyAction(screens, () => employee.do(updateTask, { params: { taskId: task.id }, body: { labelIds: [label.id] } }))
  const renamed = await verifyAction(screens, () => manager.do(updateLabel, { params: { labelId: label.id }, body: { name: 'Defect' } }))
  expect(renamed).toMatchObject({ name: 'Defect', color: 'red', version: 2 })
  expect((await employee.call(updateLabel, { params: { labelId: label.id }, body: { name: 'No' } })).status).toBe(403)
  await verifyAction(screens, () => manager.call(deleteLabel, { params: { labelId: label.id } }))
  expect((await employee.do(readTask, { params: { taskId: task.id } })).labelIds).toEqual([])
})

it('have names of their own (409), and strangers see none (404)', async () => {
  const { manager, stranger, foreigner, project } = company
  const params = { projectId: project.id }
  const label = await manager.do(createLabel, { params, body: { name: 'Once' } })
  const twice = await manager.call(createLabel, { params, body: { name: 'Once' } })
  expect([twice.status, twice.problem.code]).toEqual([409, 'name_taken'])
  const other = await manager.do(createLabel, { params, body: { name: 'Other' } })
  expect((await manager.call(updateLabel, { params: { labelId: other.id }, body: { name: 'Once' } })).status).toBe(409)
  for (const person of [stranger, foreigner]) {
    expect((await person.call(createLabel, { params, body: { name: 'Mine' } })).status).toBe(404)
    expect((await person.call(deleteLabel, { params: { labelId: label.id } })).status).toBe(404)
  }
  const wrong = await manager.call(createLabel, { params, raw: '{"name":"","color":"pink","size":1}' })
  expect([wrong.status, wrong.problem.errors?.map(({ pointer }) => pointer).sort()]).toEqual([422, ['/color', '/name', '/size']])
})
