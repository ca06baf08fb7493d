// Templates with subtasks, and with titles that say the day and a number: all in one request, and one undo takes all of it back.
import { beforeAll, describe, expect, it } from 'vitest'
import { reduceAll, type TemplatesState } from '../../../client/features/task-templates/templates.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, aProject, type Person } from '../../support/factories.ts'
import { verifyAction, type Snapshot } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'

const { listTaskTemplates, createTaskTemplate, updateTaskTemplate, createTaskFromTemplate, readBoard, readTask, undo } = endpoints

describe.each(backends)('subtasks and titles of templates on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => (company = await aWiderCompany(world)))

  const make = (body: object, projectId = company.project.id) =>
    company.manager.do(createTaskTemplate, { params: { projectId }, body: { name: nobodysId(), title: 'Release', ...body } })
  const use = (templateId: string, body: object = {}, by: Person = company.employee) => by.do(createTaskFromTemplate, { params: { templateId }, body })
  const templatesOf = (projectId: string): Snapshot<never> => ({
    name: 'templates', fetch: async (person: Person) => ({ ...(await person.do(listTaskTemplates, { params: { projectId } })), projectId }),
    positions: (state: TemplatesState) => [state], apply: (state: TemplatesState, events: never) => reduceAll(state, events).state, normal: (state: unknown) => state,
  }) as unknown as Snapshot<never>

  it('are made with the task, in their order, with their people and estimates, and go with it by one undo', async () => {
    const { manager, employee, project } = company
    const template = await make({ checklists: [{ title: 'Steps', items: ['One'] }], subtasks: [{ title: 'Write notes', assigneeIds: [employee.membership.id], estimateMinutes: 30 }, { title: 'Tell them', estimatePoints: 1.5 }] })
    const screens = { viewers: [manager, employee], snapshots: [boardOf(project.id), templatesOf(project.id)] }
    const { task, subtasks, correlationId } = await verifyAction(screens, () => use(template.id, { statusId: company.statuses[1]!.id }))
    expect(task).toEqual(await employee.do(readTask, { params: { taskId: task.id } }))
    expect([task.subtaskTotal, task.checklistTotal]).toEqual([2, 1])
    expect(subtasks.map(({ title, parentId, statusId, assigneeIds, estimateMinutes, estimatePoints }) => [title, parentId, statusId, assigneeIds, estimateMinutes, estimatePoints])).toEqual([
      ['Write notes', task.id, company.statuses[0]!.id, [employee.membership.id], 30, null], ['Tell them', task.id, company.statuses[0]!.id, [], null, 1.5],
    ])
    const ranks = subtasks.map(({ rank }) => rank)
    expect(ranks).toEqual(ranks.toSorted())
    await verifyAction(screens, () => employee.do(undo, { body: { correlationId } }))
    const { tasks } = await employee.do(readBoard, { params: { projectId: project.id } })
    expect(tasks.filter(({ id }) => [task.id, ...subtasks.map((one) => one.id)].includes(id))).toEqual([])
  })

  it('have the ids that the client made, in their order, and others where it made too few; none that is taken', async () => {
    const template = await make({ subtasks: [{ title: 'First' }, { title: 'Second' }, { title: 'Third' }] })
    const [id, first, second] = [nobodysId(), nobodysId(), nobodysId()]
    const { task, subtasks } = await use(template.id, { id, subtaskIds: [first, second] })
    expect([task.id, subtasks.map(({ title }) => title), subtasks.slice(0, 2).map((one) => one.id)]).toEqual([id, ['First', 'Second', 'Third'], [first, second]])
    const more = await use(template.id, { subtaskIds: Array.from({ length: 4 }, nobodysId) })
    expect(more.subtasks).toHaveLength(3)
    const before = await company.employee.do(readBoard, { params: { projectId: company.project.id } })
    for (const subtaskIds of [[first], [before.tasks.at(-1)!.id]]) {
      const { status } = await company.employee.call(createTaskFromTemplate, { params: { templateId: template.id }, body: { subtaskIds } })
      expect(status).toBe(409)
    }
    const twice = nobodysId()
    expect((await company.employee.call(createTaskFromTemplate, { params: { templateId: template.id }, body: { subtaskIds: [twice, twice] } })).status).toBe(409)
    expect((await company.employee.do(readBoard, { params: { projectId: company.project.id } })).tasks).toHaveLength(before.tasks.length)
  })

  it('have titles that say the day where their maker is, and a number that no other has', async () => {
    const { admin, manager, employee, project } = company
    await employee.do(endpoints.updateProfile, { body: { timezone: 'Pacific/Kiritimati' } })
    const template = await make({ title: 'Sprint {number}, {date}', subtasks: [{ title: 'Plan {number}' }], nextNumber: 14 })
    const screens = { viewers: [admin, manager, employee], snapshots: [boardOf(project.id), templatesOf(project.id)] }
    const first = await verifyAction(screens, () => use(template.id))
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Pacific/Kiritimati' }).format(new Date(first.task.createdAt))
    expect([first.task.title, first.subtasks[0]!.title]).toEqual([`Sprint 14, ${day}`, 'Plan 14'])
    await employee.do(undo, { body: { correlationId: first.correlationId } })
    const [second, third] = await Promise.all([use(template.id), use(template.id, { title: 'Sprint {number}' }, manager)])
    const numbers = [second, third].map(({ subtasks }) => subtasks[0]!.title).toSorted()
    expect(numbers, 'a number is not given twice').toEqual(['Plan 15', 'Plan 16'])
    expect(third.task.title, 'a given title is taken as it is').toBe('Sprint {number}')
    const { items } = await manager.do(listTaskTemplates, { params: { projectId: project.id } })
    expect(items.find(({ id }) => id === template.id)).toMatchObject({ nextNumber: 17, version: 1 })
    const plain = await make({ title: 'Plain {{number}', nextNumber: 3 })
    expect((await use(plain.id)).task.title).toBe('Plain {number}')
    expect((await manager.do(updateTaskTemplate, { params: { templateId: plain.id }, body: { subtasks: [{ title: 'One' }] } })).nextNumber).toBe(3)
  })

  it('are refused where a placeholder is not known, somebody is not of the team, or there are too many', async () => {
    const { manager, foreigner, stranger, project } = company
    const pointed = async (body: object) => {
      const { status, problem } = await manager.call(createTaskTemplate, { params: { projectId: project.id }, body: { name: nobodysId(), title: 'Release', ...body } as never })
      return [status, problem.errors?.[0]?.pointer]
    }
    expect(await pointed({ title: 'Sprint {sprint}' })).toEqual([422, '/title'])
    expect(await pointed({ subtasks: [{ title: 'Fine' }, { title: 'On {day}' }] })).toEqual([422, '/subtasks/1/title'])
    expect(await pointed({ subtasks: [{ title: '' }] })).toEqual([422, '/subtasks/0/title'])
    expect(await pointed({ nextNumber: 0 })).toEqual([422, '/nextNumber'])
    for (const { membership } of [foreigner, stranger]) expect(await pointed({ subtasks: [{ title: 'A' }, { title: 'B', assigneeIds: [membership.id] }] })).toEqual([422, '/subtasks/1/assigneeIds/0'])
    expect(await pointed({ subtasks: Array.from({ length: 51 }, () => ({ title: 'A' })) })).toEqual([422, '/subtasks'])
    const { membership: { id: long } } = company.employee
    expect(await pointed({ subtasks: Array.from({ length: 50 }, () => ({ title: 'x'.repeat(500), assigneeIds: Array.from({ length: 50 }, () => long) })) })).toEqual([422, '/subtasks'])
  })

  it('leave out who is gone, and fail as a whole where a status has no room', async () => {
    const { admin, manager, team } = company
    const leaving = await aMember(world, admin, 'employee', [team.id])
    const { id: projectId } = await aProject(manager, team.id)
    const template = await make({ subtasks: [{ title: 'Theirs', assigneeIds: [leaving.membership.id] }, { title: 'Nobody\'s' }] }, projectId)
    await manager.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: leaving.membership.id } })
    expect((await manager.do(updateTaskTemplate, { params: { templateId: template.id }, body: { subtasks: [...template.subtasks, { title: 'Third' }] } })).subtasks, 'who was named before may stay').toHaveLength(3)
    expect((await use(template.id)).subtasks.map(({ assigneeIds }) => assigneeIds)).toEqual([[], [], []])
    const [first] = (await manager.do(readBoard, { params: { projectId } })).statuses
    await manager.do(endpoints.updateProject, { params: { projectId }, body: { limits: 'enforce' } })
    await manager.do(endpoints.updateStatus, { params: { statusId: first!.id }, body: { limit: 6 } })
    const { status, problem } = await company.employee.call(createTaskFromTemplate, { params: { templateId: template.id }, body: {} })
    expect([status, problem.code]).toEqual([409, 'wip_limit_reached'])
    expect((await manager.do(readBoard, { params: { projectId } })).tasks).toHaveLength(4)
  })

  it('go along when a project is copied: people as far as they may, labels and fields of the copy, numbers from 1', async () => {
    const { admin, manager, employee, team } = company
    const { id: projectId } = await aProject(manager, team.id)
    const label = await manager.do(endpoints.createLabel, { params: { projectId }, body: { name: 'Own', color: 'red' } })
    const shared = await admin.do(endpoints.createOrganizationLabel, { body: { name: nobodysId() } })
    const field = await manager.do(endpoints.createCustomField, { params: { projectId }, body: { name: 'On', kind: 'date' } })
    await make({
      name: 'Weekly', title: 'Week {week} no. {number}', nextNumber: 9, description: 'Long', labelIds: [label.id, shared.id], assigneeIds: [employee.membership.id], customFields: { [field.id]: '2027-03-15' },
      subtasks: [{ title: 'Part', assigneeIds: [employee.membership.id, manager.membership.id] }], checklists: [{ title: 'Steps', items: ['One'] }],
    }, projectId)
    await manager.do(endpoints.updateProject, { params: { projectId }, body: { startOn: '2027-03-01' } })
    const copyOf = async (body: object) => {
      const copy = await manager.do(endpoints.copyProject, { params: { projectId }, body: { name: 'Copy', ...body } })
      const [{ items }, board] = await Promise.all([manager.do(listTaskTemplates, { params: { projectId: copy.id } }), manager.do(readBoard, { params: { projectId: copy.id } })])
      return { template: items[0]!, board }
    }
    const { template, board } = await copyOf({ people: true, startOn: '2027-04-01', isTemplate: true })
    expect(template).toMatchObject({
      name: 'Weekly', title: 'Week {week} no. {number}', nextNumber: 1, description: 'Long', version: 1, projectId: board.project.id, labelIds: [board.labels[0]!.id, shared.id],
      assigneeIds: [employee.membership.id], customFields: { [board.customFields[0]!.id]: '2027-04-15' }, checklists: [{ title: 'Steps', items: ['One'] }],
      subtasks: [{ title: 'Part', assigneeIds: [employee.membership.id, manager.membership.id], estimateMinutes: null, estimatePoints: null }],
    })
    expect((await use(template.id)).task).toMatchObject({ labelIds: [board.labels[0]!.id, shared.id].sort(), assigneeIds: [employee.membership.id] })
    const alone = await copyOf({ tasks: false })
    expect([alone.template.assigneeIds, alone.template.subtasks[0]!.assigneeIds]).toEqual([[], []])
    const screens = { viewers: [manager], snapshots: [templatesOf(alone.board.project.id)] }
    await verifyAction({ ...screens, silent: true }, () => manager.do(updateTaskTemplate, { params: { templateId: alone.template.id }, body: { subtasks: alone.template.subtasks } }))
  })
})
