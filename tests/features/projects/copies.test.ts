// Copies of projects and templates (S70, X15): all parts with ids of their own, nothing done yet, days moved, one transaction.
import { beforeAll, describe, expect, it } from 'vitest'
import { boardSnapshot, boardState, reduceAll } from '../../../client/features/board/board.reducer.ts'
import type { Board, Project } from '../../../shared/features/projects.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aMember, aProject, aTask, aTeam } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aLabel, aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'

const { archiveProject, copyProject, createMilestone, createProject, createTask, createTaskLink, listProjects, listTasks, readBoard, readTaskDetail, search, updateProject } = endpoints

describe.each(backends)('copies of projects on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let original: Project
  beforeAll(async () => {
    company = await aWiderCompany(world)
    original = await aFurnishedProject()
  })

  /** In spring, before Berlin puts its clocks forward. */
  async function aFurnishedProject(): Promise<Project> {
    const { manager, employee, team } = company
    await manager.do(endpoints.updateProfile, { body: { timezone: 'Europe/Berlin' } })
    const project = await manager.do(createProject, { body: {
      name: 'Launch', teamId: team.id, description: 'With **words**', priority: 'high', startOn: '2027-03-01', dueOn: '2027-03-31', scope: 'All', objectives: 'Soon',
      health: 'at_risk', healthNote: 'Late', managerId: employee.membership.id, limits: 'warn',
      statuses: [
        { name: 'Old', category: 'todo', archived: true }, { name: 'To do', category: 'todo', next: [2] },
        { name: 'Doing', category: 'active', limit: 3, next: [1, 3] }, { name: 'Done', category: 'done' },
      ],
    } })
    const projectId = project.id
    const { statuses } = await manager.do(readBoard, { params: { projectId } })
    const label = await aLabel(manager, projectId, 'Urgent')
    await manager.do(createMilestone, { params: { projectId }, body: { name: 'Beta', dueOn: '2027-03-20' } })
    await manager.do(endpoints.setProjectMember, { params: { projectId, memberId: employee.membership.id }, body: { role: 'Design', hoursPerWeek: 12, startOn: '2027-03-01', endOn: '2027-03-31' } })
    const field = (body: { name: string; kind: 'select' | 'date' | 'person'; options?: { name: string }[] }) => manager.do(endpoints.createCustomField, { params: { projectId }, body })
    const [size, review, owner] = [await field({ name: 'Size', kind: 'select', options: [{ name: 'S' }, { name: 'L' }] }), await field({ name: 'Review', kind: 'date' }), await field({ name: 'Owner', kind: 'person' })]
    const make = (body: object) => manager.do(createTask, { body: { projectId, title: 'Task', ...body } })
    const parent = await make({ title: 'Parent', statusId: statuses[2]!.id, description: 'Long', priority: 'low', labelIds: [label.id], assigneeIds: [employee.membership.id], dueAt: '2027-03-20T16:00:00.000Z', estimateMinutes: 90,
      customFields: { [size.id]: size.options[1]!.id, [review.id]: '2027-03-15', [owner.id]: employee.membership.id } })
    const child = await make({ title: 'Child', statusId: statuses[3]!.id, parentId: parent.id, progress: 100, startAt: '2027-03-02T08:30:00.500Z' })
    await manager.do(createTaskLink, { params: { taskId: child.id }, body: { kind: 'blocks', otherTaskId: parent.id } })
    const list = await manager.do(endpoints.createChecklist, { params: { taskId: parent.id }, body: { title: 'Steps' } })
    const item = await manager.do(endpoints.createChecklistItem, { params: { checklistId: list.id }, body: { text: 'First' } })
    await manager.do(endpoints.updateChecklistItem, { params: { itemId: item.id }, body: { done: true } })
    await manager.do(endpoints.createChecklistItem, { params: { checklistId: list.id }, body: { text: 'Second' } })
    await manager.do(endpoints.createComment, { params: { taskId: parent.id }, body: { body: 'Not copied' } })
    const gone = await make({ title: 'Archived' })
    await manager.do(endpoints.archiveTask, { params: { taskId: gone.id }, body: { archived: true } })
    await manager.do(endpoints.deleteTask, { params: { taskId: (await make({ title: 'Deleted' })).id } })
    return manager.do(endpoints.readProject, { params: { projectId } })
  }

  const copy = (body: object = {}) => company.manager.do(copyProject, { params: { projectId: original.id }, body: { name: 'Again', ...body } })
  const boardAs = (projectId: string): Promise<Board> => company.manager.do(readBoard, { params: { projectId } })
  async function fieldsIn(projectId: string, { customFields: values }: BoardTask) {
    const { customFields } = await boardAs(projectId)
    return Object.fromEntries(customFields.flatMap(({ id, name, options }) => {
      const value = values[id]
      return value === undefined ? [] : [[name, options.find((option) => option.id === value)?.name ?? value]]
    }))
  }
  const peopleOf = async (projectId: string) => (await company.manager.do(endpoints.listProjectMembers, { params: { projectId } })).items
  const named = ({ tasks }: Board, title: string) => tasks.find((task) => task.title === title)!

  it('a copy has all parts of its own, with nothing done yet, and its events build the same screens', async () => {
    const { manager, employee, team } = company
    const viewers = { viewers: [manager, employee], snapshots: [overviewOf, boardOf(original.id)] }
    const before = (await boardAs(original.id)).offset
    const made = await verifyAction(viewers, () => copy())
    expect(made).toMatchObject({
      name: 'Again', teamId: team.id, description: original.description, priority: 'high', scope: 'All', objectives: 'Soon', limits: 'warn', isTemplate: false,
      status: 'active', health: null, healthNote: '', managerId: null, startOn: '2027-03-01', dueOn: '2027-03-31', archivedAt: null, createdById: manager.membership.id,
    })
    const [old, board] = [await boardAs(original.id), await boardAs(made.id)]
    expect(board.statuses.map(({ name, category, archived, limit }) => [name, category, archived, limit])).toEqual(old.statuses.map(({ name, category, archived, limit }) => [name, category, archived, limit]))
    const nextOf = ({ statuses }: Board) => statuses.map(({ nextStatusIds }) => nextStatusIds && nextStatusIds.map((id) => statuses.findIndex((status) => status.id === id)))
    expect(nextOf(board)).toEqual(nextOf(old))
    expect(board.milestones.map(({ name, dueOn, doneAt }) => [name, dueOn, doneAt])).toEqual([['Beta', '2027-03-20', null]])
    expect(board.tasks.map(({ key, title }) => [key, title]).toSorted()).toEqual([[`${made.key}-1`, 'Parent'], [`${made.key}-2`, 'Child']])
    const [parent, child] = [named(board, 'Parent'), named(board, 'Child')]
    expect(parent).toMatchObject({
      statusId: board.statuses[2]!.id, labelIds: board.labels.map(({ id }) => id), assigneeIds: [], estimateMinutes: 90, priority: 'low', checklistDone: 0, checklistTotal: 2,
      commentCount: 0, subtaskDone: 0, subtaskTotal: 1, openBlockers: 1, dueAt: '2027-03-20T16:00:00.000Z', version: 1,
    })
    expect(child).toMatchObject({ statusId: board.statuses[1]!.id, parentId: parent.id, progress: 0, startAt: '2027-03-02T08:30:00.500Z' })
    const detail = await manager.do(readTaskDetail, { params: { taskId: parent.id } })
    expect(detail.task.description).toBe('Long')
    expect(detail.checklists.map(({ title, items }) => [title, items.map(({ text, done }) => [text, done])])).toEqual([['Steps', [['First', false], ['Second', false]]]])
    expect(await fieldsIn(made.id, parent)).toEqual({ Size: 'L', Review: '2027-03-15' })
    expect(await peopleOf(made.id)).toEqual([])
    const all = [old, board].map(({ tasks, labels, statuses, milestones, customFields }) => [...tasks, ...labels, ...statuses, ...milestones, ...customFields].map(({ id }) => id))
    expect(all[0]!.filter((id) => all[1]!.includes(id))).toEqual([])

    const events = await eventsAfter(manager, teamStream(team.id), before)
    expect([...new Set(events.map(({ type }) => type))]).toEqual(['project.created', 'batch.applied'])
    const empty = boardState({ ...board, statuses: [], labels: [], milestones: [], customFields: [], tasks: [], offset: events[0]!.offset })
    expect(boardSnapshot(reduceAll(empty, events.slice(1)).state)).toEqual(boardSnapshot(boardState(board)))
    expect(await boardAs(original.id)).toMatchObject({ tasks: old.tasks })
  })

  it('moves every day with the start, and a clock in Berlin shows the same hour in summer', async () => {
    const made = await copy({ startOn: '2027-04-01', people: true })
    expect(made).toMatchObject({ startOn: '2027-04-01', dueOn: '2027-05-01', managerId: company.employee.membership.id })
    const board = await boardAs(made.id)
    expect(board.milestones.map(({ dueOn }) => dueOn)).toEqual(['2027-04-20'])
    expect(await peopleOf(made.id)).toMatchObject([{ projectId: made.id, memberId: company.employee.membership.id, role: 'Design', hoursPerWeek: 12, startOn: '2027-04-01', endOn: '2027-05-01' }])
    expect(named(board, 'Parent')).toMatchObject({ dueAt: '2027-04-20T15:00:00.000Z', assigneeIds: [company.employee.membership.id] })
    expect(await fieldsIn(made.id, named(board, 'Parent'))).toEqual({ Size: 'L', Review: '2027-04-15', Owner: company.employee.membership.id })
    expect(named(board, 'Child')).toMatchObject({ startAt: '2027-04-02T07:30:00.500Z' })
    const { problem, status } = await company.manager.call(copyProject, { params: { projectId: original.id }, body: { name: 'Late', startOn: '9999-12-31' } })
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, '/startOn'])
    const beyondPlans = await company.manager.call(copyProject, { params: { projectId: original.id }, body: { name: 'Late', startOn: '2200-01-01', people: true } })
    expect([beyondPlans.status, beyondPlans.problem.errors?.[0]?.pointer], 'people are planned until 2199').toEqual([422, '/startOn'])
    expect((await copy({ startOn: '2200-01-01' })).startOn, 'and without them it goes').toBe('2200-01-01')
  })

  it('goes to another team without those who are not in it, and without tasks when they are left out', async () => {
    const { admin, employee, manager } = company
    const team = await aTeam(admin, [manager.membership.id])
    await admin.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { managerId: manager.membership.id } })
    const made = await copy({ teamId: team.id, people: true })
    expect(made).toMatchObject({ teamId: team.id, managerId: null })
    expect([named(await boardAs(made.id), 'Parent').assigneeIds, await peopleOf(made.id)]).toEqual([[], []])
    const bare = await boardAs((await copy({ tasks: false })).id)
    expect([bare.tasks, bare.labels.length, bare.milestones.length, bare.statuses.length]).toEqual([[], 1, 1, 4])
    expect(employee.membership.status).toBe('active')
  })

  it('X15 is made by who may create projects in the team, of what they see', async () => {
    const { manager, employee, stranger, foreigner, otherTeam, otherProject, foreignProject } = company
    const tries = async (by: typeof manager, projectId: string, body: object = {}) => {
      const { status, problem } = await by.call(copyProject, { params: { projectId }, body: { name: 'Mine', ...body } })
      return [status, problem.code]
    }
    expect(await tries(employee, original.id)).toEqual([403, 'forbidden'])
    for (const by of [stranger, foreigner]) expect(await tries(by, original.id)).toEqual([404, 'not_found'])
    for (const id of [nobodysId(), otherProject.id, foreignProject.id, 'no-id']) expect(await tries(manager, id)).toEqual([404, 'not_found'])
    for (const teamId of [nobodysId(), otherTeam.id]) expect(await tries(manager, original.id, { teamId })).toEqual([404, 'not_found'])
    const member = await aMember(world, company.admin, 'manager', [company.team.id], 'Mo')
    expect(await tries(member, original.id)).toEqual([403, 'forbidden'])
    const { status, problem } = await manager.call(copyProject, { params: { projectId: original.id }, body: { name: '', startOn: 'soon' } })
    expect([status, problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/name', '/startOn']])
  })

  it('S70 a template is listed only where it is asked for, and its tasks are nobody\'s work', async () => {
    const { manager, employee, team } = company
    const template = await copy({ name: 'Blueprint', isTemplate: true, people: true })
    const listed = async (query: object) => (await manager.do(listProjects, { query: { teamId: team.id, limit: 200, ...query } })).items.map(({ id }) => id)
    expect(await listed({})).not.toContain(template.id)
    expect(await listed({ template: 'true' })).toEqual([template.id])
    expect(await listed({ template: 'any' })).toEqual(expect.arrayContaining([template.id, original.id]))
    const work = async (query: object) => (await employee.do(listTasks, { query: { assigneeId: employee.membership.id, ...query } })).items.map(({ projectId }) => projectId)
    expect(await work({})).not.toContain(template.id)
    expect(await work({ projectId: template.id })).toEqual([template.id])
    expect(await work({ filter: `project=${template.id}` })).toEqual([template.id])
    for (const filter of [`project!=${original.id}`, `not project=${original.id}`, `project=${original.id} or assignee=me`]) {
      expect(await work({ filter }), filter).not.toContain(template.id)
    }
    const found = async (query: object) => (await manager.do(search, { query: { q: 'Parent', ...query } })).tasks.map(({ task }) => task.projectId)
    expect(await found({})).not.toContain(template.id)
    expect(await found({ projectId: template.id })).toEqual([template.id])

    const made = await manager.do(copyProject, { params: { projectId: template.id }, body: { name: 'From it' } })
    expect([made.isTemplate, (await boardAs(made.id)).tasks.length]).toEqual([false, 2])
    const turned = await verifyAction({ viewers: [manager], snapshots: [overviewOf, boardOf(made.id)] }, () =>
      manager.do(updateProject, { params: { projectId: made.id }, body: { isTemplate: true } }))
    expect(turned.isTemplate).toBe(true)
  })

  it('S70 an archived project leaves the lists and comes back, told to everybody', async () => {
    const { manager, employee, stranger, team } = company
    const { id: projectId } = await aProject(manager, team.id)
    await aTask(manager, projectId, 'Put away')
    const screens = { viewers: [manager, employee], snapshots: [overviewOf, boardOf(projectId)] }
    const put = (archived: boolean) => manager.do(archiveProject, { params: { projectId }, body: { archived } })
    const listed = async (query: object) => (await manager.do(listProjects, { query: { teamId: team.id, limit: 200, ...query } })).items.some(({ id }) => id === projectId)
    const archived = await verifyAction(screens, () => put(true))
    expect(archived.archivedAt).not.toBeNull()
    await verifyAction({ ...screens, silent: true }, () => put(true))
    expect([await listed({}), await listed({ archived: 'true' }), await listed({ archived: 'any' })]).toEqual([false, true, true])
    const found = async (query: object) => (await manager.do(search, { query: { q: 'Put away', ...query } })).tasks.length
    expect([await found({}), await found({ archived: 'true' })]).toEqual([0, 1])
    expect((await verifyAction(screens, () => put(false))).archivedAt).toBeNull()
    expect(await listed({})).toBe(true)
    const codes = []
    for (const by of [employee, stranger]) codes.push((await by.call(archiveProject, { params: { projectId }, body: { archived: true } })).status)
    expect(codes).toEqual([403, 404])
    const stale = await manager.call(archiveProject, { params: { projectId }, body: { archived: true }, headers: { 'If-Match': '"1"' } })
    expect(stale.status).toBe(412)
  })
})
