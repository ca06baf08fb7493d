// Templates of tasks: managers make them, whoever makes tasks uses them; what they name and is gone is left out.
import { beforeAll, describe, expect, it } from 'vitest'
import { reduceAll, type TemplatesState } from '../../../client/features/task-templates/templates.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, aTask, type Person } from '../../support/factories.ts'
import { verifyAction, type Snapshot } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'

const { listTaskTemplates, createTaskTemplate, updateTaskTemplate, deleteTaskTemplate, createTaskFromTemplate, readTaskDetail, undo } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => (company = await aWiderCompany(world)))

const name = () => `Template ${nobodysId()}`
const make = (body: object = {}, by: Person = company.manager) =>
  by.do(createTaskTemplate, { params: { projectId: company.project.id }, body: { name: name(), title: 'Release', ...body } })
const tried = (body: object, by: Person = company.manager) => by.call(createTaskTemplate, { params: { projectId: company.project.id }, body: { name: name(), title: 'Release', ...body } as never })
const use = (templateId: string, body: object = {}, by: Person = company.employee) => by.do(createTaskFromTemplate, { params: { templateId }, body })

function templatesOf(projectId: string): Snapshot<never> {
  const snapshot: Snapshot<TemplatesState> = {
    name: 'templates', fetch: async (person) => ({ ...(await person.do(listTaskTemplates, { params: { projectId } })), projectId }), positions: (state) => [state],
    apply: (state, events) => reduceAll(state, events).state, normal: (state) => state,
  }
  return snapshot as unknown as Snapshot<never>
}

/** A template with all that one can hold. */
async function aFullTemplate() {
  const { manager, employee, project } = company
  const label = await aLabel(manager, project.id, name())
  const field = await manager.do(endpoints.createCustomField, { params: { projectId: project.id }, body: { name: name(), kind: 'text' } })
  const template = await make({
    description: 'How it goes', priority: 'high', assigneeIds: [employee.membership.id], labelIds: [label.id], estimateMinutes: 90, estimatePoints: 2,
    customFields: { [field.id]: 'Known' }, checklists: [{ title: 'Before', items: ['Tell support', 'Tag it'] }, { title: 'After', items: [] }],
  })
  return { template, label, field }
}

describe('templates of tasks', () => {
  it('are made, changed and deleted by who manages the project, on every screen', async () => {
    const { admin, manager, employee, project } = company
    const screens = { viewers: [admin, manager, employee], snapshots: [templatesOf(project.id), boardOf(project.id)] }
    const { template } = await verifyAction(screens, aFullTemplate)
    const renamed = await verifyAction(screens, () => manager.do(updateTaskTemplate, { params: { templateId: template.id }, body: { name: 'Renamed', checklists: [] } }))
    expect(renamed).toMatchObject({ name: 'Renamed', checklists: [], priority: 'high', version: 2 })
    await verifyAction({ ...screens, silent: true }, () => manager.do(updateTaskTemplate, { params: { templateId: template.id }, body: { name: 'Renamed' } }))
    await verifyAction(screens, () => manager.do(deleteTaskTemplate, { params: { templateId: template.id } }))
    expect((await manager.do(listTaskTemplates, { params: { projectId: project.id } })).items).toEqual([])
  })

  it('make tasks with all that they hold, for whoever makes tasks there; one undo takes the task back', async () => {
    const { manager, employee, project, statuses } = company
    const { template, label, field } = await aFullTemplate()
    const screens = { viewers: [manager, employee], snapshots: [boardOf(project.id)] }
    const { task, correlationId } = await verifyAction(screens, () => use(template.id, { title: 'Release 7', statusId: statuses[1]!.id }))
    const detail = await employee.do(readTaskDetail, { params: { taskId: task.id } })
    expect(detail.task).toMatchObject({
      title: 'Release 7', description: 'How it goes', priority: 'high', assigneeIds: [employee.membership.id], labelIds: [label.id], estimateMinutes: 90, estimatePoints: 2,
      customFields: { [field.id]: 'Known' }, statusId: statuses[1]!.id, checklistTotal: 2, createdById: employee.membership.id,
    })
    expect(task).toEqual(detail.task)
    expect(detail.checklists.map(({ title, items }) => [title, items.map(({ text }) => text)])).toEqual([['Before', ['Tell support', 'Tag it']], ['After', []]])
    await verifyAction(screens, () => employee.do(undo, { body: { correlationId } }))
    expect((await employee.do(readTaskDetail, { params: { taskId: task.id } })).task.deletedAt).not.toBeNull()
  })

  it('give way to what is said of the one task; people and labels come to theirs', async () => {
    const { manager, employee, project } = company
    const above = await aTask(manager, project.id)
    const { template, label, field } = await aFullTemplate()
    const other = await aLabel(manager, project.id, name())
    const said = {
      assigneeIds: [manager.membership.id, employee.membership.id], labelIds: [other.id], priority: 'urgent' as const, dueAt: '2026-12-01T22:59:00.000Z', parentId: above.id, estimatePoints: null, customFields: { [field.id]: 'Said' },
    }
    const screens = { viewers: [manager, employee], snapshots: [boardOf(project.id)] }
    const { task, correlationId } = await verifyAction(screens, () => use(template.id, { id: nobodysId(), ...said }))
    expect(task).toMatchObject({
      title: 'Release', description: 'How it goes', priority: 'urgent', dueAt: said.dueAt, parentId: above.id, assigneeIds: said.assigneeIds.toSorted(), labelIds: [label.id, other.id].toSorted(),
      estimateMinutes: 90, estimatePoints: null, customFields: { [field.id]: 'Said' }, checklistTotal: 2, version: 1,
    })
    expect((await use(template.id, { customFields: { [field.id]: null } })).task.customFields).toEqual({})
    await verifyAction(screens, () => employee.do(undo, { body: { correlationId } }))
    expect((await employee.do(readTaskDetail, { params: { taskId: task.id } })).task.deletedAt).not.toBeNull()
  })

  it('are used with nothing that does not fit: it is refused with its place, and nothing is made', async () => {
    const { employee, foreigner, project } = company
    const { template } = await aFullTemplate()
    const before = await employee.do(endpoints.readBoard, { params: { projectId: project.id } })
    const pointed = async (body: object) => {
      const { status, problem } = await employee.call(createTaskFromTemplate, { params: { templateId: template.id }, body: body as never })
      return [status, problem.errors?.[0]?.pointer]
    }
    expect(await pointed({ assigneeIds: [foreigner.membership.id] })).toEqual([422, '/assigneeIds/0'])
    expect(await pointed({ labelIds: [nobodysId()] })).toEqual([422, '/labelIds/0'])
    expect(await pointed({ parentId: nobodysId() })).toEqual([422, '/parentId'])
    expect(await pointed({ customFields: { [nobodysId()]: 'x' } })).toEqual([422, expect.stringMatching(/^\/customFields\//)])
    expect(await pointed({ labelIds: Array.from({ length: 50 }, nobodysId) })).toEqual([422, '/labelIds'])
    expect(await pointed({ description: 'Other' })).toEqual([422, '/description'])
    const after = await employee.do(endpoints.readBoard, { params: { projectId: project.id } })
    expect([after.offset, after.tasks.length]).toEqual([before.offset, before.tasks.length])
  })

  it('leave out what is gone meanwhile', async () => {
    const { admin, manager, project, team } = company
    const leaving = await aMember(world, admin, 'employee', [team.id])
    const { template, label, field } = await aFullTemplate()
    await manager.do(updateTaskTemplate, { params: { templateId: template.id }, body: { assigneeIds: [leaving.membership.id] } })
    await manager.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: leaving.membership.id } })
    await manager.do(endpoints.deleteLabel, { params: { labelId: label.id } })
    await manager.do(endpoints.updateCustomField, { params: { fieldId: field.id }, body: { archived: true } })
    const { task } = await use(template.id)
    expect(task).toMatchObject({ title: 'Release', projectId: project.id, assigneeIds: [], labelIds: [], customFields: {} })
  })

  it('take labels of the organization too, and those of no other project', async () => {
    const { admin, manager, stranger, project, otherProject } = company
    const own = await aLabel(manager, project.id, name())
    const everywhere = await admin.do(endpoints.createOrganizationLabel, { body: { name: name() } })
    const template = await make({ labelIds: [own.id, everywhere.id] })
    expect((await use(template.id)).task.labelIds.sort()).toEqual([own.id, everywhere.id].sort())
    const { problem } = await tried({ labelIds: [everywhere.id, (await aLabel(stranger, otherProject.id, name())).id] })
    expect(problem.errors?.[0]?.pointer).toBe('/labelIds/1')
    await admin.do(endpoints.deleteLabel, { params: { labelId: everywhere.id } })
    expect((await use(template.id)).task.labelIds).toEqual([own.id])
    const renamed = await manager.do(updateTaskTemplate, { params: { templateId: template.id }, body: { title: 'Later' } })
    expect(renamed).toMatchObject({ title: 'Later', labelIds: [own.id, everywhere.id] })
  })

  it('are refused with what does not fit, a name that is taken, and too long checklists', async () => {
    const { foreigner, stranger } = company
    const { template } = await aFullTemplate()
    const pointed = async (body: object) => {
      const { status, problem } = await tried(body)
      return [status, problem.errors?.[0]?.pointer]
    }
    expect((await tried({ name: template.name })).problem.code).toBe('name_taken')
    expect(await pointed({ labelIds: [nobodysId()] })).toEqual([422, '/labelIds/0'])
    expect(await pointed({ assigneeIds: [foreigner.membership.id] })).toEqual([422, '/assigneeIds/0'])
    expect(await pointed({ assigneeIds: [stranger.membership.id] })).toEqual([422, '/assigneeIds/0'])
    expect(await pointed({ title: '' })).toEqual([422, '/title'])
    expect(await pointed({ checklists: [{ title: 'Long', items: Array.from({ length: 60 }, () => 'x'.repeat(1900)) }] })).toEqual([422, '/checklists'])
  })

  it('are for managers to change, for members to read, and for nobody else there', async () => {
    const { manager, employee, stranger, foreigner, project, team } = company
    const { template } = await aFullTemplate()
    const params = { templateId: template.id }
    expect((await tried({}, employee)).status).toBe(403)
    expect((await employee.call(updateTaskTemplate, { params, body: { name: 'Mine' } })).status).toBe(403)
    expect((await employee.call(deleteTaskTemplate, { params })).status).toBe(403)
    const none = comparable((await employee.call(createTaskFromTemplate, { params: { templateId: nobodysId() }, body: {} })).problem)
    for (const person of [stranger, foreigner]) {
      const { status, problem } = await person.call(createTaskFromTemplate, { params, body: {} })
      expect([status, { ...comparable(problem), instance: '' }]).toEqual([404, { ...none, instance: '' }])
      expect((await person.call(listTaskTemplates, { params: { projectId: project.id } })).status).toBe(404)
      expect((await person.call(deleteTaskTemplate, { params })).status).toBe(404)
    }
    await manager.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { settings: { onlyManagersCreateTasks: true } } })
    expect((await employee.call(createTaskFromTemplate, { params, body: {} })).status).toBe(403)
    await manager.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { settings: { onlyManagersCreateTasks: false } } })
  })
})
