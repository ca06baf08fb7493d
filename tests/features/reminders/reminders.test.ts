// Reminders: one's own, given once when their time has come, moved with the due time, ended with the task or with the right to see it.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, type Person } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { remindersOf } from './reminders-snapshot.ts'

const { createReminder, createTask, deleteReminder, deleteTask, listNotifications, listReminders, removeTeamMember, updateTask } = endpoints
const HOUR = 3_600_000
const later = (ms: number) => new Date(Date.now() + ms).toISOString()

describe.each(backends)('reminders on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  afterEach(() => setClock())

  const settle = () => world.server.notifier.settle()
  /** Sessions would have ended by then: nobody asks meanwhile. */
  async function inTwoHours<T>(action: () => Promise<T>): Promise<T> {
    const at = Date.now() + 2 * HOUR
    setClock(() => at)
    return action().finally(() => setClock())
  }
  const aTask = (dueAt: string | null = null) => company.manager.do(createTask, { body: { projectId: company.project.id, title: 'Call the roofer', dueAt } })
  const remind = (person: Person, taskId: string, body: object) => person.do(createReminder, { params: { taskId }, body })
  const own = (person: Person, taskId: string) => person.do(listReminders, { query: { taskId } }).then(({ items }) => items)
  const told = (person: Person) => person.do(listNotifications, { query: { limit: 200 } }).then(({ items }) => items.filter(({ kind }) => kind === 'reminder'))
  const mine = (person: Person) => ({ viewers: [person], snapshots: [remindersOf] })

  it('S92 is set and taken back on every screen, by whoever may see the task', async () => {
    const { employee } = company
    const { id: taskId, key } = await aTask()
    const reminder = await verifyAction(mine(employee), () => remind(employee, taskId, { remindAt: later(HOUR) }))
    expect(reminder).toMatchObject({ taskId, key, title: 'Call the roofer', beforeMinutes: null })
    expect(await own(company.manager, taskId), 'nobody else has it').toEqual([])
    await verifyAction(mine(employee), () => employee.do(deleteReminder, { params: { reminderId: reminder.id } }))
    expect(await own(employee, taskId)).toEqual([])
  })

  it('S92 S93 is given when its time has come, once, though several look at the same time', async () => {
    const { employee } = company
    const { id: taskId } = await aTask()
    await remind(employee, taskId, { remindAt: later(HOUR) })
    await settle()
    expect(await told(employee)).toEqual([])
    await verifyAction(mine(employee), () => inTwoHours(() => Promise.all([settle(), settle()])))
    await inTwoHours(settle)
    expect(await told(employee)).toMatchObject([{ taskId, title: 'Call the roofer', readAt: null }])
    expect(await own(employee, taskId)).toEqual([])
  })

  it('S92 before the due time moves with it, and goes with it', async () => {
    const { employee, manager } = company
    const due = later(48 * HOUR)
    const { id: taskId } = await aTask(due)
    const params = { taskId }
    const reminder = await remind(employee, taskId, { beforeMinutes: 60 })
    expect(Date.parse(reminder.remindAt)).toBe(Date.parse(due) - HOUR)
    const next = later(72 * HOUR)
    await verifyAction(mine(employee), async () => { await manager.do(updateTask, { params, body: { dueAt: next } }); await settle() })
    expect(Date.parse((await own(employee, taskId))[0]!.remindAt)).toBe(Date.parse(next) - HOUR)
    await verifyAction(mine(employee), async () => { await manager.do(updateTask, { params, body: { dueAt: null } }); await settle() })
    expect(await own(employee, taskId)).toEqual([])
  })

  it('S92 ends when the task is done or deleted', async () => {
    const { employee, manager, statuses } = company
    const done = statuses.find(({ category }) => category === 'done')!
    for (const end of [
      (taskId: string) => manager.do(updateTask, { params: { taskId }, body: { statusId: done.id } }),
      (taskId: string) => manager.do(deleteTask, { params: { taskId } }),
    ]) {
      const { id: taskId } = await aTask()
      await remind(employee, taskId, { remindAt: later(HOUR) })
      await verifyAction(mine(employee), async () => { await end(taskId); await settle() })
      expect(await own(employee, taskId)).toEqual([])
    }
  })

  it('whoever leaves the team is reminded of nothing there', async () => {
    const { manager, admin, team } = company
    const leaver = await aMember(world, admin, 'employee', [team.id], 'Lea')
    const { id: taskId } = await aTask()
    await remind(leaver, taskId, { remindAt: later(HOUR) })
    await verifyAction(mine(leaver), async () => { await manager.do(removeTeamMember, { params: { teamId: team.id, memberId: leaver.membership.id } }); await settle() })
    await inTwoHours(settle)
    expect(await told(leaver)).toEqual([])
  })

  it('hidden tasks and others\' reminders are not found; what makes no sense is named', async () => {
    const { employee, manager, stranger, foreigner, statuses } = company
    const { id: taskId } = await aTask()
    for (const person of [stranger, foreigner]) expect((await person.call(createReminder, { params: { taskId }, body: { remindAt: later(HOUR) } })).status).toBe(404)
    const { id: reminderId } = await remind(employee, taskId, { remindAt: later(HOUR) })
    for (const [person, id] of [[manager, reminderId], [foreigner, reminderId], [employee, nobodysId()]] as const) {
      expect((await person.call(deleteReminder, { params: { reminderId: id } })).status).toBe(404)
    }
    for (const [body, pointer] of [
      [{}, '/remindAt'], [{ remindAt: later(HOUR), beforeMinutes: 5 }, '/remindAt'], [{ remindAt: later(-HOUR) }, '/remindAt'], [{ remindAt: 'soon' }, '/remindAt'],
      [{ beforeMinutes: 5 }, '/beforeMinutes'], [{ beforeMinutes: -1 }, '/beforeMinutes'], [{ remindAt: later(HOUR), memberId: nobodysId() }, '/memberId'],
    ] as const) {
      const answer = await employee.call(createReminder, { params: { taskId }, body: body as never })
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
    for (let count = 1; count < 10; count += 1) await remind(employee, taskId, { remindAt: later(HOUR) })
    expect((await employee.call(createReminder, { params: { taskId }, body: { remindAt: later(HOUR) } })).status).toBe(409)
    await manager.do(updateTask, { params: { taskId }, body: { statusId: statuses.find(({ category }) => category === 'done')!.id } })
    expect((await employee.call(createReminder, { params: { taskId }, body: { remindAt: later(HOUR) } })).status).toBe(409)
  })
})
