// Lines of JSON into a project that is there: one bulk change by its rules, everything or nothing, with each wrong line and field named.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aProgram, type Person } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { boardOf } from '../tasks/snapshots.ts'
import { aLabel, aWiderCompany, nobodysId } from '../tasks/company.ts'

const { importIntoProject, readBoard, createTask, createCustomField } = endpoints
const bytesOf = (...lines: object[]) => new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))

describe.each(backends)('importing lines into a project on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const aProject = (name: string) => company.manager.do(endpoints.createProject, { body: { name, teamId: company.team.id } })
  const board = (projectId: string) => company.manager.do(readBoard, { params: { projectId } })
  const send = (projectId: string, lines: object[], { by = company.manager, dryRun, headers }: { by?: Person; dryRun?: 'true'; headers?: Record<string, string> } = {}) =>
    by.call(importIntoProject, { params: { projectId }, query: { ...(dryRun && { dryRun }) }, bytes: bytesOf(...lines), ...(headers && { headers }) })
  const refused = async (projectId: string, lines: object[]) => {
    const { status, problem } = await send(projectId, lines)
    return [status, problem.code, ...(problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)]
  }

  it('takes what was exported from it, with names for ids, on every screen, and one undo takes it back', async () => {
    const { manager, employee } = company
    const project = await aProject('There and back')
    const stage = await manager.do(createCustomField, { params: { projectId: project.id }, body: { name: 'Stage', kind: 'multi_select', options: [{ name: 'Web, mobile' }, { name: 'App' }] } })
    const reviewer = await manager.do(createCustomField, { params: { projectId: project.id }, body: { name: 'Reviewer', kind: 'person' } })
    const label = await aLabel(manager, project.id, 'A, b')
    const { statuses } = await board(project.id)
    await manager.do(createTask, { body: {
      projectId: project.id, title: 'Full', description: 'Two\nlines', statusId: statuses[2]!.id, priority: 'high', progress: 30, labelIds: [label.id], assigneeIds: [employee.membership.id], dueAt: '2026-12-01T10:00:00Z',
      estimateMinutes: 90, estimatePoints: 1.5, customFields: { [stage.id]: stage.options.map(({ id }) => id), [reviewer.id]: employee.membership.id },
    } })
    await manager.do(createTask, { body: { projectId: project.id, title: 'Bare' } })
    const exported = await fetch(`${world.url}/api/tasks/export?format=ndjson&sort=number&projectId=${project.id}`, { headers: { authorization: `Bearer ${manager.token}` } })
    const lines = (await exported.text()).trim().split('\n').map((line) => JSON.parse(line) as object)
    const answer = await verifyAction({ viewers: [manager, employee], snapshots: [boardOf(project.id)] }, () => send(project.id, lines))
    expect([answer.status, answer.data]).toEqual([200, { dryRun: false, tasks: 2, correlationId: expect.any(String) as string, warnings: [] }])
    const { tasks } = await board(project.id)
    const facts = ({ title, statusId, priority, progress, labelIds, assigneeIds, dueAt, estimateMinutes, estimatePoints, customFields }: (typeof tasks)[number]) =>
      ({ title, statusId, priority, progress, labelIds, assigneeIds, dueAt, estimateMinutes, estimatePoints, customFields })
    const ordered = tasks.toSorted((a, b) => a.number - b.number).map(facts)
    expect(ordered).toHaveLength(4)
    expect(ordered.slice(2)).toEqual(ordered.slice(0, 2))
    await manager.do(endpoints.undo, { body: { correlationId: answer.data.correlationId } })
    expect((await board(project.id)).tasks).toHaveLength(2)
  })

  it('takes ids too, puts archived ones away, and does nothing in a dry run', async () => {
    const project = await aProject('By ids')
    const { statuses } = await board(project.id)
    const lines = [{ title: 'By id', status: statuses[1]!.id, assignees: [company.employee.membership.id] }, { title: 'Put away', archived: true }, { title: 'First status' }]
    expect((await send(project.id, lines, { dryRun: 'true' })).data).toMatchObject({ dryRun: true, tasks: 3 })
    expect((await board(project.id)).tasks).toEqual([])
    await send(project.id, lines)
    expect((await board(project.id)).tasks.map(({ title, statusId }) => [title, statusId]).sort()).toEqual([['By id', statuses[1]!.id], ['First status', statuses[0]!.id]])
    const { items } = await company.manager.do(endpoints.listTasks, { query: { projectId: project.id, archived: 'true' } })
    expect(items.map(({ title }) => title)).toEqual(['Put away'])
  })

  it('names what the project has not, and what does not fit a field, and keeps nothing', async () => {
    const { manager, stranger } = company
    const project = await aProject('Strict')
    await manager.do(createCustomField, { params: { projectId: project.id }, body: { name: 'Cost/unit', kind: 'number' } })
    await manager.do(createCustomField, { params: { projectId: project.id }, body: { name: 'Stage', kind: 'select', options: [{ name: 'Draft' }] } })
    expect(await refused(project.id, [
      { title: 'Fine' }, { title: 'x', status: 'Nowhere', labels: ['None'], assignees: ['Tove', stranger.membership.id] }, { title: 'x', customFields: { Stage: 'Gone', Other: 1 } },
    ])).toEqual([422, 'invalid_import', '/lines/2/status invalid_reference', '/lines/2/labels/0 invalid_reference', '/lines/2/assignees/1 invalid_reference', '/lines/3/customFields/Stage invalid_reference',
      '/lines/3/customFields/Other invalid_reference'])
    expect(await refused(project.id, [{ key: 'Self', title: 'x', parent: 'Self' }, { key: 'a', title: 'x', blocks: 'b' }, { key: 'b', title: 'x', blocks: 'a' }])).toEqual([422, 'invalid_import', '/lines/1/parent invalid_reference', '/lines/3/blocks invalid_reference'])
    const misfit = await refused(project.id, [{ title: 'Fine' }, { title: 'x', customFields: { 'Cost/unit': 'much' } }])
    expect(misfit.slice(0, 2)).toEqual([422, 'invalid_import'])
    expect(misfit[2]).toContain('/lines/2/customFields/Cost~1unit ')
    expect((await board(project.id)).tasks).toEqual([])
  })

  it('tells of what the lines only count, and names a hundred wrong places at most', async () => {
    const project = await aProject('Counted')
    expect((await send(project.id, [{ title: 'a', comments: 2 }, { title: 'b', comments: 1, attachments: 1 }])).data.warnings.map(({ code, count }) => [code, count])).toEqual([['counted_comments', 3], ['counted_attachments', 1]])
    const wrong = await send(project.id, Array.from({ length: 5000 }, () => ({ title: 'x', labels: ['None', 'Neither'], status: 'Nowhere' })))
    expect([wrong.status, wrong.problem.errors!.length, wrong.problem.errors!.at(-1)!.pointer]).toEqual([422, 100, '/lines/34/status'])
    expect(await refused(project.id, Array.from({ length: 2501 }, () => ({ title: 'x', labels: ['None'], archived: true })))).toEqual([422, 'invalid_import', '/lines/2501 too_large'])
  })

  it('keeps the limits of the workflow, and comes in once under an Idempotency-Key', async () => {
    const { manager } = company
    const project = await aProject('Limited')
    const { statuses } = await board(project.id)
    await manager.do(endpoints.updateStatus, { params: { statusId: statuses[1]!.id }, body: { limit: 2 } })
    const lines = (count: number) => Array.from({ length: count }, (_, index) => ({ title: `Task ${index}`, status: statuses[1]!.name }))
    expect(await refused(project.id, lines(3))).toEqual([422, 'invalid_import', '/lines/3/status wip_limit_reached'])
    expect((await board(project.id)).tasks).toEqual([])
    const headers = { 'Idempotency-Key': randomUUID() }
    const [one, again, other] = [await send(project.id, lines(2), { headers }), await send(project.id, lines(2), { headers }), await send(project.id, lines(1), { headers })]
    expect([one.status, again.data.correlationId === one.data.correlationId, other.problem.code]).toEqual([200, true, 'idempotency_mismatch'])
    expect((await board(project.id)).tasks).toHaveLength(2)
  })

  it('brings checklists, comments and links with them, subtasks and what blocks what, on every screen, and one undo takes all back', async () => {
    const { manager, employee } = company
    const project = await aProject('Whole')
    const lines = [
      { key: 'X-2', title: 'Below', parent: 'X-1', blocks: ['X-3'], checklists: [{ title: 'Steps', items: [{ text: 'One', done: true }, { text: 'Two' }] }] },
      { key: 'X-1', title: 'Top', comments: [{ author: 'Ann', text: 'Hello', at: '2026-01-02T03:04:05Z' }], attachments: [{ name: 'Site', url: 'https://example.org/a' }] },
      { key: 'X-3', title: 'Waits', relates: ['X-1'], duplicates: ['X-9'] },
    ]
    const tried = await send(project.id, lines, { dryRun: 'true' })
    expect([tried.status, (await board(project.id)).tasks]).toEqual([200, []])
    const answer = await verifyAction({ viewers: [manager, employee], snapshots: [boardOf(project.id)] }, () => send(project.id, lines))
    expect(answer.data).toMatchObject({ tasks: 3, warnings: [{ code: 'unknown_task', where: '/lines/3/duplicates' }] })
    const { tasks } = await board(project.id)
    const [below, top, waits] = ['Below', 'Top', 'Waits'].map((title) => tasks.find((task) => task.title === title)!)
    expect(below).toMatchObject({ parentId: top!.id, checklistDone: 1, checklistTotal: 2 })
    expect([top!.subtaskTotal, top!.commentCount, top!.attachmentCount, waits!.openBlockers]).toEqual([1, 1, 1, 1])
    const detail = await employee.do(endpoints.readTaskDetail, { params: { taskId: top!.id } })
    expect([detail.comments, detail.attachments, detail.links]).toMatchObject([[{ body: 'Hello', authorId: null, importedAuthor: 'Ann', createdAt: '2026-01-02T03:04:05.000Z' }], [{ kind: 'link', name: 'Site', url: 'https://example.org/a' }], [{ kind: 'relates' }]])
    const { correlationId } = await verifyAction({ viewers: [manager, employee], snapshots: [boardOf(project.id)] }, () => manager.do(endpoints.undo, { body: { correlationId: answer.data.correlationId } }))
    expect((await board(project.id)).tasks).toEqual([])
    await manager.do(endpoints.undo, { body: { correlationId } })
    expect((await board(project.id)).tasks).toHaveLength(3)
  })

  it('gives numbers and places in the order of the lines, wherever parents stand, and writes many comments in parts', async () => {
    const project = await aProject('Ordered')
    const comments = Array.from({ length: 1200 }, (_, index) => ({ author: 'Ann', text: `Word ${index}`, at: '2026-01-02T03:04:05Z' }))
    const lines = [{ key: 'a', title: 'Low', parent: 'b' }, { title: 'Alone' }, { key: 'b', title: 'Middle', parent: 'c' }, { title: 'Last but one', comments }, { key: 'c', title: 'Top' }]
    expect((await send(project.id, lines)).status).toBe(200)
    const { tasks } = await board(project.id)
    const ordered = tasks.toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    expect(ordered.map(({ key, title, version }) => [key, title, version])).toEqual(lines.map(({ title }, index) => [`${project.key}-${index + 1}`, title, 1]))
    const parents = new Map(tasks.map(({ id, title }) => [id, title]))
    expect(ordered.map(({ parentId, subtaskTotal, commentCount }) => [parentId && parents.get(parentId), subtaskTotal, commentCount]))
      .toEqual([['Middle', 0, 0], [null, 0, 0], ['Top', 1, 0], [null, 0, 1200], [null, 1, 0]])
  })

  it('counts links once, and only those between the lines', async () => {
    const project = await aProject('Linked')
    const linked = (more: number) => [
      { key: 'a', title: 'a', blocks: ['b'], relates: Array.from({ length: 40 }, (_, index) => `gone-${index}`) }, { key: 'b', title: 'b', blockedBy: ['a'] }, ...Array.from({ length: more }, () => ({ title: 'x', archived: true })),
    ]
    expect((await send(project.id, linked(2498), { dryRun: 'true' })).status).toBe(200)
    expect(await refused(project.id, linked(2499))).toEqual([422, 'invalid_import', '/lines/2501 too_large'])
  })

  it('takes comments of a token only with the scope of imports', async () => {
    const project = await aProject('By programs')
    const said = [{ title: 'x', comments: [{ author: 'Ann', text: 'Said' }] }]
    const narrow = await aProgram(world, company.manager, ['tasks:write'])
    const [without, denied] = [await send(project.id, [{ title: 'x' }], { by: narrow }), await send(project.id, said, { by: narrow })]
    expect([without.status, denied.status, denied.problem.code, (await board(project.id)).tasks.length]).toEqual([200, 403, 'insufficient_scope', 1])
    expect((await send(project.id, said, { by: await aProgram(world, company.manager, ['tasks:write', 'projects:write']) })).status).toBe(200)
  })

  it('says who may bring what others said, how deep subtasks go, and how much comes in at once', async () => {
    const project = await aProject('Bounds')
    const said = await send(project.id, [{ title: 'Fine', checklists: [{ title: 'Own' }] }, { title: 'x', comments: [{ author: 'Ann', text: 'Said' }] }], { by: company.employee })
    expect([said.status, said.problem.errors!.map(({ pointer, code, detail }) => [pointer, code, detail])]).toEqual([422, [['/lines/2/comments', 'forbidden', 'What others said is brought in by the manager of the team or an admin']]])
    const family = Array.from({ length: 6 }, (_, level) => ({ key: `L${level}`, title: 'x', ...(level > 0 && { parent: `L${level - 1}` }) })).toReversed()
    expect(await refused(project.id, family)).toEqual([422, 'invalid_import', '/lines/1/parent invalid_reference'])
    expect((await send(project.id, family.slice(1), { by: company.employee })).status).toBe(200)
    const items = Array.from({ length: 2499 }, () => ({ text: 'x' }))
    expect(await refused(project.id, [{ title: 'a', checklists: [{ title: 'x', items }] }, { title: 'b', checklists: [{ title: 'x', items }] }])).toEqual([422, 'invalid_import', '/lines/2 too_large'])
    expect((await board(project.id)).tasks).toHaveLength(5)
  })

  it('is for whoever may make tasks there', async () => {
    const { manager, employee, stranger, foreigner, team } = company
    const project = await aProject('Whose')
    const statusFor = async (by: Person, id = project.id) => (await send(id, [{ title: 'x' }], { by })).status
    expect([await statusFor(employee), await statusFor(stranger), await statusFor(foreigner), await statusFor(manager, nobodysId())]).toEqual([200, 404, 404, 404])
    await manager.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { settings: { onlyManagersCreateTasks: true } } })
    expect([await statusFor(employee), await statusFor(manager)]).toEqual([403, 200])
    await manager.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { settings: { onlyManagersCreateTasks: false } } })
    expect(await refused(project.id, Array.from({ length: 5001 }, () => ({ title: 'x' })))).toEqual([422, 'invalid_import', '/lines/5001 too_large'])
  })
})
