// Changing fields of tasks: only what differs is told, references are checked, versions hold.
import { beforeAll, describe, expect, it } from 'vitest'
import type { TaskPatch } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany, comparable, nobodysId, orderIn } from './company.ts'
import { boardOf, detailOf } from './snapshots.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const { updateTask, updateTeam } = endpoints

describe('updateTask', () => {
  it('S84 S85 S86 S88 S96 changes each field, on board and panel', async () => {
    const { admin, manager, employee, project, statuses } = company
    const task = await aTask(manager, project.id)
    const label = await aLabel(manager, project.id, 'Bug')
    const patches: TaskPatch[] = [
      { title: 'New title' },
      { description: 'New words' },
      { priority: 'urgent' },
      { assigneeIds: [employee.membership.id] },
      { labelIds: [label.id] },
      { startAt: '2026-11-01T00:00:00.000Z' },
      { dueAt: '2026-11-30T00:00:00.000Z' },
      { progress: 55 },
      { statusId: statuses[2]!.id },
      { title: 'Many', assigneeIds: [], labelIds: [], dueAt: null, statusId: statuses[1]!.id },
    ]
    for (const patch of patches) {
      const updated = await verifyAction(
        { viewers: [admin, manager, employee], snapshots: [boardOf(project.id), detailOf(task.id)] },
        () => manager.do(updateTask, { params: { taskId: task.id }, body: patch }),
      )
      expect(updated).toMatchObject(patch)
    }
    expect((await manager.do(endpoints.readTask, { params: { taskId: task.id } })).version).toBe(patches.length + 1)
  })

  it('tells only what differs, in one event', async () => {
    const { manager, team, project, statuses } = company
    const task = await aTask(manager, project.id, 'Same')
    const answer = await manager.call(updateTask, {
      params: { taskId: task.id },
      body: { title: 'Same', progress: 10, statusId: statuses[1]!.id },
    })
    const stream = `team:${team.id}` as const
    const { items } = await manager.do(endpoints.listStreamEvents, {
      params: { stream },
      query: { after: answer.offsets[stream]! - 1 },
    })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ type: 'task.updated', actor: { membershipId: manager.membership.id } })
    expect(items[0]!.data.changes).toEqual({
      progress: [0, 10],
      statusId: [task.statusId, statuses[1]!.id],
      rank: [task.rank, answer.data.rank],
    })
  })

  it('does nothing without a change: no event, same version', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const { title, assigneeIds, statusId } = task
    const same = await verifyAction({ viewers: [manager], snapshots: [boardOf(project.id)], silent: true }, () =>
      manager.do(updateTask, { params: { taskId: task.id }, body: { title, assigneeIds, statusId } }),
    )
    expect(same).toEqual(task)
  })

  it('puts the task at the end of its new status', async () => {
    const { manager, project, statuses } = company
    const there = await manager.do(endpoints.createTask, {
      body: { projectId: project.id, title: 'There', statusId: statuses[4]!.id },
    })
    const task = await aTask(manager, project.id)
    await manager.do(updateTask, { params: { taskId: task.id }, body: { statusId: statuses[4]!.id } })
    expect((await orderIn(manager, project.id, statuses[4]!.id)).slice(-2)).toEqual([there.id, task.id])
  })

  it('keeps assignees who left the team, but takes no new ones from outside', async () => {
    const { admin, manager, team, project, stranger } = company
    const leaver = await aMember(world, admin, 'employee', [team.id], 'Lea')
    const task = await manager.do(endpoints.createTask, {
      body: { projectId: project.id, title: 'Left', assigneeIds: [leaver.membership.id] },
    })
    await manager.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: leaver.membership.id } })
    const now = await manager.do(endpoints.readTask, { params: { taskId: task.id } })
    const body = { assigneeIds: [...now.assigneeIds, manager.membership.id] }
    expect((await manager.do(updateTask, { params: { taskId: task.id }, body })).assigneeIds).toContain(
      manager.membership.id,
    )
    const outsider = await manager.call(updateTask, {
      params: { taskId: task.id },
      body: { assigneeIds: [stranger.membership.id] },
    })
    expect([outsider.status, outsider.problem.errors?.[0]?.pointer]).toEqual([422, '/assigneeIds/0'])
  })
})

describe('updateTask refuses', () => {
  it('wrong fields with a pointer', async () => {
    const { manager, project, otherTask } = company
    const task = await aTask(manager, project.id)
    const tries: [object, string][] = [
      [{ statusId: otherTask.statusId }, '/statusId'],
      [{ labelIds: [nobodysId()] }, '/labelIds/0'],
      [{ assigneeIds: [nobodysId()] }, '/assigneeIds/0'],
      [{ title: '' }, '/title'],
      [{ priority: 'huge' }, '/priority'],
      [{ rank: 'a0' }, '/rank'],
      [{ projectId: project.id }, '/projectId'],
      [{ dueAt: 'soon' }, '/dueAt'],
    ]
    for (const [body, pointer] of tries) {
      const answer = await manager.call(updateTask, { params: { taskId: task.id }, body: body as TaskPatch })
      expect([answer.status, answer.problem.errors?.[0]?.pointer], JSON.stringify(body)).toEqual([422, pointer])
    }
    expect(await manager.do(endpoints.readTask, { params: { taskId: task.id } })).toEqual(task)
  })

  it('stale versions', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const now = await manager.do(updateTask, {
      params: { taskId: task.id },
      body: { title: 'Newer', expectedVersion: 1 },
    })
    const stale = await manager.call(updateTask, {
      params: { taskId: task.id },
      body: { title: 'Other', expectedVersion: 1 },
    })
    expect([stale.status, stale.problem.data?.current]).toEqual([409, now])
    const unmatched = await manager.call(updateTask, {
      params: { taskId: task.id },
      body: { title: 'Other' },
      headers: { 'If-Match': '"1"' },
    })
    expect([unmatched.status, unmatched.problem.data?.current]).toEqual([412, now])
  })

  it('S23 employees who are not involved, unless the team lets members edit all', async () => {
    const { manager, employee, team, project } = company
    const task = await aTask(manager, project.id)
    const tryIt = () => employee.call(updateTask, { params: { taskId: task.id }, body: { progress: 5 } })
    expect((await tryIt()).status).toBe(403)
    await manager.do(updateTeam, { params: { teamId: team.id }, body: { settings: { membersEditAllTasks: true } } })
    expect((await tryIt()).status).toBe(200)
    await manager.do(updateTeam, { params: { teamId: team.id }, body: { settings: { membersEditAllTasks: false } } })
  })

  it('hidden and deleted tasks', async () => {
    const { employee, manager, project, otherTask, foreignTask } = company
    const task = await aTask(manager, project.id)
    await manager.do(endpoints.deleteTask, { params: { taskId: task.id } })
    const none = await manager.call(updateTask, { params: { taskId: nobodysId() }, body: { title: 'x' } })
    for (const [person, taskId] of [
      [employee, otherTask.id],
      [employee, foreignTask.id],
      [manager, task.id],
    ] as const) {
      const answer = await person.call(updateTask, { params: { taskId }, body: { title: 'x' } })
      expect([answer.status, comparable(answer.problem)]).toEqual([404, comparable(none.problem)])
    }
  })
})
