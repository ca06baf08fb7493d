// Undo of what a project and a team keep beside tasks: templates of tasks, shared views, files; and of how a team is called and where it belongs.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { aMember, aProgram, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aLabel, aWiderCompany } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'
import { workspaceOf } from '../teams/workspace-snapshot.ts'

const DAY = 24 * 60 * 60 * 1000
const { undo, createTaskTemplate, updateTaskTemplate, deleteTaskTemplate, listTaskTemplates, createView, updateView, deleteView, updateTeam } = endpoints

describe.each(backends)('undo of what is kept beside tasks on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => (company = await aWiderCompany(world)))
  afterEach(() => setClock())

  const take = (body: BodyInputOf<typeof undo>, by: Person = company.manager) => by.do(undo, { body })
  const refused = async (body: BodyInputOf<typeof undo>, by: Person = company.manager) => {
    const { status, problem } = await by.call(undo, { body })
    return [status, problem.code, problem.errors?.[0]?.detail]
  }
  const eventOf = async (action: () => Promise<unknown>, teamId = company.team.id): Promise<StreamEvent> => {
    await action()
    return (await eventsAfter(company.admin, teamStream(teamId), 0)).at(-1)!
  }
  const screens = () => ({ viewers: [company.manager, company.employee], snapshots: [boardOf(company.project.id), workspaceOf(company.team.id), overviewOf] })

  const all = async () => {
    const { manager, employee, project, team } = company
    const [templates, views, files, ofTeam, told] = await Promise.all([
      manager.do(listTaskTemplates, { params: { projectId: project.id } }), employee.do(endpoints.listViews, {}),
      manager.do(endpoints.listProjectFiles, { params: { projectId: project.id } }), manager.do(endpoints.listTeamFiles, { params: { teamId: team.id } }), manager.do(endpoints.readTeam, { params: { teamId: team.id } }),
    ])
    const kept = { templates: templates.items, views: views.items.toSorted((a, b) => (a.id < b.id ? -1 : 1)), files: files.items, ofTeam: ofTeam.items, told }
    return JSON.parse(JSON.stringify(kept, (name, value: unknown) => (name === 'version' || name === 'updatedAt' ? undefined : value))) as object
  }

  /** Taken back and done again, on every screen; what was taken back already is refused. */
  async function backAndForth(change: () => Promise<unknown>, by = company.manager): Promise<StreamEvent> {
    const before = await all()
    const event = await eventOf(change)
    const after = await all()
    expect(after).not.toEqual(before)
    const { correlationId, undone } = await verifyAction(screens(), () => take({ eventIds: [event.id] }, by))
    expect(undone).toMatchObject([{ eventId: event.id, type: event.type, taskId: null }])
    expect(await all(), `${event.type} taken back`).toEqual(before)
    expect((await refused({ eventIds: [event.id] }, by)).slice(0, 2), `${event.type} twice`).toEqual([409, 'undo_conflict'])
    await verifyAction(screens(), () => take({ correlationId }, by))
    expect(await all(), `${event.type} done again`).toEqual(after)
    return event
  }

  it('templates of tasks: made, changed in all that they hold, deleted', async () => {
    const { manager, employee, project } = company
    const label = await aLabel(manager, project.id, 'Kept')
    const [field, other] = [await manager.do(endpoints.createCustomField, { params: { projectId: project.id }, body: { name: 'A', kind: 'text' } }), await manager.do(endpoints.createCustomField, { params: { projectId: project.id }, body: { name: 'B', kind: 'number' } })]
    const create = (name: string) => () => manager.do(createTaskTemplate, { params: { projectId: project.id }, body: {
      name, title: 'Week {week}', description: 'y'.repeat(9000), subtasks: [{ title: 'One', assigneeIds: [employee.membership.id], estimateMinutes: 5 }], checklists: [{ title: 'Steps', items: ['a'] }], customFields: { [field.id]: 'x' },
    } })
    await backAndForth(create('First'))
    const { id: templateId } = await create('Second')()
    const change = (body: BodyInputOf<typeof updateTaskTemplate>) => () => manager.do(updateTaskTemplate, { params: { templateId }, body })
    await backAndForth(change({ name: 'Third', title: 'Other', labelIds: [label.id], priority: 'high', nextNumber: 4 }))
    await backAndForth(change({ description: 'z'.repeat(9000), subtasks: [{ title: 'Two' }], checklists: [] }))
    const values = await backAndForth(change({ customFields: { [field.id]: null, [other.id]: 7 } }))
    await backAndForth(() => manager.do(deleteTaskTemplate, { params: { templateId } }))
    expect((await refused({ eventIds: [values.id] })).slice(0, 2), 'what is deleted has no fields').toEqual([409, 'undo_conflict'])
    const program = await aProgram(world, manager, ['tasks:write'])
    const made = await eventOf(create('Fourth'))
    expect((await refused({ eventIds: [made.id] }, program)).slice(0, 2)).toEqual([403, 'insufficient_scope'])
    expect((await refused({ eventIds: [made.id] }, employee)).slice(0, 2)).toEqual([403, 'forbidden'])
    await change({ name: 'Fifth' })
    const { template } = made.data as { template: { id: string } }
    await manager.do(updateTaskTemplate, { params: { templateId: template.id }, body: { title: 'Changed' } })
    expect(await refused({ eventIds: [made.id] })).toEqual([409, 'undo_conflict', 'The template Fourth was changed since.'])
  })

  it('a template that was deleted twice comes back by its last deletion only, and not beside one of its name', async () => {
    const { manager, project } = company
    const create = (name: string) => manager.do(createTaskTemplate, { params: { projectId: project.id }, body: { name, title: 'Old' } })
    const { id: templateId } = await create('Twice')
    const remove = () => eventOf(() => manager.do(deleteTaskTemplate, { params: { templateId } }))
    const first = await remove()
    await take({ eventIds: [first.id] })
    await manager.do(updateTaskTemplate, { params: { templateId }, body: { title: 'New' } })
    const second = await remove()
    expect((await refused({ eventIds: [first.id] })).slice(0, 2)).toEqual([409, 'undo_conflict'])
    const taken = await create('Twice')
    expect((await refused({ eventIds: [second.id] }))[2]).toContain('has a template "Twice" already')
    await manager.do(deleteTaskTemplate, { params: { templateId: taken.id } })
    await take({ eventIds: [second.id] })
    const { items } = await manager.do(listTaskTemplates, { params: { projectId: project.id } })
    expect(items.find(({ id }) => id === templateId)?.title).toBe('New')
  })

  it('shared views of a project and of a team: made, changed, shared, taken back from the team, deleted', async () => {
    const { manager, employee, project, team } = company
    for (const place of [{ projectId: project.id }, { teamId: team.id }]) {
      const create = (name: string, isShared: boolean) => employee.do(createView, { body: { ...place, name, isShared, filter: 'priority=high', columns: ['key', 'title'] } })
      await backAndForth(() => create('Hot', true), employee)
      const { id: viewId } = await create('Hotter', true)
      const change = (body: BodyInputOf<typeof updateView>) => () => employee.do(updateView, { params: { viewId }, body })
      await backAndForth(change({ name: 'Hottest', sort: 'dueAt', kind: 'table', columns: null }))
      await backAndForth(() => employee.do(deleteView, { params: { viewId } }), employee)
      const { id: ownId } = await create('Mine', false)
      const share = (isShared: boolean) => () => employee.do(updateView, { params: { viewId: ownId }, body: { isShared } })
      await backAndForth(share(true), employee)
      const shared = await manager.do(endpoints.readView, { params: { viewId: ownId } })
      expect(shared.isShared).toBe(true)
      await backAndForth(share(false), employee)
      const last = (await eventsAfter(manager, teamStream(team.id), 0)).filter(({ type }) => type === 'view.deleted').at(-1)
      expect(JSON.stringify(last), 'the team is not told what somebody has for themselves').not.toContain('priority=high')
    }
  })

  it('files of a project and of a team: added, removed, as long as the trash keeps them', async () => {
    const { manager, employee, stranger, project, team } = company
    const bytes = new TextEncoder().encode('plan')
    const places = [
      (name: string) => employee.do(endpoints.uploadProjectFile, { params: { projectId: project.id }, query: { name }, bytes }),
      (name: string) => employee.do(endpoints.uploadTeamFile, { params: { teamId: team.id }, query: { name }, bytes }),
    ]
    for (const upload of places) {
      await backAndForth(() => upload('added.txt'), employee)
      const { id: attachmentId } = await upload('removed.txt')
      const removed = await backAndForth(() => employee.do(endpoints.deleteAttachment, { params: { attachmentId } }))
      expect((await employee.call(endpoints.deleteAttachment, { params: { attachmentId } })).status, 'what is in the trash is nowhere else').toBe(404)
      expect((await refused({ eventIds: [removed.id] }, stranger)).slice(0, 2)).toEqual([404, 'not_found'])
      const program = await aProgram(world, manager, ['tasks:write'])
      const began = Date.now()
      setClock(() => began + 31 * DAY)
      expect(await refused({ eventIds: [removed.id] }, program)).toEqual([409, 'undo_conflict', 'The file is not there any more.'])
      setClock()
    }
  })

  it('a team: its name, words, settings, time zone and department, each by who may change it', async () => {
    const { admin, manager, employee, team } = company
    const change = (body: BodyInputOf<typeof updateTeam>, by = admin) => () => by.do(updateTeam, { params: { teamId: team.id }, body })
    await backAndForth(change({ name: 'Renamed', description: 'Words', timezone: 'Europe/Berlin', settings: { membersEditAllTasks: true } }, manager))
    await backAndForth(change({ description: '日'.repeat(8000) }, manager))
    const [one, other] = [await admin.do(endpoints.createDepartment, { body: { name: 'One' } }), await admin.do(endpoints.createDepartment, { body: { name: 'Other' } })]
    await backAndForth(change({ departmentId: one.id }), admin)
    const moved = await backAndForth(change({ departmentId: other.id }), admin)
    expect((await refused({ eventIds: [moved.id] }, manager)).slice(0, 2)).toEqual([403, 'forbidden'])
    expect((await refused({ eventIds: [moved.id] }, employee)).slice(0, 2)).toEqual([403, 'forbidden'])
    await admin.do(endpoints.deleteDepartment, { params: { departmentId: one.id } })
    expect((await refused({ eventIds: [moved.id] }, admin)).slice(0, 2), 'the department is gone').toEqual([409, 'undo_conflict'])
  })

  it('who manages a team is appointed anew, and the refusal says so', async () => {
    const { admin } = company
    const [first, second] = [await aMember(world, admin, 'manager', []), await aMember(world, admin, 'manager', [])]
    const team = await aTeam(admin, [first.membership.id, second.membership.id])
    await admin.do(updateTeam, { params: { teamId: team.id }, body: { managerId: first.membership.id } })
    const appointed = await eventOf(() => admin.do(updateTeam, { params: { teamId: team.id }, body: { managerId: second.membership.id } }), team.id)
    expect(await refused({ eventIds: [appointed.id] }, admin)).toEqual([422, 'not_undoable', 'Who manages a team is appointed, not taken back.'])
  })
})
