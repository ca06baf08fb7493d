// Tasks that repeat: what a rule may say, what follows a task that is finished, the days of a rule, and what undo and copies make of it.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { repeatTasks } from '../../../server/features/recurrence/recurrence.jobs.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { endpoints } from '../../../shared/index.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aTask, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany } from '../tasks/company.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { createTask, updateTask, moveTask, bulkTasks, readTask, readTaskDetail, listTasks, undo, copyProject, readRecurrenceDates, createChecklist, createChecklistItem, archiveTask, deleteTask, updateProject, updateTeam } = endpoints
const BERLIN = 'Europe/Berlin'
const weekly = { rule: 'FREQ=WEEKLY;BYDAY=MO', timezone: BERLIN, start: '2026-03-02T09:00' }
/** As if it was then. */
const at = (moment: string) => setClock(() => Date.parse(moment))
afterEach(() => setClock())

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const done = () => company.statuses.find(({ category }) => category === 'done')!
  const first = () => company.statuses[0]!
  const read = (taskId: string, by: Person = company.manager) => by.do(readTask, { params: { taskId } })
  const nextOf = async (task: Pick<Task, 'id' | 'projectId'>) =>
    (await company.manager.do(listTasks, { query: { projectId: task.projectId, limit: 200 } })).items.filter(({ previousId }) => previousId === task.id) as unknown as Task[]
  const give = (task: Task, recurrence: object | null, by: Person = company.manager) =>
    by.call(updateTask, { params: { taskId: task.id }, body: { recurrence: recurrence as never } })
  /** Due on a Monday before clocks change. */
  const repeating = async (recurrence: object = weekly, more: object = {}) =>
    company.manager.do(createTask, { body: { projectId: company.project.id, title: 'Report', dueAt: '2030-03-25T08:00:00.000Z', recurrence: recurrence as never, ...more } })
  const finish = (task: Task, by: Person = company.manager) => by.do(moveTask, { params: { taskId: task.id }, body: { statusId: done().id, afterTaskId: null } })
  const screens = (...taskIds: string[]) => ({ viewers: [company.manager, company.employee], snapshots: [boardOf(company.project.id), ...taskIds.map(detailOf)] })
  const runJob = () => repeatTasks(world.server)({})

  describe('a rule is a field of its task', () => {
    it('set, changed and taken off, on every screen', async () => {
      const { manager, project } = company
      const task = await aTask(manager, project.id)
      await verifyAction(screens(task.id), () => give(task, weekly))
      expect((await read(task.id)).recurrence).toEqual({ mode: 'whenDone', rule: 'FREQ=WEEKLY;BYDAY=MO', start: '2026-03-02T09:00:00', nextAt: null, timezone: BERLIN })
      await verifyAction({ ...screens(), silent: true }, () => give(task, { ...weekly, rule: 'byday=MO;freq=weekly' }))
      await verifyAction(screens(task.id), () => give(task, { ...weekly, mode: 'onSchedule' }))
      expect(Date.parse((await read(task.id)).recurrence!.nextAt!)).toBeGreaterThan(Date.now())
      await verifyAction(screens(task.id), () => give(task, null))
      expect((await read(task.id)).recurrence).toBeNull()
    })

    it('starts at the due time in the zone of whoever sets it, unless it or the team says one', async () => {
      const task = await repeating({ rule: 'FREQ=WEEKLY' })
      expect(task.recurrence).toMatchObject({ start: '2030-03-25T08:00:00', timezone: 'UTC' })
    })

    it('is of the team\'s zone where that has one: nine o\'clock there stays so when clocks change, whoever sets it, alone or in bulk', async () => {
      const { admin, manager, project, team } = company
      const setZone = (timezone: string | null, by: Person = manager) => by.call(updateTeam, { params: { teamId: team.id }, body: { timezone } })
      await verifyAction({ viewers: [admin, manager], snapshots: [overviewOf] }, () => setZone('America/New_York'))
      // A Sunday before clocks change there, and not yet elsewhere.
      const due = '2030-03-09T14:00:00.000Z'
      const body = { projectId: project.id, title: 'Standup', dueAt: due, recurrence: { rule: 'FREQ=DAILY' } }
      const task = await admin.do(createTask, { body })
      expect(task.recurrence).toMatchObject({ start: '2030-03-09T09:00:00', timezone: 'America/New_York' })
      await finish(task)
      const [next] = await nextOf(task)
      expect([next!.dueAt, next!.recurrence!.timezone]).toEqual(['2030-03-10T13:00:00.000Z', 'America/New_York'])
      const { results } = await manager.do(bulkTasks, { body: { mode: 'atomic', operations: [{ op: 'create', ...body, recurrence: { ...body.recurrence, mode: 'onSchedule' } }, { op: 'update', taskId: (await aTask(manager, project.id)).id, dueAt: due, recurrence: body.recurrence }] } })
      for (const { taskId } of results) expect((await read(taskId!)).recurrence).toMatchObject({ start: '2030-03-09T09:00:00', timezone: 'America/New_York' })
      // In autumn the hour comes twice: still one task a day, at nine.
      const autumn = await manager.do(createTask, { body: { ...body, dueAt: '2030-11-02T13:00:00.000Z' } })
      await finish(autumn)
      expect((await nextOf(autumn))[0]!.dueAt).toBe('2030-11-03T14:00:00.000Z')
      const refused = await setZone('Mars/Olympus')
      expect([refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([422, '/timezone'])
      expect([(await setZone('UTC', company.employee)).status, (await setZone('UTC', company.stranger)).status]).toEqual([403, 404])
      await setZone(null)
      expect((await read(next!.id)).recurrence!.timezone).toBe('America/New_York')
      expect((await repeating({ rule: 'FREQ=WEEKLY' })).recurrence!.timezone).toBe('UTC')
    })

    it('is refused with its place where it is none', async () => {
      const task = await aTask(company.manager, company.project.id)
      for (const [given, pointer] of [
        [{ rule: 'FREQ=SOMETIMES' }, '/recurrence/rule'], [{ rule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31' }, '/recurrence/rule'],
        [{ ...weekly, timezone: 'Mars/Olympus' }, '/recurrence/timezone'], [{ ...weekly, start: '2026-02-30T09:00' }, '/recurrence/start'], [{ ...weekly, mode: 'often' }, '/recurrence/mode'],
        [{ ...weekly, days: 1 }, '/recurrence/days'],
      ] as const) {
        const { status, problem } = await give(task, given)
        expect([status, problem.errors?.[0]?.pointer]).toEqual([422, pointer])
      }
      const { data } = await company.manager.call(bulkTasks, { body: { mode: 'independent', operations: Array.from({ length: 102 }, (_, index) =>
        ({ op: 'update' as const, taskId: task.id, recurrence: { rule: `FREQ=DAILY;INTERVAL=${index + 1}` } })) } })
      expect(data.results.filter(({ ok }) => !ok).map(({ error }) => error!.pointer)).toEqual(['/operations/100/recurrence/rule', '/operations/101/recurrence/rule'])
    })

    it('asks who may as any change of the task, and hides it from others', async () => {
      const task = await repeating()
      expect((await give(task, null, company.employee)).status).toBe(403)
      expect((await give(task, null, company.stranger)).status).toBe(404)
      expect((await give(task, null, company.foreigner)).status).toBe(404)
      expect((await read(task.id)).recurrence).not.toBeNull()
    })

    it('tells on which days it falls', async () => {
      const ask = (query: object) => company.employee.call(readRecurrenceDates, { query: { ...weekly, ...query } as never })
      expect((await ask({ after: '2026-03-20T00:00:00Z', count: 3 })).data).toEqual({
        rule: 'FREQ=WEEKLY;BYDAY=MO', dates: ['2026-03-23T08:00:00.000Z', '2026-03-30T07:00:00.000Z', '2026-04-06T07:00:00.000Z'],
      })
      expect((await ask({ rule: 'FREQ=DAILY;COUNT=2' })).data.dates).toHaveLength(2)
      expect((await ask({ rule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30' })).data.dates).toEqual([])
      expect((await ask({ timezone: '+02:00' })).problem.errors?.[0]?.pointer).toBe('/timezone')
      expect((await ask({ rule: 'x' })).status).toBe(422)
    })
  })

  describe('finishing a task makes the next one', () => {
    it('with all that is the same in each, its dates moved, nothing ticked, and on every screen', async () => {
      const { manager, employee, project } = company
      const label = await aLabel(manager, project.id, `Label ${backend}`)
      const field = await manager.do(endpoints.createCustomField, { params: { projectId: project.id }, body: { name: `Cost ${backend}`, kind: 'number' } })
      const parent = await aTask(manager, project.id)
      const facts = {
        title: 'Weekly report', description: 'Numbers, **please**', priority: 'high' as const, assigneeIds: [employee.membership.id], labelIds: [label.id],
        estimateMinutes: 90, estimatePoints: 2, customFields: { [field.id]: 7 }, parentId: parent.id,
      }
      const task = await repeating(weekly, { ...facts, startAt: '2030-03-22T08:00:00.000Z', progress: 60 })
      const list = await manager.do(createChecklist, { params: { taskId: task.id }, body: { title: 'Steps' } })
      for (const doneAlready of [true, false]) await manager.do(createChecklistItem, { params: { checklistId: list.id }, body: { text: `Step ${doneAlready}`, done: doneAlready } })

      await verifyAction(screens(task.id, parent.id), () => finish(task, employee))

      const [next, ...others] = await nextOf(task)
      expect(others).toEqual([])
      expect(await read(next!.id)).toMatchObject({
        ...facts, statusId: first().id, progress: 0, dueAt: '2030-04-01T07:00:00.000Z', startAt: '2030-03-29T08:00:00.000Z', createdById: manager.membership.id,
        previousId: task.id, recurrence: task.recurrence, checklistDone: 0, checklistTotal: 2, version: 1,
      })
      const { checklists } = await manager.do(readTaskDetail, { params: { taskId: next!.id } })
      expect(checklists).toMatchObject([{ title: 'Steps', items: [{ text: 'Step true', done: false }, { text: 'Step false', done: false }] }])
      expect(await read(task.id)).toMatchObject({ recurrence: null, statusId: done().id })
      expect(await read(parent.id)).toMatchObject({ subtaskTotal: 2, subtaskDone: 1 })
    })

    it('once: reopened and finished again, the task has no rule any more', async () => {
      const task = await repeating()
      await finish(task)
      await company.manager.do(moveTask, { params: { taskId: task.id }, body: { statusId: first().id, afterTaskId: null } })
      await finish(task)
      expect(await nextOf(task)).toHaveLength(1)
    })

    it('once, when two finish it at the same moment', async () => {
      const task = await repeating()
      await Promise.all(Array.from({ length: 4 }, () => company.manager.call(moveTask, { params: { taskId: task.id }, body: { statusId: done().id, afterTaskId: null } })))
      expect(await nextOf(task)).toHaveLength(1)
    })

    it('by any change of its status: update, bulk update, bulk move; with a rule that comes in the same change', async () => {
      const { manager } = company
      const tasks = [await repeating(), await repeating(), await repeating(), await aTask(manager, company.project.id)]
      const list = await manager.do(createChecklist, { params: { taskId: tasks[1]!.id }, body: { title: 'Steps' } })
      await manager.do(createChecklistItem, { params: { checklistId: list.id }, body: { text: 'One', done: true } })
      await verifyAction(screens(), () => manager.do(updateTask, { params: { taskId: tasks[0]!.id }, body: { statusId: done().id, title: 'Renamed' } }))
      await verifyAction(screens(tasks[1]!.id), () => manager.do(bulkTasks, { body: { mode: 'atomic', operations: [
        { op: 'update', taskId: tasks[1]!.id, statusId: done().id, priority: 'low' }, { op: 'move', taskId: tasks[2]!.id, statusId: done().id, afterTaskId: null },
        { op: 'update', taskId: tasks[3]!.id, statusId: done().id, recurrence: weekly },
      ] } }))
      const next = await Promise.all(tasks.map(nextOf))
      expect(next.map(({ length }) => length)).toEqual([1, 1, 1, 1])
      expect(next.flat()).toMatchObject([{ title: 'Renamed' }, { priority: 'low', checklistTotal: 1, checklistDone: 0 }, {}, {}])
      expect((await Promise.all(tasks.map(({ id }) => read(id)))).map(({ recurrence }) => recurrence)).toEqual([null, null, null, null])
    })

    it('also where it is cancelled, and where the first column is full; not where the rule has ended, and not in a template', async () => {
      const { manager, project } = company
      const cancelled = await manager.do(endpoints.createStatus, { params: { projectId: project.id }, body: { name: 'Dropped', category: 'cancelled' } })
      const task = await repeating()
      await manager.do(endpoints.updateStatus, { params: { statusId: first().id }, body: { limit: 1 } })
      await manager.do(updateProject, { params: { projectId: project.id }, body: { limits: 'enforce' } })
      await manager.do(moveTask, { params: { taskId: task.id }, body: { statusId: cancelled.id, afterTaskId: null } })
      await manager.do(updateProject, { params: { projectId: project.id }, body: { limits: 'warn' } })
      await manager.do(endpoints.updateStatus, { params: { statusId: first().id }, body: { limit: null } })
      expect(await nextOf(task)).toHaveLength(1)
      const last = await repeating({ ...weekly, rule: 'FREQ=WEEKLY;UNTIL=20300326' })
      await finish(last)
      expect([await nextOf(last), (await read(last.id)).recurrence]).toMatchObject([[], { rule: 'FREQ=WEEKLY;UNTIL=20300326' }])
      const template = await manager.do(copyProject, { params: { projectId: project.id }, body: { name: `Template ${backend}`, isTemplate: true } })
      const { tasks, statuses } = await manager.do(endpoints.readBoard, { params: { projectId: template.id } })
      const copied = tasks.find(({ recurrence, title }) => recurrence && title === 'Report')!
      await manager.do(moveTask, { params: { taskId: copied.id }, body: { statusId: statuses.find(({ category }) => category === 'done')!.id, afterTaskId: null } })
      expect(await nextOf(copied)).toEqual([])
    })

    it('and undo takes both back, until somebody works on the next one', async () => {
      const { manager } = company
      const task = await repeating()
      const list = await manager.do(createChecklist, { params: { taskId: task.id }, body: { title: 'Steps' } })
      await manager.do(createChecklistItem, { params: { checklistId: list.id }, body: { text: 'One' } })
      await finish(task)
      const events = (await eventsAfter(manager, teamStream(company.team.id), 0))
      const { correlationId } = events.findLast(({ type }) => type === 'task.moved')!
      const [next] = await nextOf(task)
      const taken = await verifyAction(screens(task.id), () => manager.do(undo, { body: { correlationId } }))
      expect(await read(task.id)).toMatchObject({ statusId: first().id, recurrence: task.recurrence })
      expect((await read(next!.id)).deletedAt).not.toBeNull()
      await manager.do(undo, { body: { correlationId: taken.correlationId } })
      expect(await read(task.id)).toMatchObject({ statusId: done().id, recurrence: null })
      expect(await read(next!.id)).toMatchObject({ deletedAt: null, checklistTotal: 1 })
      // The move alone: the rule stays with the next one, which stays too.
      const moved = events.findLast(({ type }) => type === 'task.moved')!
      await manager.do(undo, { body: { eventIds: [moved.id] } })
      expect(await read(task.id)).toMatchObject({ statusId: first().id, recurrence: null })
      expect((await read(next!.id)).recurrence).not.toBeNull()
      const other = await repeating()
      await finish(other)
      const again = (await eventsAfter(manager, teamStream(company.team.id), 0)).findLast(({ type }) => type === 'task.moved')!.correlationId
      await manager.do(updateTask, { params: { taskId: (await nextOf(other))[0]!.id }, body: { title: 'Worked on' } })
      expect((await manager.call(undo, { body: { correlationId: again } })).status).toBe(409)
      expect((await read(other.id)).recurrence).toBeNull()
    })
  })

  describe('tasks by the days of a rule', () => {
    const scheduled = { ...weekly, mode: 'onSchedule' }

    it('are made by the job on their day, once, told by the product itself, whether the one before is finished or not', async () => {
      const task = await repeating(scheduled)
      expect(task.recurrence!.nextAt).toBe('2030-03-31T22:00:00.000Z')
      at('2030-03-31T21:59:00Z')
      await runJob()
      expect(await nextOfLater(task)).toEqual([])
      at('2030-04-01T00:03:00Z')
      await Promise.all([runJob(), runJob(), runJob()])
      await runJob()
      setClock()
      const [next, ...others] = await nextOf(task)
      expect(others).toEqual([])
      expect(next).toMatchObject({ dueAt: '2030-04-01T07:00:00.000Z', statusId: first().id, createdById: company.manager.membership.id, recurrence: { nextAt: '2030-04-07T22:00:00.000Z' } })
      expect((await read(task.id)).recurrence).toBeNull()
      const told = (await eventsAfter(company.manager, teamStream(company.team.id), 0)).slice(-2)
      expect(told).toMatchObject([
        { type: 'task.updated', actor: { membershipId: null, name: 'Lockstep' }, data: { taskId: task.id, changes: { recurrence: [{}, null] } } },
        { type: 'task.created', actor: { membershipId: null }, data: { task: { id: next!.id } } },
      ])
    })

    it('on every screen; finished and archived before, the series goes on; in the trash it rests', async () => {
      const { manager } = company
      const [finished, deleted] = [await repeating(scheduled), await repeating(scheduled)]
      await finish(finished)
      expect(await nextOf(finished)).toEqual([])
      await manager.do(archiveTask, { params: { taskId: finished.id }, body: { archived: true } })
      await manager.do(deleteTask, { params: { taskId: deleted.id } })
      await verifyAction(screens(), async () => {
        at('2030-04-20T00:03:00Z')
        await runJob()
        setClock()
      })
      expect(await nextOf(finished)).toMatchObject([{ dueAt: '2030-04-15T07:00:00.000Z', archivedAt: null }])
      expect(await nextOf(deleted)).toEqual([])
    })

    /** The clock of the test stands where no session lives. */
    const nextOfLater = async (task: Task) => {
      setClock()
      return nextOf(task)
    }
  })

  it('a copy of a project keeps the rules, moved with its days', async () => {
    const { manager, team } = company
    const project = await manager.do(endpoints.createProject, { body: { teamId: team.id, name: `Series ${backend}`, startOn: '2030-03-04' } })
    await manager.do(createTask, { body: { projectId: project.id, title: 'Report', dueAt: '2030-03-25T08:00:00.000Z', recurrence: { ...weekly, start: '2030-03-25T09:00', rule: 'FREQ=DAILY;UNTIL=20300401' } } })
    const copy = await manager.do(copyProject, { params: { projectId: project.id }, body: { name: `Copy ${backend}`, startOn: '2030-03-11' } })
    const { items: [task] } = await manager.do(listTasks, { query: { projectId: copy.id } })
    expect(task).toMatchObject({ previousId: null, recurrence: { rule: 'FREQ=DAILY;UNTIL=20300408', start: '2030-04-01T09:00:00', mode: 'whenDone' } })
  })
})
