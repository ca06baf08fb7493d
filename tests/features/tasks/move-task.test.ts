// Moving tasks: places, what changes nothing, references, versions, rights.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Task } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, comparable, nobodysId, orderIn } from './company.ts'
import { boardOf, detailOf } from './snapshots.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const { moveTask } = endpoints

const threeTasks = async () => {
  const { manager, project } = company
  return [
    await aTask(manager, project.id, 'A'),
    await aTask(manager, project.id, 'B'),
    await aTask(manager, project.id, 'C'),
  ] as [Task, Task, Task]
}

describe('moveTask', () => {
  it('S88 moves to the top, after another, and into another status, on every screen', async () => {
    const { admin, manager, employee, project, statuses } = company
    const [a, b, c] = await threeTasks()
    const move = (task: Task, statusId: string, afterTaskId: string | null) =>
      verifyAction({ viewers: [admin, manager, employee], snapshots: [boardOf(project.id), detailOf(task.id)] }, () =>
        manager.do(moveTask, { params: { taskId: task.id }, body: { statusId, afterTaskId } }),
      )
    const moved = await move(c, a.statusId, null)
    expect(moved).toMatchObject({ version: 2, statusId: a.statusId })
    expect(await orderIn(manager, project.id, a.statusId)).toEqual([c.id, a.id, b.id])
    await move(c, a.statusId, a.id)
    expect(await orderIn(manager, project.id, a.statusId)).toEqual([a.id, c.id, b.id])
    const there = await move(b, statuses[4]!.id, null)
    expect(there.statusId).toBe(statuses[4]!.id)
    await move(a, statuses[4]!.id, b.id)
    expect(await orderIn(manager, project.id, statuses[4]!.id)).toEqual([b.id, a.id])
  })

  it('tells status and rank as [before, after]', async () => {
    const { manager, team, project, statuses } = company
    const task = await aTask(manager, project.id)
    const answer = await manager.call(moveTask, {
      params: { taskId: task.id },
      body: { statusId: statuses[1]!.id, afterTaskId: null },
    })
    const stream = `team:${team.id}` as const
    const { items } = await manager.do(endpoints.listStreamEvents, {
      params: { stream },
      query: { after: answer.offsets[stream]! - 1 },
    })
    expect(items[0]).toMatchObject({
      type: 'task.moved',
      data: {
        taskId: task.id,
        projectId: project.id,
        version: 2,
        changes: { statusId: [task.statusId, statuses[1]!.id], rank: [task.rank, answer.data.rank] },
      },
    })
  })

  it('does nothing where the task is already: same version, no event', async () => {
    const { manager, project } = company
    const [a, b] = await threeTasks()
    const stay = (taskId: string, statusId: string, afterTaskId: string | null) =>
      verifyAction({ viewers: [manager], snapshots: [boardOf(project.id)], silent: true }, () =>
        manager.do(moveTask, { params: { taskId }, body: { statusId, afterTaskId } }),
      )
    expect((await stay(b.id, b.statusId, a.id)).version).toBe(1)
    expect((await stay(b.id, b.statusId, b.id)).version).toBe(1)
    const [top] = await orderIn(manager, project.id, a.statusId)
    await stay(top!, a.statusId, null)
  })

  it('keeps the places of archived and deleted tasks', async () => {
    const { manager, project, statuses } = company
    const [a, b, c] = await threeTasks()
    const statusId = statuses[3]!.id
    for (const [task, after] of [
      [a, null],
      [b, a.id],
      [c, b.id],
    ] as const) {
      await manager.do(moveTask, { params: { taskId: task.id }, body: { statusId, afterTaskId: after } })
    }
    await manager.do(endpoints.deleteTask, { params: { taskId: b.id } })
    const d = await aTask(manager, project.id)
    const afterDeleted = await manager.call(moveTask, {
      params: { taskId: d.id },
      body: { statusId, afterTaskId: b.id },
    })
    expect([afterDeleted.status, afterDeleted.problem.errors?.[0]?.pointer]).toEqual([422, '/afterTaskId'])
    await manager.do(moveTask, { params: { taskId: d.id }, body: { statusId, afterTaskId: a.id } })
    await manager.do(endpoints.restoreTask, { params: { taskId: b.id } })
    expect(await orderIn(manager, project.id, statusId)).toEqual([a.id, d.id, b.id, c.id])
  })
})

describe('moveTask refuses', () => {
  it('statuses and neighbours that do not fit', async () => {
    const { manager, project, otherTask, foreignTask, statuses } = company
    const task = await aTask(manager, project.id)
    const tries: [string, string | null, string][] = [
      [nobodysId(), null, '/statusId'],
      [otherTask.statusId, null, '/statusId'],
      [foreignTask.statusId, null, '/statusId'],
      [task.statusId, nobodysId(), '/afterTaskId'],
      [statuses[2]!.id, task.id, '/afterTaskId'],
      [task.statusId, foreignTask.id, '/afterTaskId'],
    ]
    for (const [statusId, afterTaskId, pointer] of tries) {
      const answer = await manager.call(moveTask, { params: { taskId: task.id }, body: { statusId, afterTaskId } })
      expect([answer.status, answer.problem.code, answer.problem.errors?.[0]?.pointer]).toEqual([
        422,
        'invalid_reference',
        pointer,
      ])
    }
  })

  it('a stale expectedVersion with 409 and the present task, a stale If-Match with 412', async () => {
    const { manager, project, statuses } = company
    const task = await aTask(manager, project.id)
    const body = { statusId: statuses[1]!.id, afterTaskId: null }
    const now = await manager.do(moveTask, { params: { taskId: task.id }, body: { ...body, expectedVersion: 1 } })
    const stale = await manager.call(moveTask, { params: { taskId: task.id }, body: { ...body, expectedVersion: 1 } })
    expect([stale.status, stale.problem.code, stale.problem.data?.current]).toEqual([409, 'version_conflict', now])
    const unmatched = await manager.call(moveTask, {
      params: { taskId: task.id },
      body,
      headers: { 'If-Match': '"1"' },
    })
    expect([unmatched.status, unmatched.problem.code]).toEqual([412, 'precondition_failed'])
    expect(
      (await manager.call(moveTask, { params: { taskId: task.id }, body, headers: { 'If-Match': '"2"' } })).status,
    ).toBe(200)
  })

  it('S23 an employee who neither made it nor is assigned, with 403; the involved may', async () => {
    const { manager, employee, project, statuses } = company
    const task = await aTask(manager, project.id)
    const body = { statusId: statuses[1]!.id, afterTaskId: null }
    const answer = await employee.call(moveTask, { params: { taskId: task.id }, body })
    expect([answer.status, answer.problem.code]).toEqual([403, 'forbidden'])
    await manager.do(endpoints.updateTask, {
      params: { taskId: task.id },
      body: { assigneeIds: [employee.membership.id] },
    })
    expect((await employee.call(moveTask, { params: { taskId: task.id }, body })).status).toBe(200)
    const own = await aTask(employee, project.id)
    expect((await employee.call(moveTask, { params: { taskId: own.id }, body })).status).toBe(200)
  })

  it('hidden tasks as if they were none', async () => {
    const { employee, stranger, foreigner, otherTask, foreignTask, statuses, project, manager } = company
    const body = { statusId: statuses[1]!.id, afterTaskId: null }
    const none = await employee.call(moveTask, { params: { taskId: nobodysId() }, body })
    expect(none.status).toBe(404)
    const task = await aTask(manager, project.id)
    for (const [person, taskId] of [
      [employee, otherTask.id],
      [employee, foreignTask.id],
      [stranger, task.id],
      [foreigner, task.id],
    ] as const) {
      const answer = await person.call(moveTask, { params: { taskId }, body })
      expect([answer.status, comparable(answer.problem)]).toEqual([404, comparable(none.problem)])
    }
  })
})
