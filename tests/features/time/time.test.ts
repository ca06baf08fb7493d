// Time on tasks: by hand and by one timer a person, told on every screen, approved and locked, summed by who and week.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask, type Person } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const MINUTE = 60_000
afterEach(() => setClock())
const { createTimeEntry, updateTimeEntry, deleteTimeEntry, approveTimeEntry, startTimer, stopTimer, listTimeEntries, readProjectTime, readTaskDetail, readOverview } = endpoints

describe.each(backends)('time on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })

  /** A task that the employee may work on. */
  const ofEmployee = async () => (await aTask(company.employee, company.project.id)).id
  const screens = (taskId: string) => ({ viewers: [company.admin, company.manager, company.employee], snapshots: [boardOf(company.project.id), detailOf(taskId)] })
  const log = (person: Person, taskId: string, minutes: number, more: { startedAt?: string; note?: string } = {}) =>
    person.do(createTimeEntry, { params: { taskId }, body: { minutes, ...more } })
  const timeOf = async (taskId: string) => (await company.manager.do(readTaskDetail, { params: { taskId } })).time
  const timerOf = async (person: Person) => (await person.do(readOverview)).timer

  describe('by hand', () => {
    it('S26 S89 is logged, changed and deleted on every screen', async () => {
      const { employee } = company
      const taskId = await ofEmployee()
      const entry = await verifyAction(screens(taskId), () => log(employee, taskId, 90, { startedAt: '2026-03-02T10:00:00+01:00', note: 'Sanding' }))
      expect(entry).toMatchObject({ taskId, memberId: employee.membership.id, minutes: 90, startedAt: '2026-03-02T09:00:00.000Z', note: 'Sanding', approvedAt: null, version: 1 })
      const params = { entryId: entry.id }
      const changed = await verifyAction(screens(taskId), () => employee.do(updateTimeEntry, { params, body: { minutes: 45, note: '' } }))
      expect(changed).toMatchObject({ minutes: 45, note: '', version: 2 })
      await verifyAction({ ...screens(taskId), silent: true }, () => employee.do(updateTimeEntry, { params, body: { minutes: 45 } }))
      await verifyAction(screens(taskId), () => employee.do(deleteTimeEntry, { params }))
      expect(await timeOf(taskId)).toEqual([])
    })

    it('without a beginning ended now', async () => {
      const at = Date.parse('2026-05-04T12:00:00Z')
      const taskId = await ofEmployee()
      setClock(() => Math.max(at, Date.now()))
      const { startedAt, createdAt } = await log(company.employee, taskId, 30)
      expect(Date.parse(createdAt) - Date.parse(startedAt)).toBe(30 * MINUTE)
    })

    it('is refused where it makes no sense', async () => {
      const taskId = await ofEmployee()
      for (const [body, pointer] of [
        [{ minutes: 0 }, '/minutes'], [{ minutes: 1441 }, '/minutes'], [{ minutes: 1.5 }, '/minutes'], [{}, '/minutes'],
        [{ minutes: 5, startedAt: 'yesterday' }, '/startedAt'], [{ minutes: 5, note: 'x'.repeat(1001) }, '/note'], [{ minutes: 5, memberId: nobodysId() }, '/memberId'],
      ] as const) {
        const answer = await company.employee.call(createTimeEntry, { params: { taskId }, body: body as never })
        expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
      }
      expect(await timeOf(taskId)).toEqual([])
    })

    it('RT22 is logged once by repetitions; a stale version is refused', async () => {
      const taskId = await ofEmployee()
      const headers = { 'Idempotency-Key': `time-${taskId}` }
      const first = await company.employee.call(createTimeEntry, { params: { taskId }, body: { minutes: 5 }, headers })
      expect((await company.employee.call(createTimeEntry, { params: { taskId }, body: { minutes: 5 }, headers })).data).toEqual(first.data)
      expect(await timeOf(taskId)).toHaveLength(1)
      const stale = await company.employee.call(updateTimeEntry, { params: { entryId: first.data.id }, body: { minutes: 6 }, headers: { 'If-Match': '"7"' } })
      expect(stale.problem.code).toBe('precondition_failed')
    })
  })

  describe('who may', () => {
    it('S26 log: on tasks of their own the employee, in the team its manager; what is hidden is not found', async () => {
      const { manager, employee, admin, stranger, foreigner, project } = company
      const [own, managers] = [await ofEmployee(), (await aTask(manager, project.id)).id]
      const status = async (person: Person, taskId: string) => (await person.call(createTimeEntry, { params: { taskId }, body: { minutes: 5 } })).status
      expect([await status(employee, own), await status(employee, managers), await status(manager, own), await status(admin, own)]).toEqual([201, 403, 201, 201])
      expect([await status(stranger, own), await status(foreigner, own)]).toEqual([404, 404])
      const timer = async (person: Person, taskId: string) => (await person.call(startTimer, { body: { taskId } })).status
      expect([await timer(employee, managers), await timer(stranger, own)]).toEqual([403, 404])
    })

    it('change: whose time it is, and admins; approve: managers of the team; all others are told who may', async () => {
      const { manager, employee, admin, stranger, foreigner } = company
      const { id } = await log(employee, await ofEmployee(), 5)
      const params = { entryId: id }
      const body = { minutes: 6 }
      const statuses = async (...people: Person[]) => Promise.all(people.map(async (person) => (await person.call(updateTimeEntry, { params, body })).status))
      expect(await statuses(manager, stranger, foreigner)).toEqual([403, 404, 404])
      expect([...await statuses(employee), ...await statuses(admin)]).toEqual([200, 200])
      const approve = async (person: Person) => (await person.call(approveTimeEntry, { params, body: { approved: true } })).status
      expect([await approve(employee), await approve(stranger), await approve(foreigner)]).toEqual([403, 404, 404])
      const none = comparable((await manager.call(deleteTimeEntry, { params: { entryId: nobodysId() } })).problem)
      expect(comparable((await stranger.call(deleteTimeEntry, { params })).problem)).toEqual(none)
    })

    it('what was changed since it was seen is not approved', async () => {
      const { manager, employee } = company
      const entry = await log(employee, await ofEmployee(), 30)
      const params = { entryId: entry.id }
      await employee.do(updateTimeEntry, { params, body: { minutes: 600 } })
      expect((await manager.call(approveTimeEntry, { params, body: { approved: true }, headers: { 'If-Match': `"${entry.version}"` } })).status).toBe(412)
    })

    it('approved time is locked until that is taken back', async () => {
      const { manager, employee } = company
      const taskId = await ofEmployee()
      const params = { entryId: (await log(employee, taskId, 5)).id }
      const approve = (approved: boolean) => manager.do(approveTimeEntry, { params, body: { approved } })
      expect(await verifyAction(screens(taskId), () => approve(true))).toMatchObject({ approvedById: manager.membership.id, approvedAt: expect.any(String) as string })
      await verifyAction({ ...screens(taskId), silent: true }, () => approve(true))
      expect((await employee.call(updateTimeEntry, { params, body: { minutes: 6 } })).problem).toMatchObject({ status: 409, code: 'time_approved' })
      expect((await employee.call(deleteTimeEntry, { params })).problem.code).toBe('time_approved')
      expect(await verifyAction(screens(taskId), () => approve(false))).toMatchObject({ approvedById: null, approvedAt: null })
      expect((await employee.do(updateTimeEntry, { params, body: { minutes: 6 } })).minutes).toBe(6)
    })
  })

  describe('the timer', () => {
    const overview = () => ({ viewers: [company.employee], snapshots: [overviewOf] })

    it('S89 runs for one person on one task: another start stops it and logs its time', async () => {
      const { employee } = company
      const [first, second] = [await ofEmployee(), await ofEmployee()]
      const timer = await verifyAction(overview(), () => employee.do(startTimer, { body: { taskId: first, note: 'Primer' } }))
      expect(timer).toMatchObject({ taskId: first, projectId: company.project.id, note: 'Primer' })
      expect(await timerOf(employee)).toEqual(timer)
      expect(await timerOf(company.manager)).toBeNull()
      await verifyAction({ ...overview(), silent: true }, () => employee.do(startTimer, { body: { taskId: first } }))
      const began = Date.now()
      setClock(() => began + 9 * MINUTE)
      await verifyAction({ ...screens(first), viewers: [employee], snapshots: [detailOf(first) as never, overviewOf as never] }, () => employee.do(startTimer, { body: { taskId: second } }))
      expect(await timeOf(first)).toMatchObject([{ minutes: 9, note: 'Primer', startedAt: timer.startedAt, memberId: employee.membership.id }])
      setClock(() => began + 9 * MINUTE + 1000)
      await verifyAction(overview(), () => employee.do(stopTimer))
      expect(await timeOf(second)).toMatchObject([{ minutes: 1 }])
      expect([await timerOf(employee), (await employee.call(stopTimer)).status]).toEqual([null, 404])
    })

    it('is one also when two are started at once', async () => {
      const { employee } = company
      const tasks = await Promise.all([ofEmployee(), ofEmployee(), ofEmployee()])
      const answers = await Promise.all(tasks.map((taskId) => employee.call(startTimer, { body: { taskId } })))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect(tasks).toContain((await timerOf(employee))!.taskId)
      await employee.do(stopTimer)
      expect((await Promise.all(tasks.map(timeOf))).flat()).toHaveLength(3)
    })

    it('stops without an entry when its task is in the trash', async () => {
      const { employee } = company
      const taskId = await ofEmployee()
      await employee.do(startTimer, { body: { taskId } })
      await employee.do(endpoints.deleteTask, { params: { taskId } })
      await verifyAction(overview(), () => employee.do(stopTimer))
      await employee.do(endpoints.restoreTask, { params: { taskId } })
      expect(await timeOf(taskId)).toEqual([])
    })
  })

  describe('sums', () => {
    it('S82 S103 are by person and week; a week belongs to the time zone of whose time it is, also where clocks change', async () => {
      const { manager, employee, project } = company
      const zone = (person: Person, timezone: string) => person.do(endpoints.updateProfile, { body: { timezone } })
      await zone(employee, 'Europe/Berlin')
      await zone(manager, 'America/Los_Angeles')
      const taskId = await ofEmployee()
      // The last Sunday of March, at 23:30 in Berlin of summer time: a quarter past midnight it would be Monday in winter time.
      await log(employee, taskId, 10, { startedAt: '2026-03-29T21:30:00Z' })
      await log(employee, taskId, 20, { startedAt: '2026-03-29T22:30:00Z' })
      await log(manager, taskId, 30, { startedAt: '2026-03-30T06:30:00Z' })
      await log(manager, taskId, 40, { startedAt: '2026-03-30T07:30:00Z' })
      const query = { from: '2026-03-28T00:00:00Z', to: '2026-04-04T00:00:00Z' }
      const { totalMinutes, items } = await employee.do(readProjectTime, { params: { projectId: project.id }, query })
      expect(totalMinutes).toBe(100)
      const of = (person: Person) => items.filter(({ memberId }) => memberId === person.membership.id).map(({ week, minutes }) => [week, minutes])
      expect(of(employee)).toEqual([['2026-03-23', 10], ['2026-03-30', 20]])
      expect(of(manager)).toEqual([['2026-03-23', 30], ['2026-03-30', 40]])
      for (const person of [company.stranger, company.foreigner]) {
        expect((await person.call(readProjectTime, { params: { projectId: project.id } })).status).toBe(404)
      }
    })

    it('S26 S82 count estimates of the same tasks: archived ones too, those in the trash not', async () => {
      const { manager, employee, team } = company
      const { id: projectId } = await aProject(manager, team.id)
      const make = async (estimateMinutes: number | null) =>
        (await manager.do(endpoints.createTask, { body: { projectId, title: 'Estimated', estimateMinutes, assigneeIds: [employee.membership.id] } })).id
      const sums = async (query = {}) => {
        const { totalMinutes, estimatedMinutes } = await employee.do(readProjectTime, { params: { projectId }, query })
        return [totalMinutes, estimatedMinutes]
      }
      expect(await sums()).toEqual([0, 0])
      const [finished, open, gone, unestimated] = [await make(120), await make(30), await make(500), await make(null)]
      for (const [taskId, minutes] of [[finished, 90], [open, 10], [gone, 60], [unestimated, 5]] as const) await log(employee, taskId, minutes, { startedAt: '2026-03-30T10:00:00Z' })
      await manager.do(endpoints.archiveTask, { params: { taskId: finished }, body: { archived: true } })
      await manager.do(endpoints.deleteTask, { params: { taskId: gone } })
      expect(await sums()).toEqual([105, 150])
      expect(await sums({ from: '2026-04-01T00:00:00Z' })).toEqual([0, 150])
      await manager.do(endpoints.restoreTask, { params: { taskId: gone } })
      expect(await sums()).toEqual([165, 650])
    })

    it('are listed for whoever may read the tasks, page by page, with what they were spent on', async () => {
      const { employee, stranger, foreigner } = company
      const taskId = await ofEmployee()
      for (const [index, day] of ['01', '02', '03'].entries()) await log(employee, taskId, index + 1, { startedAt: `2026-06-${day}T09:00:00Z` })
      const query = { memberId: employee.membership.id, taskId, limit: 2 }
      const first = await stranger.do(listTimeEntries, { query })
      expect(first.items).toEqual([])
      const page = await employee.do(listTimeEntries, { query })
      expect(page.items.map(({ minutes }) => minutes)).toEqual([3, 2])
      expect(page.items[0]).toMatchObject({ projectId: company.project.id, teamId: company.team.id, key: expect.stringMatching(/-\d+$/) as string })
      expect((await employee.do(listTimeEntries, { query: { ...query, cursor: page.nextCursor! } })).items.map(({ minutes }) => minutes)).toEqual([1])
      const inside = { taskId, from: '2026-06-02T00:00:00Z', to: '2026-06-03T00:00:00Z' }
      expect((await employee.do(listTimeEntries, { query: inside })).items.map(({ minutes }) => minutes)).toEqual([2])
      expect((await foreigner.do(listTimeEntries, { query: { taskId } })).items).toEqual([])
    })
  })
})
