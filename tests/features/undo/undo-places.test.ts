// Undo of what tasks stand in: projects, milestones, labels, statuses, custom fields, goals, posts.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { organizationStream, teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { LATER_DELETIONS } from '../../../server/features/undo/later-place-deletions.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { aProgram, aProject, aTask, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { asOwner } from '../../tenancy/owner.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aLabel, aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'
import { workspaceOf } from '../teams/workspace-snapshot.ts'

const DAY = 24 * 60 * 60 * 1000
const { undo, updateProject } = endpoints

/** The nodes of a plan that read the events. */
function scansOf(plan: unknown): Record<string, unknown>[] {
  if (typeof plan !== 'object' || plan === null) return []
  const below = Object.values(plan).flatMap(scansOf)
  return 'Relation Name' in plan && plan['Relation Name'] === 'events' ? [plan as Record<string, unknown>, ...below] : below
}

// Every change goes back and forth on every screen of two people: minutes, where the machine is busy.
describe.each(backends)('on %s', { timeout: 120_000 }, (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  afterEach(() => setClock())

  const take = (body: BodyInputOf<typeof undo>, by: Person = company.manager) => by.do(undo, { body })
  const refused = async (body: BodyInputOf<typeof undo>, by: Person = company.manager) => {
    const { status, problem } = await by.call(undo, { body })
    return [status, problem.code, problem.errors?.[0]?.code, problem.errors?.[0]?.detail]
  }
  const eventsOf = (by: Person, stream = teamStream(company.team.id)) => eventsAfter(by, stream, 0)
  /** The last event of what the action did; read on from the one before, since the streams grow with each test. */
  const heads = new Map<string, number>()
  const eventOf = async (action: () => Promise<unknown>, stream: string = teamStream(company.team.id)): Promise<StreamEvent> => {
    await action()
    const by = stream === teamStream(company.team.id) ? company.manager : company.admin
    const event = (await eventsAfter(by, stream, heads.get(stream) ?? 0)).at(-1)!
    heads.set(stream, event.offset)
    return event
  }
  const all = async () => {
    const { manager, project, team } = company
    const { project: own, statuses, labels, milestones, customFields } = await manager.do(endpoints.readBoard, { params: { projectId: project.id } })
    const { goals, posts } = await manager.do(endpoints.readWorkspace, { params: { teamId: team.id } })
    const { labels: everywhere } = await manager.do(endpoints.readOverview)
    return JSON.parse(JSON.stringify({ own, statuses, labels, milestones, customFields, goals, posts, everywhere }, (name, value: unknown) => (
      name === 'version' || name === 'updatedAt' ? undefined : value))) as object
  }
  const screens = () => ({
    viewers: [company.manager, company.employee], snapshots: [boardOf(company.project.id), workspaceOf(company.team.id), overviewOf],
  })

  /** The change is taken back and done again, on every screen; what was taken back already is refused. */
  async function backAndForth(change: () => Promise<unknown>, { by = company.manager, stream }: { by?: Person; stream?: string } = {}) {
    const before = await all()
    const event = await eventOf(change, stream)
    const after = await all()
    const { correlationId, undone } = await verifyAction(screens(), () => take({ eventIds: [event.id] }, by))
    expect(undone).toMatchObject([{ eventId: event.id, type: event.type, taskId: null, key: null }])
    expect(await all(), `${event.type} taken back`).toEqual(before)
    expect((await refused({ eventIds: [event.id] }, by)).slice(0, 2), `${event.type} twice`).toEqual([409, 'undo_conflict'])
    await verifyAction(screens(), () => take({ correlationId }, by))
    expect(await all(), `${event.type} done again`).toEqual(after)
    return event
  }

  it('S95 projects: name, texts, days, health, manager, status, limits', async () => {
    const { manager, employee, project } = company
    const patch = (body: BodyInputOf<typeof updateProject>) => () => manager.do(updateProject, { params: { projectId: project.id }, body })
    await backAndForth(patch({ name: 'Another', description: 'Text', status: 'on_hold', priority: 'high', managerId: employee.membership.id }))
    await backAndForth(patch({ startOn: '2026-12-01', dueOn: '2026-12-24', scope: 'All', objectives: 'More', health: 'at_risk', healthNote: 'Late', limits: 'warn' }))
    const description = 'x'.repeat(9000)
    const long = await eventOf(patch({ description }))
    const { correlationId } = await take({ eventIds: [long.id] })
    const read = async () => (await manager.do(endpoints.readProject, { params: { projectId: project.id } })).description
    expect(await read()).toBe('Text')
    await take({ correlationId })
    expect(await read()).toBe(description)
  })

  it('projects: the archive, and the trash as long as it keeps them', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    const params = { projectId: project.id }
    const read = () => manager.do(endpoints.readProject, { params })
    const archived = await eventOf(() => manager.do(endpoints.archiveProject, { params, body: { archived: true } }))
    const back = await verifyAction({ viewers: [company.employee], snapshots: [overviewOf] }, () => take({ eventIds: [archived.id] }))
    expect((await read()).archivedAt).toBeNull()
    await take({ correlationId: back.correlationId })
    expect((await read()).archivedAt).not.toBeNull()
    const deleted = await eventOf(() => manager.do(endpoints.deleteProject, { params }))
    expect((await refused({ eventIds: [archived.id] }))[3]).toContain('in the trash')
    await take({ eventIds: [deleted.id, archived.id] })
    expect(await read()).toMatchObject({ deletedAt: null })
    const again = await eventOf(() => manager.do(endpoints.deleteProject, { params }))
    const program = await aProgram(world, manager, ['tasks:write', 'projects:write'])
    const began = Date.now()
    setClock(() => began + 31 * DAY)
    expect((await refused({ eventIds: [again.id] }, program)).slice(0, 2)).toEqual([409, 'undo_conflict'])
  })

  it('projects: a new one goes to the trash, unless something was added to it', async () => {
    const { manager, team } = company
    const made = await eventOf(() => aProject(manager, team.id))
    const projectId = (made.data.project as { id: string }).id
    const task = await aTask(manager, projectId)
    expect((await refused({ eventIds: [made.id] })).slice(0, 2)).toEqual([409, 'undo_conflict'])
    await take({ actorId: manager.membership.id, since: made.at })
    expect((await manager.call(endpoints.readTask, { params: { taskId: task.id } })).status).toBe(404)
    expect((await manager.do(endpoints.readProject, { params: { projectId } })).deletedAt).not.toBeNull()
  })

  it('S95 milestones', async () => {
    const { manager, project } = company
    const create = () => manager.do(endpoints.createMilestone, { params: { projectId: project.id }, body: { name: 'Beta', dueOn: '2026-12-01' } })
    await backAndForth(create)
    const { id: milestoneId } = await create()
    const params = { milestoneId }
    await backAndForth(() => manager.do(endpoints.updateMilestone, { params, body: { name: 'Gamma', dueOn: null } }))
    await backAndForth(() => manager.do(endpoints.updateMilestone, { params, body: { done: true } }))
    await backAndForth(() => manager.do(endpoints.updateMilestone, { params, body: { done: false } }))
    await backAndForth(() => manager.do(endpoints.deleteMilestone, { params }))
  })

  it('S18 S95 a new project, as long as nobody is listed on it', async () => {
    const { manager, employee, team } = company
    const created = await eventOf(() => manager.do(endpoints.createProject, { body: { name: 'Shed', teamId: team.id } }))
    const params = { projectId: (created.data.project as { id: string }).id, memberId: employee.membership.id }
    await manager.do(endpoints.setProjectMember, { params, body: { hoursPerWeek: 8 } })
    expect((await refused({ eventIds: [created.id] }))[3]).toBe('The project Shed is in use.')
    await manager.do(endpoints.removeProjectMember, { params })
    await take({ eventIds: [created.id] })
    expect((await manager.do(endpoints.readProject, { params: { projectId: params.projectId } })).deletedAt).not.toBeNull()
  })

  it('a new project, as long as it has no view, file or status that it did not begin with, and its statuses are as they were', async () => {
    const { admin, manager, team } = company
    const made = await eventOf(() => manager.do(endpoints.createProject, { body: { name: 'Hut', teamId: team.id } }))
    const params = { projectId: (made.data.project as { id: string }).id }
    const { statuses } = await manager.do(endpoints.readBoard, { params })
    const stays = async () => expect((await refused({ eventIds: [made.id] }))[3]).toBe('The project Hut is in use.')
    const view = await admin.do(endpoints.createView, { body: { projectId: params.projectId, name: 'Mine' } })
    await stays()
    await admin.do(endpoints.deleteView, { params: { viewId: view.id } })
    const file = await admin.do(endpoints.uploadProjectFile, { params, query: { name: 'plan.txt' }, bytes: new TextEncoder().encode('plan') })
    await stays()
    await admin.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } })
    const added = await admin.do(endpoints.createStatus, { params, body: { name: 'Extra', category: 'active' } })
    await stays()
    await admin.do(endpoints.deleteStatus, { params: { statusId: added.id }, query: {} })
    const rename = (name: string) => manager.do(endpoints.updateStatus, { params: { statusId: statuses[0]!.id }, body: { name } })
    await rename('Ideas')
    await stays()
    const { undone } = await take({ actorId: manager.membership.id, since: made.at })
    expect(undone.map(({ type }) => type)).toEqual(['status.updated', 'project.created'])
  })

  it('S95 labels of a project, as long as no task loses one', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const put = (labelIds: string[]) => manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { labelIds } })
    const created = await backAndForth(() => aLabel(manager, project.id, 'Bug'))
    const label = created.data.label as { id: string }
    const params = { labelId: label.id }
    const renamed = await backAndForth(() => manager.do(endpoints.updateLabel, { params, body: { name: 'Defect', color: 'red' } }))
    expect((await refused({ eventIds: [created.id] }))[3]).toBe('The label Defect was changed since.')
    await put([label.id])
    expect((await refused({ eventIds: [renamed.id, created.id] }))[3]).toBe('The label Bug is in use.')
    await put([])
    await backAndForth(() => manager.do(endpoints.deleteLabel, { params }))
    const other = await aLabel(manager, project.id, 'Other')
    await put([other.id])
    const lost = await eventOf(() => manager.do(endpoints.deleteLabel, { params: { labelId: other.id } }))
    expect((await refused({ eventIds: [lost.id] })).slice(0, 2)).toEqual([422, 'not_undoable'])
    const since = lost.at
    expect(await take({ actorId: manager.membership.id, since, dryRun: true })).toMatchObject({ leftOut: [{ type: 'label.deleted' }], undone: [] })
  })

  it('labels of the organization, by whoever runs it', async () => {
    const { admin, manager } = company
    const { organization } = await admin.do(endpoints.readOverview)
    const stream = organizationStream(organization.id)
    const options = { by: admin, stream }
    const created = await backAndForth(() => admin.do(endpoints.createOrganizationLabel, { body: { name: 'Everywhere' } }), options)
    const params = { labelId: (created.data.label as { id: string }).id }
    const renamed = await backAndForth(() => admin.do(endpoints.updateLabel, { params, body: { name: 'Here and there' } }), options)
    expect((await refused({ eventIds: [renamed.id] })).slice(0, 2)).toEqual([403, 'forbidden'])
    expect((await manager.call(undo, { body: { eventIds: [created.id] } })).status).toBe(403)
    await backAndForth(() => admin.do(endpoints.deleteLabel, { params }), options)
    const narrow = await aProgram(world, admin, ['tasks:write', 'projects:write'])
    expect((await refused({ eventIds: [renamed.id] }, narrow)).slice(0, 2)).toEqual([403, 'insufficient_scope'])
  })

  it('S95 statuses: fields, place, archive, creation and deletion, whose tasks come back with it', async () => {
    const { manager, project, statuses } = company
    const create = () => manager.do(endpoints.createStatus, { params: { projectId: project.id }, body: { name: 'Waiting', category: 'active', limit: 3, afterStatusId: null } })
    await backAndForth(create)
    const { id: statusId } = await create()
    const params = { statusId }
    const patch = (body: BodyInputOf<typeof endpoints.updateStatus>) => () => manager.do(endpoints.updateStatus, { params, body })
    await backAndForth(patch({ name: 'Blocked', category: 'done', color: 'red', limit: null, nextStatusIds: [statuses[0]!.id] }))
    await backAndForth(patch({ afterStatusId: statuses[1]!.id }))
    await backAndForth(patch({ archived: true }))
    await backAndForth(patch({ archived: false }))
    const created = await eventOf(() => manager.do(endpoints.createStatus, { params: { projectId: project.id }, body: { name: 'Full', category: 'active' } }))
    const full = created.data.status as { id: string }
    const task = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Inside', statusId: full.id } })
    expect((await refused({ eventIds: [created.id] }))[2]).toBe('status_not_empty')
    await manager.do(endpoints.updateStatus, { params: { statusId: statuses[0]!.id }, body: { nextStatusIds: [full.id] } })
    const before = await all()
    const deleted = await eventOf(() => manager.do(endpoints.deleteStatus, { params: { statusId: full.id }, query: { moveTo: statuses[2]!.id } }))
    const { correlationId } = await verifyAction(screens(), () => take({ correlationId: deleted.correlationId }))
    expect(await all()).toEqual(before)
    expect((await manager.do(endpoints.readTask, { params: { taskId: task.id } })).statusId).toBe(full.id)
    await verifyAction(screens(), () => take({ correlationId }))
    expect((await manager.do(endpoints.readTask, { params: { taskId: task.id } })).statusId).toBe(statuses[2]!.id)
  })

  it('a status that became unfinished with tasks in it does not become done again by undo, which would say that they were finished now', async () => {
    const { admin, manager, employee, team } = company
    const project = await aProject(manager, team.id)
    const { statuses } = await manager.do(endpoints.readBoard, { params: { projectId: project.id } })
    const statusId = statuses.find(({ category }) => category === 'done')!.id
    const patch = (body: BodyInputOf<typeof endpoints.updateStatus>) => () => manager.do(endpoints.updateStatus, { params: { statusId }, body })
    const emptied = await eventOf(patch({ category: 'active' }))
    await verifyAction({ viewers: [employee], snapshots: [boardOf(project.id)] }, () => take({ eventIds: [emptied.id] }))
    await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Long done', statusId } })
    const renamed = await eventOf(patch({ name: 'Ready' }))
    const changed = await eventOf(patch({ category: 'active', color: 'red' }))
    const after = await manager.do(endpoints.listStatuses, { params: { projectId: project.id } })
    expect((await refused({ eventIds: [changed.id] })).slice(0, 3)).toEqual([422, 'not_undoable', 'not_undoable'])
    expect(await manager.do(endpoints.listStatuses, { params: { projectId: project.id } })).toEqual(after)
    const { undone, leftOut } = await take({ actorId: manager.membership.id, since: renamed.at }, admin)
    expect([undone.map(({ eventId }) => eventId), leftOut]).toEqual([[renamed.id], [{ eventId: changed.id, type: 'status.updated' }]])
  })

  it('a new status that another leads to stays, since that one would lead anywhere', async () => {
    const { admin, manager, employee, team } = company
    const project = await aProject(manager, team.id)
    const { statuses } = await manager.do(endpoints.readBoard, { params: { projectId: project.id } })
    const made = await eventOf(() => manager.do(endpoints.createStatus, { params: { projectId: project.id }, body: { name: 'Review', category: 'active' } }))
    const { id } = made.data.status as { id: string }
    await admin.do(endpoints.updateStatus, { params: { statusId: statuses[0]!.id }, body: { nextStatusIds: [id] } })
    expect((await refused({ eventIds: [made.id] }))[3]).toBe('The status Review is in use.')
    expect(await take({ actorId: manager.membership.id, since: made.at })).toMatchObject({ undone: [], leftOut: [{ eventId: made.id }] })
    await admin.do(endpoints.updateStatus, { params: { statusId: statuses[0]!.id }, body: { nextStatusIds: null } })
    await verifyAction({ viewers: [employee], snapshots: [boardOf(project.id)] }, () => take({ eventIds: [made.id] }))
  })

  it('S95 custom fields and their options, as long as no task loses a value', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const create = (name: string) => manager.do(endpoints.createCustomField, { params: { projectId: project.id }, body: { name, kind: 'select', options: [{ name: 'One' }, { name: 'Two' }] } })
    const created = await backAndForth(() => create('Stage'))
    const { id: fieldId, options } = created.data.customField as { id: string; options: { id: string }[] }
    const other = await create('Other')
    const params = { fieldId }
    await backAndForth(() => manager.do(endpoints.updateCustomField, { params, body: { name: 'Step', archived: true, afterFieldId: other.id } }))
    await backAndForth(() => manager.do(endpoints.updateCustomField, { params, body: { name: 'Phase', archived: false } }))
    await backAndForth(() => manager.do(endpoints.createFieldOption, { params, body: { name: 'Three' } }))
    const option = { params: { fieldId, optionId: options[0]!.id } }
    await backAndForth(() => manager.do(endpoints.updateFieldOption, { ...option, body: { name: 'First', color: 'red', afterOptionId: options[1]!.id } }))
    await backAndForth(() => manager.do(endpoints.deleteFieldOption, option))
    const added = await eventOf(() => manager.do(endpoints.createFieldOption, { params, body: { name: 'Used' } }))
    const used = (added.data.changes as { options: [unknown, { id: string; name: string }[]] }).options[1].find(({ name }) => name === 'Used')!
    await manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { customFields: { [fieldId]: used.id } } })
    expect((await refused({ eventIds: [added.id] }))[2]).toBe('values_in_use')
    const lost = await eventOf(() => manager.do(endpoints.deleteFieldOption, { params: { fieldId, optionId: used.id }, query: { discardValues: 'true' } }))
    expect((await refused({ eventIds: [lost.id] })).slice(0, 2)).toEqual([422, 'not_undoable'])
    await backAndForth(() => manager.do(endpoints.deleteCustomField, { params }))
  })

  it('S95 goals: by managers, how far they are by every member', async () => {
    const { manager, employee, team } = company
    const create = () => manager.do(endpoints.createGoal, { params: { teamId: team.id }, body: { title: 'Fewer returns', target: 2, start: 10 } })
    const created = await backAndForth(create)
    const params = { goalId: (created.data.goal as { id: string }).id }
    await create()
    const changed = await backAndForth(() => manager.do(endpoints.updateGoal, { params, body: { title: 'No returns', target: 0, objective: 'y'.repeat(4000), dueOn: '2026-12-31' } }))
    expect((await refused({ eventIds: [changed.id] }, employee)).slice(0, 2)).toEqual([403, 'forbidden'])
    await backAndForth(() => employee.do(endpoints.reportGoal, { params, body: { current: 5 } }), { by: employee })
    expect((await refused({ eventIds: [changed.id] }, await aProgram(world, manager, ['tasks:write']))).slice(0, 2)).toEqual([403, 'insufficient_scope'])
    await backAndForth(() => manager.do(endpoints.deleteGoal, { params }))
  })

  it('S95 posts and their comments: rewritten by their authors, deleted posts are not kept', async () => {
    const { manager, employee, team } = company
    const write = () => employee.do(endpoints.createPost, { params: { teamId: team.id }, body: { body: 'News' } })
    const post = await write()
    const edited = await backAndForth(() => employee.do(endpoints.updatePost, { params: { postId: post.id }, body: { body: 'Better news' } }), { by: employee })
    expect((await refused({ eventIds: [edited.id] })).slice(0, 2)).toEqual([403, 'forbidden'])
    const comment = () => employee.do(endpoints.createPostComment, { params: { postId: post.id }, body: { body: 'Really?' } })
    const commented = await backAndForth(comment, { by: employee })
    const commentId = (commented.data.comment as { id: string }).id
    await comment()
    await backAndForth(() => employee.do(endpoints.updatePostComment, { params: { commentId }, body: { body: 'Really.' } }), { by: employee })
    await backAndForth(() => manager.do(endpoints.deletePostComment, { params: { commentId } }))
    const gone = await eventOf(write)
    await verifyAction(screens(), () => take({ eventIds: [gone.id] }))
    const made = (await eventsOf(manager)).findLast(({ type, data }) => type === 'post.created' && (data.post as { id: string }).id === post.id)!
    expect((await refused({ eventIds: [made.id] }))[3]).toBe('The post was changed since.')
    const deleted = await eventOf(() => manager.do(endpoints.deletePost, { params: { postId: post.id } }))
    expect((await refused({ eventIds: [deleted.id] })).slice(0, 2)).toEqual([422, 'not_undoable'])
  })

  it('what was deleted twice comes back by its last deletion only', async () => {
    const { manager, project } = company
    const label = await aLabel(manager, project.id, `Label ${nobodysId()}`)
    const params = { labelId: label.id }
    const first = await eventOf(() => manager.do(endpoints.deleteLabel, { params }))
    await take({ eventIds: [first.id] })
    await manager.do(endpoints.updateLabel, { params, body: { color: 'red' } })
    const second = await eventOf(() => manager.do(endpoints.deleteLabel, { params }))
    expect((await refused({ eventIds: [first.id] }))[3]).toBe('What was deleted was changed since.')
    await take({ eventIds: [second.id] })
    expect((await manager.do(endpoints.readBoard, { params: { projectId: project.id } })).labels).toContainEqual(expect.objectContaining({ id: label.id, color: 'red' }))
  })

  it('later deletions are found by an index of theirs, however much happened since', async () => {
    const { team, admin: { organization: { id } } } = company
    const stream = teamStream(nobodysId())
    await asOwner(world, async (ask) => {
      await ask(`insert into events (organization_id, stream, "offset", id, type, schema, actor_name, correlation_id, data, occurred_at)
        select $1::uuid, s.name, n, gen_random_uuid(), case when n % 5000 = 0 then 'label.deleted' when n % 5000 = 1 then 'batch.applied' else 'task.updated' end, 1, '',
          gen_random_uuid(), case when n % 5000 = 1 then jsonb_build_object('operation', case when n = 5001 then 'undo' else 'bulk' end,
            'events', jsonb_build_array(jsonb_build_object('type', 'goal.deleted', 'data', jsonb_build_object('goal', jsonb_build_object('id', n)))))
          else jsonb_build_object('label', jsonb_build_object('id', n), 'taskId', gen_random_uuid()) end, now()
        from unnest(array[$2, $3]) s(name), generate_series(1, 20000) n`, [id, stream, teamStream(nobodysId())])
      await ask('analyze events')
    })
    const given = [id, JSON.stringify([{ stream, offset: 4000 }, { stream: teamStream(team.id), offset: 1_000_000 }])]
    const ask = <Row>(sql: string) => world.server.kernel.read(systemCaller(id), ({ em }) => query<Row>(em, sql, given))
    const found = await ask<{ offset: number; type: string }>(LATER_DELETIONS)
    expect(found.map(({ offset, type }) => [offset, type]).toSorted()).toEqual([[10000, 'label.deleted'], [15000, 'label.deleted'], [20000, 'label.deleted'], [5000, 'label.deleted'], [5001, 'goal.deleted']])
    const [plan] = await ask<{ 'QUERY PLAN': unknown }>(`explain (analyze, format json) ${LATER_DELETIONS}`)
    const scans = scansOf(plan!['QUERY PLAN'])
    expect(scans.map((scan) => scan['Index Name'])).toEqual(['events_of_deletions'])
    // Of 40,000: what other tests of this file deleted and undid is in the index too.
    expect(Number(scans[0]!['Actual Rows']) * Number(scans[0]!['Actual Loops'])).toBeLessThan(1000)
  })

  it('all that one did, tasks and what they stand in mixed, back in the reverse of its order, and forth again', async () => {
    const { admin, manager, project, statuses } = company
    const task = await aTask(admin, project.id)
    const read = async () => {
      const { statusId, labelIds } = await manager.do(endpoints.readTask, { params: { taskId: task.id } })
      return { all: await all(), task: { statusId, labelIds } }
    }
    const before = await read()
    const since = new Date().toISOString()
    const label = await aLabel(manager, project.id, `Label ${nobodysId()}`)
    const status = await manager.do(endpoints.createStatus, { params: { projectId: project.id }, body: { name: 'New', category: 'todo' } })
    const put = (body: BodyInputOf<typeof endpoints.updateTask>) => manager.do(endpoints.updateTask, { params: { taskId: task.id }, body })
    await put({ labelIds: [label.id], statusId: status.id })
    await manager.do(endpoints.updateLabel, { params: { labelId: label.id }, body: { name: `Label ${nobodysId()}` } })
    await put({ labelIds: [], statusId: statuses[1]!.id })
    await manager.do(endpoints.deleteLabel, { params: { labelId: label.id } })
    const after = await read()
    const { undone, correlationId } = await verifyAction(screens(), () => take({ actorId: manager.membership.id, since }, admin))
    expect(undone.map(({ type }) => type)).toEqual(['label.deleted', 'task.updated', 'label.updated', 'task.updated', 'status.created', 'label.created'])
    expect(await read()).toEqual(before)
    await verifyAction(screens(), () => take({ correlationId }, admin))
    expect(await read()).toEqual(after)
  })

  it('what one made and others use by now stays, where all that one did is taken back', async () => {
    const { admin, manager, project, statuses } = company
    const since = new Date().toISOString()
    const label = await aLabel(manager, project.id, `Label ${nobodysId()}`)
    const task = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'New', statusId: statuses[0]!.id } })
    await admin.do(endpoints.createTask, { body: { projectId: project.id, title: 'Uses it', labelIds: [label.id] } })
    const { undone, leftOut } = await take({ actorId: manager.membership.id, since }, admin)
    expect([undone.map(({ taskId }) => taskId), leftOut.map(({ type }) => type)]).toEqual([[task.id], ['label.created']])
  })

  it('X11 to another tenant and another team as if there were nothing; by members only where they could do it by hand', async () => {
    const { manager, employee, stranger, foreigner, project } = company
    const renamed = await eventOf(() => manager.do(updateProject, { params: { projectId: project.id }, body: { name: `Name ${nobodysId()}` } }))
    for (const by of [stranger, foreigner]) {
      expect((await refused({ eventIds: [renamed.id] }, by)).slice(0, 2)).toEqual([404, 'not_found'])
      expect((await refused({ correlationId: renamed.correlationId }, by)).slice(0, 2)).toEqual([404, 'not_found'])
    }
    expect((await refused({ eventIds: [renamed.id] }, employee)).slice(0, 2)).toEqual([403, 'forbidden'])
    const label = await eventOf(() => aLabel(employee, project.id, `Label ${nobodysId()}`))
    expect((await refused({ eventIds: [label.id] }, employee)).slice(0, 2)).toEqual([403, 'forbidden'])
    const own = await take({ actorId: employee.membership.id, since: label.at, dryRun: true }, employee)
    expect([own.undone, own.leftOut]).toEqual([[], [{ eventId: label.id, type: 'label.created' }]])
  })
})
