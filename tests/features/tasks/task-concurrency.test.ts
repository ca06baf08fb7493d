// Many at once: ranks, numbers, counts, versions and repeated requests stay right (F26, F27, F28, F29 in short form).
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aTask } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'

const { createTask, moveTask, updateTask, createComment, readTask, readBoard } = endpoints
const times = (count: number) => Array.from({ length: count }, (_, index) => index)

describe.each(backends)('at the same time, on %s', (backend) => {
  const world = useWorld({ backend })

  it('50 moves within one status leave no two tasks with the same rank', async () => {
    const { manager, project, statuses } = await aCompany(world)
    const statusId = statuses[1]!.id
    const tasks = await Promise.all(
      times(10).map(() => manager.do(createTask, { body: { projectId: project.id, title: 'Moved', statusId } })),
    )
    const answers = await Promise.all(
      times(50).map((index) => {
        const afterTaskId = index % 3 === 0 ? null : tasks[(index * 7) % 10]!.id
        return manager.call(moveTask, { params: { taskId: tasks[index % 10]!.id }, body: { statusId, afterTaskId } })
      }),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const board = await manager.do(readBoard, { params: { projectId: project.id } })
    expect(new Set(board.tasks.map(({ rank }) => rank)).size).toBe(10)
  })

  it('20 new tasks get 20 consecutive numbers', async () => {
    const { manager, project } = await aCompany(world)
    const tasks = await Promise.all(times(20).map(() => aTask(manager, project.id)))
    expect(tasks.map(({ number }) => number).sort((a, b) => a - b)).toEqual(times(20).map((index) => index + 1))
    expect(new Set(tasks.map(({ rank }) => rank)).size).toBe(20)
  })

  it('20 comments count 20', async () => {
    const { manager, employee, project } = await aCompany(world)
    const task = await aTask(manager, project.id)
    await Promise.all(
      times(20).map((index) =>
        (index % 2 ? manager : employee).do(createComment, { params: { taskId: task.id }, body: { body: 'Me too' } }),
      ),
    )
    expect((await manager.do(readTask, { params: { taskId: task.id } })).commentCount).toBe(20)
  })

  it('of two edits of one version one wins, the other gets 409', async () => {
    const { manager, project } = await aCompany(world)
    const task = await aTask(manager, project.id)
    const answers = await Promise.all(
      times(5).map((index) =>
        manager.call(updateTask, {
          params: { taskId: task.id },
          body: { title: `Title ${index}`, expectedVersion: 1 },
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  })

  it('assignees are what the events say, whoever came first', async () => {
    const { manager, employee, team, project } = await aCompany(world)
    const task = await aTask(manager, project.id)
    const people = [manager.membership.id, employee.membership.id].sort()
    const sets = [[], [people[0]!], [people[1]!], people]
    await Promise.all(
      times(20).map((index) =>
        manager.do(updateTask, { params: { taskId: task.id }, body: { assigneeIds: sets[index % 4]! } }),
      ),
    )
    const { items } = await manager.do(endpoints.listStreamEvents, {
      params: { stream: `team:${team.id}` },
      query: { limit: 500 },
    })
    let assigneeIds: string[] = []
    for (const { type, data } of items) {
      if (type !== 'task.updated') continue
      const [before, after] = (data.changes as { assigneeIds: [string[], string[]] }).assigneeIds
      expect(before).toEqual(assigneeIds)
      assigneeIds = after
    }
    expect((await manager.do(readTask, { params: { taskId: task.id } })).assigneeIds).toEqual(assigneeIds)
  })

  it('the same Idempotency-Key sent ten times makes one task and one answer', async () => {
    const { manager, project } = await aCompany(world)
    const headers = { 'Idempotency-Key': randomUUID() }
    const send = (title = 'Once') => manager.call(createTask, { body: { projectId: project.id, title }, headers })
    const answers = await Promise.all(times(10).map(() => send()))
    const final = [...answers.filter(({ status }) => status === 201), await send()]
    expect(answers.every(({ status, problem }) => status === 201 || problem.code === 'idempotency_in_flight')).toBe(
      true,
    )
    for (const answer of final) expect([answer.data, answer.offsets]).toEqual([final[0]!.data, final[0]!.offsets])
    expect(final.at(-1)!.headers.get('idempotent-replayed')).toBe('true')
    expect((await manager.do(readBoard, { params: { projectId: project.id } })).tasks).toHaveLength(1)
    const other = await send('Another body')
    expect([other.status, other.problem.code]).toEqual([422, 'idempotency_mismatch'])
  })
})
