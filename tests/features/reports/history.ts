// A small history whose figures are counted by hand. Times are UTC; the people live in Berlin, where summer time begins on Sunday, 29 March 2026.
import { setClock } from '../../../server/kernel/clock.ts'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProgram, aProject, type Person } from '../../support/factories.ts'
import type { World } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'

export const at = (time: string) => setClock(() => Date.parse(time))

export const PERIOD = { from: '2026-03-23', to: '2026-04-05', timezone: 'Europe/Berlin' } as const

/** Programs act for people: their tokens are good at every moment. */
export async function aReportedCompany(world: World) {
  const company = await aWiderCompany(world)
  const [manager, employee] = [await programOf(world, company.manager), await programOf(world, company.employee)]
  const { id: projectId } = await aProject(company.manager, company.team.id)
  const { statuses } = await company.manager.do(endpoints.readBoard, { params: { projectId } })
  const statusOf = (category: string) => statuses.find((status) => status.category === category)!.id
  const dropped = await company.manager.do(endpoints.createStatus, { params: { projectId }, body: { name: 'Dropped', category: 'cancelled', color: 'slate' } })
  return { ...company, by: manager, worker: employee, projectId, todo: statusOf('todo'), done: statusOf('done'), cancelled: dropped.id }
}
export type ReportedCompany = Awaited<ReturnType<typeof aReportedCompany>>

const programOf = (world: World, person: Person) => aProgram(world, person, ['tasks:write', 'projects:write', 'teams:read'])

export async function makeHistory({ by, worker, employee, manager, projectId, todo, done, cancelled }: ReportedCompany): Promise<void> {
  const mine = { assigneeIds: [employee.membership.id] }
  const make = async (time: string, more: Partial<BodyInputOf<typeof endpoints.createTask>> = {}): Promise<Task> => {
    at(time)
    return by.do(endpoints.createTask, { body: { projectId, title: time, statusId: todo, ...more } })
  }
  const move = (time: string, task: Task, statusId: string) => {
    at(time)
    return by.do(endpoints.moveTask, { params: { taskId: task.id }, body: { statusId, afterTaskId: null } })
  }
  const log = (person: Person, task: Task, minutes: number, startedAt: string) =>
    person.do(endpoints.createTimeEntry, { params: { taskId: task.id }, body: { minutes, startedAt } })

  // 120 hours; estimated 300 minutes, spent 90 by whom it is assigned to and 45 by another.
  const first = await make('2026-03-23T10:00:00Z', { ...mine, estimateMinutes: 300 })
  await move('2026-03-28T10:00:00Z', first, done)
  // Made on Sunday before the period, finished 167 hours later: on its first Sunday, half an hour before the week ends in Berlin.
  const second = await make('2026-03-22T22:30:00Z', { assigneeIds: [employee.membership.id, manager.membership.id], estimateMinutes: 121 })
  await move('2026-03-29T21:30:00Z', second, done)
  // Made on Monday in Berlin, on Sunday in UTC; 48 hours.
  const third = await make('2026-03-29T22:30:00Z')
  await move('2026-03-31T22:30:00Z', third, done)
  // Late, reopened, cancelled, in the trash.
  await make('2026-04-01T08:00:00Z', { ...mine, dueAt: '2026-04-02T08:00:00.000Z' })
  const reopened = await make('2026-04-01T09:00:00Z', mine)
  await move('2026-04-01T10:00:00Z', reopened, done)
  await move('2026-04-01T11:00:00Z', reopened, todo)
  await move('2026-04-01T12:00:00Z', await make('2026-04-01T12:00:00Z'), cancelled)
  const gone = await make('2026-04-01T13:00:00Z', mine)
  await move('2026-04-01T14:00:00Z', gone, done)
  await by.do(endpoints.deleteTask, { params: { taskId: gone.id } })
  // Finished and put into the archive: finished all the same. 24 hours.
  const archived = await make('2026-04-02T08:00:00Z')
  await move('2026-04-03T08:00:00Z', archived, done)
  await by.do(endpoints.archiveTask, { params: { taskId: archived.id }, body: { archived: true } })
  // The hour that clocks skip lies between these; the last is after the period.
  at('2026-04-10T08:00:00Z')
  await log(worker, first, 90, '2026-03-29T00:30:00Z')
  // Before the period, but on what was finished in it.
  await log(by, second, 20, '2026-03-22T10:00:00Z')
  await log(by, first, 45, '2026-03-29T22:15:00Z')
  await log(by, third, 30, '2026-04-05T21:59:00Z')
  await log(by, third, 999, '2026-04-05T22:00:00Z')
}
