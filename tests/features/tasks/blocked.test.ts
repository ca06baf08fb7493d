// A blocked task cannot be finished, by whichever way, unless whoever manages the team says so.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Task } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask, type Person } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany } from './company.ts'

const { createStatus, createTaskLink, moveTask, updateTask, bulkTasks, readTask, deleteProject } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
  const { manager, project, statuses } = company
  statuses.push(await manager.do(createStatus, { params: { projectId: project.id }, body: { name: 'Dropped', category: 'cancelled' } }))
})
const statusOf = (category: string) => company.statuses.find((status) => status.category === category)!.id

/** Assigned to the employee, who so may move it. */
async function aBlockedTask(): Promise<{ blocked: Task; blocker: Task }> {
  const { manager, employee, project } = company
  const [blocked, blocker] = [await aTask(manager, project.id), await aTask(manager, project.id)]
  await manager.do(updateTask, { params: { taskId: blocked.id }, body: { assigneeIds: [employee.membership.id] } })
  await manager.do(createTaskLink, { params: { taskId: blocked.id }, body: { kind: 'blocked_by', otherTaskId: blocker.id } })
  return { blocked, blocker }
}
const bulk = (by: Person, operations: object[]) => by.do(bulkTasks, { body: { mode: 'independent', operations: operations as never } })

describe('a blocked task', () => {
  it('is not moved or patched into done, by nobody; the refusal names the blockers', async () => {
    const { manager, employee } = company
    const { blocked, blocker } = await aBlockedTask()
    const statusId = statusOf('done')
    for (const person of [manager, employee]) {
      const answers = [
        await person.call(moveTask, { params: { taskId: blocked.id }, body: { statusId, afterTaskId: null } }),
        await person.call(updateTask, { params: { taskId: blocked.id }, body: { statusId } }),
      ]
      for (const { status, problem } of answers) {
        expect([status, problem.code, problem.data]).toEqual([409, 'task_blocked', { blockers: [blocker.key], hidden: 0 }])
        expect(problem.detail).toBe(`${blocked.key} is blocked by ${blocker.key}.`)
      }
      const { results } = await bulk(person, [
        { op: 'move', taskId: blocked.id, statusId, afterTaskId: null }, { op: 'update', taskId: blocked.id, statusId },
      ])
      expect(results.map(({ error }) => error?.code)).toEqual(['task_blocked', 'task_blocked'])
    }
    expect((await manager.do(readTask, { params: { taskId: blocked.id } })).statusId).toBe(blocked.statusId)
  })

  it('goes anywhere else, and to done when its blocker is finished', async () => {
    const { employee, manager } = company
    const { blocked, blocker } = await aBlockedTask()
    for (const category of ['active', 'cancelled', 'todo'])
      await employee.do(moveTask, { params: { taskId: blocked.id }, body: { statusId: statusOf(category), afterTaskId: null } })
    await manager.do(moveTask, { params: { taskId: blocker.id }, body: { statusId: statusOf('cancelled'), afterTaskId: null } })
    await employee.do(moveTask, { params: { taskId: blocked.id }, body: { statusId: statusOf('done'), afterTaskId: null } })
  })

  it('is finished anyway by who manages the team and says so; others get 403', async () => {
    const { manager, admin, employee } = company
    const statusId = statusOf('done')
    for (const boss of [manager, admin]) {
      const tasks = [await aBlockedTask(), await aBlockedTask(), await aBlockedTask()].map(({ blocked }) => blocked.id) as [string, string, string]
      const place = { statusId, afterTaskId: null, evenIfBlocked: true }
      expect((await employee.call(moveTask, { params: { taskId: tasks[0] }, body: place })).status).toBe(403)
      expect((await employee.call(updateTask, { params: { taskId: tasks[0] }, body: { statusId, evenIfBlocked: true } })).status).toBe(403)
      expect((await bulk(employee, [{ op: 'move', taskId: tasks[0], ...place }])).results[0]!.error?.status).toBe(403)
      expect((await boss.do(moveTask, { params: { taskId: tasks[0] }, body: place })).statusId).toBe(statusId)
      expect((await boss.do(updateTask, { params: { taskId: tasks[1] }, body: { statusId, evenIfBlocked: true } })).statusId).toBe(statusId)
      expect((await bulk(boss, [{ op: 'update', taskId: tasks[2], statusId, evenIfBlocked: true }])).succeeded).toBe(1)
    }
  })

  it('is finished in one request with its blocker, but not before it', async () => {
    const { manager } = company
    const statusId = statusOf('done')
    const move = (taskId: string) => ({ op: 'move', taskId, statusId, afterTaskId: null })
    const right = await aBlockedTask()
    expect((await bulk(manager, [move(right.blocker.id), move(right.blocked.id)])).failed).toBe(0)
    const wrong = await aBlockedTask()
    const { results } = await bulk(manager, [move(wrong.blocked.id), move(wrong.blocker.id)])
    expect(results.map(({ ok }) => ok)).toEqual([false, true])
  })

  it('is finished while its blocker is in the trash with its project, also by a request that names the blocker', async () => {
    const { manager, team, project } = company
    const other = await aProject(manager, team.id)
    const [blocked, blocker] = [await aTask(manager, project.id), await aTask(manager, other.id)]
    await manager.do(createTaskLink, { params: { taskId: blocked.id }, body: { kind: 'blocked_by', otherTaskId: blocker.id } })
    await manager.do(deleteProject, { params: { projectId: other.id } })
    const { results } = await bulk(manager, [
      { op: 'update', taskId: blocker.id, title: 'Gone' }, { op: 'move', taskId: blocked.id, statusId: statusOf('done'), afterTaskId: null },
    ])
    expect(results.map(({ ok, error }) => [ok, error?.code])).toEqual([[false, 'not_found'], [true, undefined]])
  })

  it('tells of blockers that one cannot see only how many there are', async () => {
    const { admin, manager, stranger, otherProject, project } = company
    const [blocked, hidden] = [await aTask(manager, project.id), await aTask(stranger, otherProject.id)]
    await admin.do(createTaskLink, { params: { taskId: blocked.id }, body: { kind: 'blocked_by', otherTaskId: hidden.id } })
    const { problem } = await manager.call(moveTask, { params: { taskId: blocked.id }, body: { statusId: statusOf('done'), afterTaskId: null } })
    expect([problem.detail, problem.data]).toEqual([`${blocked.key} is blocked by a task that you cannot see.`, { blockers: [], hidden: 1 }])
  })
})
