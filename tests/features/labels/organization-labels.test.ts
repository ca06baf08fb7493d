// Labels of the organization: who may change them, which tasks have them, and that they go along and go everywhere at once.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { MOST_ORGANIZATION_LABELS } from '../../../shared/features/labels.ts'
import { aProgram, aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const {
  bulkTasks, copyProject, createLabel, createOrganizationLabel, createTask, deleteLabel, importCsv, listTasks, readBoard, readOverview, readTask, transferTasks, updateLabel, updateTask,
} = endpoints

describe.each(backends)('labels of the organization on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const make = (name: string) => company.admin.do(createOrganizationLabel, { body: { name, color: 'red' } })
  const labelsOf = async (taskId: string) => (await company.admin.do(readTask, { params: { taskId } })).labelIds

  it('are made, renamed and deleted by admins, on every screen of every team', async () => {
    const { admin, manager, employee, stranger, project, otherProject } = company
    const tasks = [await aTask(employee, project.id), await aTask(stranger, otherProject.id)]
    const ofTeam = { viewers: [admin, employee], snapshots: [overviewOf, boardOf(project.id), detailOf(tasks[0]!.id)] }
    const ofOther = { viewers: [stranger], snapshots: [overviewOf, boardOf(otherProject.id), detailOf(tasks[1]!.id)] }
    const label = await verifyAction({ viewers: [admin, stranger], snapshots: [overviewOf] }, () => make('Legal'))
    expect(label).toMatchObject({ projectId: null, name: 'Legal', color: 'red', version: 1 })
    const params = { labelId: label.id }
    await verifyAction(ofTeam, () => employee.do(updateTask, { params: { taskId: tasks[0]!.id }, body: { labelIds: [label.id] } }))
    await verifyAction(ofOther, () => stranger.do(updateTask, { params: { taskId: tasks[1]!.id }, body: { labelIds: [label.id] } }))
    for (const person of [manager, employee]) {
      expect((await person.call(createOrganizationLabel, { body: { name: 'Mine' } })).status).toBe(403)
      expect((await person.call(updateLabel, { params, body: { name: 'Mine' } })).status).toBe(403)
      expect((await person.call(deleteLabel, { params })).status).toBe(403)
    }
    expect((await company.foreigner.call(deleteLabel, { params })).status).toBe(404)
    const program = await aProgram(world, admin, ['projects:write'])
    expect((await program.call(deleteLabel, { params })).problem.code).toBe('insufficient_scope')
    expect(await verifyAction({ viewers: [admin, stranger], snapshots: [overviewOf] }, () => admin.do(updateLabel, { params, body: { name: 'Law' } }))).toMatchObject({ name: 'Law', version: 2 })
    expect((await employee.do(readOverview)).labels).toMatchObject([{ id: label.id, name: 'Law' }])
    expect((await company.foreigner.do(readOverview)).labels).toEqual([])
    await verifyAction({ viewers: [employee, stranger], snapshots: [overviewOf] }, () => admin.call(deleteLabel, { params }))
    expect([await labelsOf(tasks[0]!.id), await labelsOf(tasks[1]!.id)]).toEqual([[], []])
  })

  it('leave the boards and open tasks of each team when deleted', async () => {
    const { admin, employee, stranger, project, otherProject } = company
    const label = await make('Gone')
    const [task, other] = [await aTask(employee, project.id), await aTask(stranger, otherProject.id)]
    await employee.do(updateTask, { params: { taskId: task.id }, body: { labelIds: [label.id] } })
    await stranger.do(updateTask, { params: { taskId: other.id }, body: { labelIds: [label.id] } })
    await verifyAction({ viewers: [stranger], snapshots: [boardOf(otherProject.id), detailOf(other.id)] }, () => verifyAction(
      { viewers: [employee], snapshots: [boardOf(project.id), detailOf(task.id)] }, () => admin.call(deleteLabel, { params: { labelId: label.id } })))
  })

  it('are found by name, given in bulk and to new tasks; unknown ones are refused', async () => {
    const { employee, manager, project } = company
    const label = await make('Budget')
    const task = await employee.do(createTask, { body: { projectId: project.id, title: 'Count', labelIds: [label.id] } })
    const other = await aTask(manager, project.id)
    await manager.do(bulkTasks, { body: { mode: 'atomic', operations: [{ op: 'update', taskId: other.id, labelIds: [label.id] }] } })
    const { items } = await employee.do(listTasks, { query: { filter: 'label=budget' } })
    expect(items.map(({ id }) => id).sort()).toEqual([task.id, other.id].sort())
    const refused = await manager.call(updateTask, { params: { taskId: other.id }, body: { labelIds: [nobodysId()] } })
    expect([refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([422, '/labelIds/0'])
  })

  it('stay on tasks that move to another project, on copies, and are found by an import', async () => {
    const { admin, manager, project, otherProject, team } = company
    const label = await make('Safety')
    const task = await manager.do(createTask, { body: { projectId: project.id, title: 'Helmet', labelIds: [label.id] } })
    const copy = await manager.do(copyProject, { params: { projectId: project.id }, body: { name: 'Copy', tasks: true } })
    const { tasks, labels } = await manager.do(readBoard, { params: { projectId: copy.id } })
    expect(tasks.find(({ title }) => title === 'Helmet')!.labelIds).toEqual([label.id])
    expect(labels.map(({ name }) => name)).not.toContain('Safety')
    await admin.do(transferTasks, { body: { taskIds: [task.id], projectId: otherProject.id } })
    expect(await labelsOf(task.id)).toEqual([label.id])
    const { projectId } = await manager.do(importCsv, {
      query: { teamId: team.id }, body: { name: 'Imported', csv: 'Title,Labels\nBoots,safety\n', columns: ['title', 'labels'] },
    })
    const imported = await manager.do(readBoard, { params: { projectId } })
    expect([imported.labels, imported.tasks[0]!.labelIds]).toEqual([[], [label.id]])
  })

  it('have names of their own, in the organization and against those of a project (409), and bad input is named', async () => {
    const { admin, manager, project } = company
    const label = await make('Once')
    const taken = [
      await admin.call(createOrganizationLabel, { body: { name: 'Once' } }),
      await manager.call(createLabel, { params: { projectId: project.id }, body: { name: 'Once' } }),
      await admin.call(updateLabel, { params: { labelId: (await make('Other')).id }, body: { name: 'Once' } }),
    ]
    expect(taken.map(({ status, problem }) => [status, problem.code])).toEqual(taken.map(() => [409, 'name_taken']))
    const twice = await Promise.all([1, 2].map(() => admin.call(createOrganizationLabel, { body: { name: 'Raced' } })))
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409])
    const wrong = await admin.call(createOrganizationLabel, { raw: '{"name":"","color":"pink","projectId":null}' })
    expect([wrong.status, wrong.problem.errors?.map(({ pointer }) => pointer).sort()]).toEqual([422, ['/color', '/name', '/projectId']])
    expect(label.projectId).toBeNull()
  })

  it('are so many at most', async () => {
    const { labels } = await company.admin.do(readOverview)
    await Promise.all(Array.from({ length: MOST_ORGANIZATION_LABELS - labels.length }, (_, place) => make(`Label ${place}`)))
    expect((await company.admin.call(createOrganizationLabel, { body: { name: 'More' } })).problem.code).toBe('conflict')
  })
})
