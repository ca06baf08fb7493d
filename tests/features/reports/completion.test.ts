// When tasks were finished is kept on every way into and out of a status of what is done.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import { endpoints } from '../../../shared/index.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aReportedCompany, at, type ReportedCompany } from './history.ts'

const { createTask, updateTask, moveTask, bulkTasks, readProjectReport, createStatus, updateStatus, deleteStatus, transferTasks, undo } = endpoints
const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-03-02', '2026-03-03', '2026-03-04'] as const
afterEach(() => setClock())

describe.each(backends)('the completion of tasks on %s', (backend) => {
  const world = useWorld({ backend })
  let company: ReportedCompany
  let projectId: string
  let done: string
  let todo: string
  beforeAll(async () => {
    company = await aReportedCompany(world)
    ;({ projectId, done, todo } = company)
  })

  const day = (name: string) => at(`${name}T12:00:00Z`)
  /** How many were finished on each of the three days since `before`. */
  async function finished(): Promise<number[]> {
    const on = async (name: string) =>
      (await company.by.do(readProjectReport, { params: { projectId }, query: { from: name, to: name, timezone: 'UTC' } })).totals.finished
    return [await on(MONDAY), await on(TUESDAY), await on(WEDNESDAY)]
  }
  async function change(act: () => Promise<unknown>): Promise<number[]> {
    const before = await finished()
    await act()
    return (await finished()).map((count, index) => count - before[index]!)
  }
  const make = (statusId = todo): Promise<Task> => company.by.do(createTask, { body: { projectId, title: 'Task', statusId } })
  const move = ({ id: taskId }: Task, statusId: string) => company.by.do(moveTask, { params: { taskId }, body: { statusId, afterTaskId: null } })

  it('by moving, out and in again; a place within it changes nothing', async () => {
    day(MONDAY)
    const task = await make()
    expect(await change(() => move(task, done))).toEqual([1, 0, 0])
    day(TUESDAY)
    expect(await change(() => move(task, done))).toEqual([0, 0, 0])
    expect(await change(() => move(task, todo))).toEqual([-1, 0, 0])
    expect(await change(() => move(task, done))).toEqual([0, 1, 0])
  })

  it('by being made there, by an update and by a bulk change', async () => {
    day(MONDAY)
    expect(await change(() => make(done))).toEqual([1, 0, 0])
    const task = await make()
    expect(await change(() => company.by.do(updateTask, { params: { taskId: task.id }, body: { statusId: done } }))).toEqual([1, 0, 0])
    const [one, other] = [await make(), await make(done)]
    day(TUESDAY)
    const operations = [{ op: 'update' as const, taskId: one.id, statusId: done }, { op: 'move' as const, taskId: other.id, statusId: todo, afterTaskId: null },
      { op: 'create' as const, projectId, title: 'Made there', statusId: done }]
    expect(await change(() => company.by.do(bulkTasks, { body: { mode: 'atomic', operations } }))).toEqual([-1, 2, 0])
  })

  it('by undoing', async () => {
    day(MONDAY)
    const task = await make()
    const { offsets } = await company.by.call(moveTask, { params: { taskId: task.id }, body: { statusId: done, afterTaskId: null } })
    expect(Object.keys(offsets)).toHaveLength(1)
    const { items } = await company.by.do(endpoints.listTaskActivity, { params: { taskId: task.id } })
    expect(await change(() => company.by.do(undo, { body: { eventIds: [items[0]!.id] } }))).toEqual([-1, 0, 0])
  })

  it('by what a status means, and by where its tasks go when it is deleted', async () => {
    day(MONDAY)
    const { id: statusId } = await company.by.do(createStatus, { params: { projectId }, body: { name: 'Review', category: 'active', color: 'teal' } })
    await make(statusId)
    await make(statusId)
    const mean = (category: 'active' | 'done' | 'cancelled') => change(() => company.by.do(updateStatus, { params: { statusId }, body: { category } }))
    day(TUESDAY)
    expect(await mean('done')).toEqual([0, 2, 0])
    expect(await mean('cancelled')).toEqual([0, -2, 0])
    day(WEDNESDAY)
    expect(await mean('active')).toEqual([0, 0, 0])
    expect(await change(() => company.by.do(deleteStatus, { params: { statusId }, query: { moveTo: done } }))).toEqual([0, 0, 2])
  })

  it('by going to another project, where finished stays finished', async () => {
    day(MONDAY)
    const { id: taskId } = await make(done)
    const { id: target } = await company.by.do(endpoints.createProject, { body: { name: 'Elsewhere', teamId: company.team.id } })
    day(TUESDAY)
    await company.by.do(transferTasks, { body: { taskIds: [taskId], projectId: target } })
    const { totals } = await company.by.do(readProjectReport, { params: { projectId: target }, query: { from: MONDAY, to: MONDAY, timezone: 'UTC' } })
    expect(totals.finished).toBe(1)
  })
})
