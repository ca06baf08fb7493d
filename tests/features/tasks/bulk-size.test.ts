// Bulk changes at their full size, on each database, with the time they take.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'

const { bulkTasks, readBoard } = endpoints
type Operation = BodyInputOf<typeof bulkTasks>['operations'][number]

describe.each(backends)('large bulk changes on %s', (backend) => {
  const world = useWorld({ backend })

  it('create 1,000 tasks', async () => {
    const { manager, project } = await aCompany(world)
    const operations = Array.from({ length: 1000 }, (_, index): Operation => ({
      op: 'create',
      projectId: project.id,
      title: `Task ${index + 1}`,
    }))
    const { data } = await manager.call(bulkTasks, { body: { mode: 'atomic', operations } })
    expect([data.succeeded, data.results[999]!.key]).toEqual([1000, `${project.key}-1000`])
    const { tasks } = await manager.do(readBoard, { params: { projectId: project.id } })
    expect(tasks.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ title }) => title)).toEqual(
      operations.map((_, index) => `Task ${index + 1}`),
    )
  })

  it('do 5,000 mixed operations', async () => {
    const { manager, employee, project, statuses } = await aCompany(world)
    const ids = Array.from({ length: 1000 }, () => randomUUID())
    const place = (index: number) => statuses[index % statuses.length]!.id
    const operations = [
      ...ids.map((id, index): Operation => ({
        op: 'create',
        id,
        projectId: project.id,
        title: `Task ${index}`,
        statusId: place(index),
      })),
      ...ids.map((taskId, index): Operation => ({ op: 'move', taskId, statusId: place(index + 1), afterTaskId: null })),
      ...ids.map((taskId, index): Operation => ({
        op: 'update',
        taskId,
        progress: index % 100,
        assigneeIds: [employee.membership.id],
        expectedVersion: 2,
      })),
      ...ids.map((taskId, index): Operation => ({ op: 'archive', taskId, archived: index % 2 === 0 })),
    ]
    const start = performance.now()
    const first = await manager.call(bulkTasks, { body: { mode: 'atomic', operations: operations.slice(0, 1000) } })
    const prepared = performance.now()
    const rest = [
      ...operations.slice(1000),
      ...ids.map((taskId, index): Operation =>
        index % 10 === 0
          ? { op: 'delete', taskId }
          : { op: 'update', taskId, title: `Last ${index}`, statusId: place(index) },
      ),
    ]
    const rename = ids.map((taskId, index): Operation => ({ op: 'update', taskId, description: `Words ${index}` }))
    const answer = await manager.call(bulkTasks, { body: { mode: 'independent', operations: [...rest, ...rename] } })
    const ended = performance.now()
    console.log(
      `${backend}: 1,000 creates ${Math.round(prepared - start)} ms, 5,000 mixed operations ${Math.round(ended -
        prepared)} ms`,
    )
    expect(
      [first.data?.succeeded, answer.data?.succeeded, answer.data?.failed],
      JSON.stringify(answer.problem).slice(0, 500),
    ).toEqual([1000, 4900, 100])
    const { tasks } = await manager.do(readBoard, { params: { projectId: project.id } })
    expect(tasks).toHaveLength(500)
    expect(new Set(tasks.map(({ statusId, rank }) => `${statusId} ${rank}`)).size).toBe(500)
  }, 60_000)

  it('tell a task that others outran once, however many operations expected another version of it, and long ones while there is room', async () => {
    const { manager, project } = await aCompany(world)
    const make = () => manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Long', description: 'x'.repeat(100_000) } })
    const tasks: Awaited<ReturnType<typeof make>>[] = []
    for (let count = 0; count < 30; count += 1) tasks.push(await make())
    const expecting = (id: string): Operation => ({ op: 'update', taskId: id, priority: 'high', expectedVersion: 999 })
    const run = async (operations: Operation[]) => (await manager.do(bulkTasks, { body: { mode: 'independent', operations } })).results
    const same = await run(Array.from({ length: 1000 }, () => expecting(tasks[0]!.id)))
    expect(same.flatMap(({ index, error }) => (error?.current ? [index] : []))).toEqual([0])
    const different = await run(tasks.map(({ id }) => expecting(id)))
    expect(different.map(({ error }) => error?.current !== undefined)).toEqual(tasks.map((_, index) => index < 20))
    const between = await run([expecting(tasks[0]!.id), { op: 'update', taskId: tasks[0]!.id, progress: 1 }, expecting(tasks[0]!.id)])
    expect(between.map(({ error }) => error?.current?.version)).toEqual([1, undefined, 2])
  }, 60_000)
})
