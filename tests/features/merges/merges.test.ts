// Duplicates are merged into the task that is kept: what was added to them goes over, each leads to it, one undo brings all back.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { attached, textBytes } from '../attachments/uploading.ts'
import { aProject, aTask, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { mergeTasks, readTask, readTaskDetail, createTask, createTaskLink, undo } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
let cancelled: { id: string; name: string }
beforeAll(async () => {
  company = await aWiderCompany(world)
  cancelled = await company.manager.do(endpoints.createStatus, { params: { projectId: company.project.id }, body: { name: 'Cancelled', category: 'cancelled' } })
})

const tried = (taskId: string, taskIds: string[], by: Person = company.manager, dryRun = false) => by.call(mergeTasks, { params: { taskId }, body: { taskIds, dryRun } })
const merge = async (taskId: string, taskIds: string[], by: Person = company.manager, dryRun = false) =>
  by.do(mergeTasks, { params: { taskId }, body: { taskIds, dryRun } })
const read = (taskId: string) => company.admin.do(readTask, { params: { taskId } })
const detail = (taskId: string) => company.admin.do(readTaskDetail, { params: { taskId } })
const made = (title: string, more: object = {}) => company.manager.do(createTask, { body: { projectId: company.project.id, title, ...more } })
const link = (taskId: string, kind: 'blocks' | 'relates' | 'blocked_by', otherTaskId: string) => company.manager.do(createTaskLink, { params: { taskId }, body: { kind, otherTaskId } })

/** A task with all that people add to one. */
async function aFullDuplicate() {
  const { manager, employee, project, statuses } = company
  const label = await aLabel(manager, project.id, `Twice ${nobodysId()}`)
  const task = await made('Twice', { assigneeIds: [employee.membership.id], labelIds: [label.id], statusId: statuses[1]!.id, recurrence: { rule: 'FREQ=DAILY', mode: 'whenDone' } })
  const params = { taskId: task.id }
  const file = await attached(employee, task.id, 'seen.txt', textBytes('seen'))
  await employee.do(endpoints.createComment, { params, body: { body: 'Happens here too', fileIds: [file.id] } })
  await manager.do(endpoints.createAttachment, { params, body: { url: 'https://example.com/log' } })
  await employee.do(endpoints.createTimeEntry, { params, body: { minutes: 30 } })
  const checklist = await manager.do(endpoints.createChecklist, { params, body: { title: 'Steps' } })
  await manager.do(endpoints.createChecklistItem, { params: { checklistId: checklist.id }, body: { text: 'First', done: true } })
  const child = await made('Below', { parentId: task.id })
  return { task: await read(task.id), label, child }
}

/** Without what every change raises, or what comes back in another order. */
function lasting({ task: { version: _, updatedAt: __, ...task }, links, checklists, offset: ___, ...rest }: Awaited<ReturnType<typeof detail>>) {
  return { task, links: links.map(({ kind, fromTaskId, toTaskId }) => ({ kind, fromTaskId, toTaskId })), checklists, ...rest }
}

describe('a duplicate of the same project', () => {
  it('gives all that was added to it, is cancelled, archived and linked, on every screen; undo takes all of it back, and that too', async () => {
    const { admin, manager, employee, project, statuses } = company
    const { task, label, child } = await aFullDuplicate()
    const [kept, waiting] = [await made('Kept'), await made('Waits')]
    await link(task.id, 'blocks', waiting.id)
    await link(task.id, 'relates', kept.id)
    const before = [lasting(await detail(task.id)), lasting(await detail(kept.id))]
    const preview = await merge(kept.id, [task.id], manager, true)
    expect(preview).toMatchObject({
      applied: false, task: { key: kept.key }, assigneeIds: task.assigneeIds, labelIds: [label.id], merged: [{
        taskId: task.id, isSameProject: true, goes: { comments: 1, attachments: 2, checklists: 1, minutes: 30, subtasks: 1, links: 1 },
        stays: { comments: 0 }, status: { before: statuses[1]!.name, after: cancelled.name }, stopsRepeating: true,
      }],
    })
    expect(lasting(await detail(kept.id))).toEqual(before[1])
    const screens = { viewers: [admin, manager, employee], snapshots: [boardOf(project.id), detailOf(kept.id), detailOf(task.id), detailOf(waiting.id)] }
    const answer = await verifyAction(screens, () => merge(kept.id, [task.id]))
    const [after, twice] = [await detail(kept.id), await detail(task.id)]
    expect(after.task).toMatchObject({ assigneeIds: task.assigneeIds, labelIds: [label.id], commentCount: 1, attachmentCount: 2, checklistDone: 1, checklistTotal: 1, subtaskTotal: 1 })
    expect(after.comments.map(({ body, authorId }) => [body, authorId])).toEqual([['Happens here too', employee.membership.id]])
    expect(after.attachments.map(({ commentId }) => commentId)).toContain(after.comments[0]!.id)
    expect([after.time.map(({ minutes }) => minutes), after.checklists.map(({ title }) => title)]).toEqual([[30], ['Steps']])
    expect(twice.task).toMatchObject({ statusId: cancelled.id, recurrence: null, commentCount: 0, attachmentCount: 0, checklistTotal: 0, subtaskTotal: 0 })
    expect([twice.task.archivedAt === null, twice.comments, twice.attachments, twice.time, twice.checklists]).toEqual([false, [], [], [], []])
    expect(after.links.map(({ kind, fromTaskId, toTaskId }) => [kind, fromTaskId, toTaskId])).toEqual(expect.arrayContaining([
      ['duplicates', task.id, kept.id], ['blocks', kept.id, waiting.id],
    ]))
    expect(await read(child.id)).toMatchObject({ parentId: kept.id })
    const { tasks: found } = await manager.do(endpoints.search, { query: { q: 'happens here' } })
    expect(found.map((hit) => hit.task.id)).toContain(kept.id)
    // A board asks for a task that comes back to it, so it is not compared.
    const undone = await verifyAction({ ...screens, snapshots: screens.snapshots.slice(1) }, () => manager.do(undo, { body: { correlationId: answer.correlationId } }))
    const back = [lasting(await detail(task.id)), lasting(await detail(kept.id))]
    for (const index of [0, 1]) expect({ ...back[index], links: new Set(back[index]!.links) }).toEqual({ ...before[index], links: new Set(before[index]!.links) })
    await verifyAction(screens, () => manager.do(undo, { body: { correlationId: undone.correlationId } }))
    expect((await detail(kept.id)).comments).toHaveLength(1)
  })

  it('not undone once somebody carried a part of it further', async () => {
    const { manager } = company
    const [first, second, third] = [await made('One'), await made('Two'), await made('Three')]
    await manager.do(endpoints.createComment, { params: { taskId: first.id }, body: { body: 'Travels' } })
    const { correlationId } = await merge(second.id, [first.id])
    await merge(third.id, [second.id])
    const refused = await manager.call(undo, { body: { correlationId } })
    expect([refused.status, refused.problem.code]).toEqual([409, 'undo_conflict'])
    expect((await detail(third.id)).comments.map(({ body }) => body)).toEqual(['Travels'])
  })

  it('several at once, of which some hang together', async () => {
    const [kept, first, second] = [await made('Kept'), await made('One'), await made('Two')]
    await link(first.id, 'blocks', kept.id)
    await link(first.id, 'blocked_by', second.id)
    await merge(kept.id, [first.id, second.id, first.id])
    expect((await read(kept.id)).openBlockers).toBe(0)
    expect(new Set((await detail(kept.id)).links.map(({ kind, fromTaskId }) => `${kind} ${fromTaskId}`))).toEqual(new Set([`duplicates ${first.id}`, `duplicates ${second.id}`]))
  })
})

describe('a merge is refused', () => {
  it('into itself, into one below it, into an archived one, with links in a ring or subtasks of another project', async () => {
    const { manager, team } = company
    const parent = await made('Parent')
    const below = await made('Below', { parentId: (await made('Between', { parentId: parent.id })).id })
    const pointed = async (taskId: string, taskIds: string[]) => {
      const { status, problem } = await tried(taskId, taskIds)
      return [status, problem.code, problem.errors?.[0]?.pointer]
    }
    expect(await pointed(parent.id, [parent.id])).toEqual([422, 'invalid_reference', '/taskIds/0'])
    expect(await pointed(below.id, [(await made('Other')).id, parent.id])).toEqual([422, 'invalid_reference', '/taskIds/1'])
    const archived = await made('Archived')
    await manager.do(endpoints.archiveTask, { params: { taskId: archived.id }, body: { archived: true } })
    expect((await tried(archived.id, [parent.id])).status).toBe(409)
    const [kept, middle, twice] = [await made('Kept'), await made('Middle'), await made('Twice')]
    await link(kept.id, 'blocks', middle.id)
    await link(middle.id, 'blocks', twice.id)
    expect((await pointed(kept.id, [twice.id])).slice(0, 2)).toEqual([409, 'link_cycle'])
    const elsewhere = await aTask(manager, (await aProject(manager, team.id)).id)
    expect(await pointed(elsewhere.id, [parent.id])).toEqual([422, 'invalid_reference', '/taskIds/0'])
  })

  it('without the right on either of them, and as if there were none of another team or organization', async () => {
    const { employee, stranger, foreigner, foreignTask, otherTask } = company
    const [theirs, own] = [await made('Theirs'), await made('Own', { assigneeIds: [employee.membership.id] })]
    expect((await tried(own.id, [theirs.id], employee)).status).toBe(403)
    expect((await tried(theirs.id, [own.id], employee)).status).toBe(403)
    const none = comparable((await tried(own.id, [nobodysId()])).problem)
    for (const [kept, twice, by] of [[own.id, otherTask.id, employee], [otherTask.id, own.id, stranger], [own.id, foreignTask.id, company.admin], [foreignTask.id, own.id, foreigner]] as const) {
      const { status, problem } = await tried(kept, [twice], by)
      expect([status, { ...comparable(problem), instance: '' }]).toEqual([404, { ...none, instance: '' }])
    }
  })
})

describe('a duplicate of another project', () => {
  it('keeps what was said on it and leads to the kept one; its team hears nothing of the other', async () => {
    const { admin, manager, stranger, project, otherProject, team, otherTeam } = company
    const everywhere = await admin.do(endpoints.createOrganizationLabel, { body: { name: 'Everywhere' } })
    const labelIds = [everywhere.id, (await aLabel(admin, otherProject.id, 'There')).id]
    const twice = await stranger.do(createTask, { body: { projectId: otherProject.id, title: 'Twice there', labelIds } })
    await stranger.do(endpoints.createComment, { params: { taskId: twice.id }, body: { body: 'Stays' } })
    const kept = await made('Kept here')
    const answer = await verifyAction({ viewers: [manager], snapshots: [boardOf(project.id), detailOf(kept.id)] }, () =>
      verifyAction({ viewers: [stranger], snapshots: [boardOf(otherProject.id), detailOf(twice.id)] }, () => merge(kept.id, [twice.id], admin)))
    expect([answer.labelIds, (await read(kept.id)).labelIds]).toEqual([[everywhere.id], [everywhere.id]])
    expect(answer.merged[0]).toMatchObject({ isSameProject: false, goes: { comments: 0 }, stays: { comments: 1 } })
    expect((await detail(twice.id)).comments).toHaveLength(1)
    for (const [by, teamId, hidden] of [[stranger, otherTeam.id, kept], [manager, team.id, twice]] as const) {
      const told = (await eventsAfter(by, teamStream(teamId), 0)).at(-1)!
      expect(told.type).toBe('batch.applied')
      expect(JSON.stringify(told)).not.toContain(hidden.title)
    }
    expect((await admin.do(undo, { body: { correlationId: answer.correlationId } })).applied).toBe(true)
    expect(await read(twice.id)).toMatchObject({ archivedAt: null, statusId: twice.statusId })
  })
})
