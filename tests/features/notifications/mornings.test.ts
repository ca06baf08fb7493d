// What is due: told once in the morning of the member's day, and once more when it was not done.
import { beforeAll, describe, expect, it } from 'vitest'
import { tellMornings } from '../../../server/features/notifications/mornings.jobs.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, type Person } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aWiderCompany } from '../tasks/company.ts'
import { notificationsOf } from './notifications-snapshot.ts'

const { archiveTask, bulkTasks, createTask, deleteTask, listNotifications, removeTeamMember, replaceNotificationSettings, updateProfile, updateTask } = endpoints
const HOUR = 3_600_000
const begun = Date.now()
/** Days from now on, in UTC. */
const day = (days: number) => new Date(begun + days * 24 * HOUR).toISOString().slice(0, 10)
const at = (moment: string) => Date.parse(moment)

describe.each(backends)('in the morning on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })

  const tellNow = () => tellMornings(world.server)({})
  /** As if it was then; nobody asks meanwhile, sessions would have ended. */
  const runAt = (moment: string) => {
    setClock(() => at(moment))
    return tellNow().finally(() => setClock())
  }
  const told = (person: Person) => person.do(listNotifications, { query: { limit: 200 } })
    .then(({ items }) => items.filter(({ kind }) => kind === 'dueToday' || kind === 'overdue').map(({ kind, title, count }) => [kind, title, count]).reverse())
  const newcomer = (name: string) => aMember(world, company.admin, 'employee', [company.team.id], name)
  const give = (person: Person, title: string, dueAt: string) =>
    company.manager.do(createTask, { body: { projectId: company.project.id, title, dueAt, assigneeIds: [person.membership.id] } })
  const screens = (person: Person) => ({ viewers: [person], snapshots: [notificationsOf, overviewOf] })

  it('S64 S93 what is due that day is told at nine, once, whatever runs twice, and the day after as overdue', async () => {
    const tove = await newcomer('Early')
    await give(tove, 'Rent', `${day(1)}T23:59:00Z`)
    await give(tove, 'Later', `${day(2)}T00:00:00Z`)
    await runAt(`${day(1)}T08:59:59Z`)
    expect(await told(tove)).toEqual([])
    await verifyAction(screens(tove), () => Promise.all([runAt(`${day(1)}T09:00:00Z`), runAt(`${day(1)}T09:00:00Z`)]))
    await runAt(`${day(1)}T17:00:00Z`)
    expect(await told(tove)).toEqual([['dueToday', 'Rent', 1]])
    await runAt(`${day(2)}T12:00:00Z`)
    await runAt(`${day(3)}T12:00:00Z`)
    await runAt(`${day(4)}T12:00:00Z`)
    expect((await told(tove)).slice(1).sort()).toEqual([['dueToday', 'Later', 1], ['overdue', 'Later', 1], ['overdue', 'Rent', 1]])
  })

  it('by the clock of the member, or the organization\'s where they have none', async () => {
    const aki = await newcomer('Aki')
    await aki.do(updateProfile, { body: { timezone: 'Asia/Tokyo' } })
    await give(aki, 'Sushi', `${day(2)}T14:00:00Z`)
    await give(aki, 'Already tomorrow there', `${day(2)}T16:00:00Z`)
    await runAt(`${day(1)}T23:59:00Z`)
    expect(await told(aki)).toEqual([])
    await runAt(`${day(2)}T00:00:00Z`)
    expect(await told(aki)).toEqual([['dueToday', 'Sushi', 1]])
  })

  it('not what is done, archived, deleted, not theirs any more or muted; moved to another day it counts again', async () => {
    const { manager, admin, team, statuses } = company
    const [quiet, leaver, mia] = [await newcomer('Quiet'), await newcomer('Leaver'), await newcomer('Mia')]
    const due = `${day(1)}T12:00:00Z`
    const tasks = await Promise.all(['Done', 'Archived', 'Deleted', 'Given away', 'Moved'].map((title) => give(mia, title, due)))
    const [done, archived, deleted, given, moved] = tasks.map(({ id }) => ({ taskId: id }))
    await manager.do(updateTask, { params: done!, body: { statusId: statuses.find(({ category }) => category === 'done')!.id } })
    await manager.do(archiveTask, { params: archived!, body: { archived: true } })
    await manager.do(deleteTask, { params: deleted! })
    await manager.do(updateTask, { params: given!, body: { assigneeIds: [leaver.membership.id, quiet.membership.id] } })
    await quiet.do(replaceNotificationSettings, { body: { muted: ['dueToday', 'overdue'] } })
    await admin.do(removeTeamMember, { params: { teamId: team.id, memberId: leaver.membership.id } })
    await runAt(`${day(1)}T09:30:00Z`)
    await manager.do(updateTask, { params: moved!, body: { dueAt: `${day(3)}T12:00:00Z` } })
    await runAt(`${day(2)}T09:30:00Z`)
    await runAt(`${day(3)}T09:30:00Z`)
    expect(await told(mia)).toEqual([['dueToday', 'Moved', 1], ['dueToday', 'Moved', 1]])
    expect([await told(quiet), await told(leaver)]).toEqual([[], []])
  })

  it('many of one project are one, with their count, and a server that slept over a day tells it once', async () => {
    const busy = await newcomer('Busy')
    const operations = Array.from({ length: 6 }, (_, index) => ({
      op: 'create' as const, projectId: company.project.id, title: `Order ${index}`, dueAt: `${day(1)}T12:00:00Z`, assigneeIds: [busy.membership.id],
    }))
    await company.manager.do(bulkTasks, { body: { mode: 'atomic', operations } })
    await runAt(`${day(1)}T10:00:00Z`)
    expect(await told(busy)).toMatchObject([['dueToday', expect.any(String), 6]])
    await give(busy, 'Over the weekend', `${day(2)}T12:00:00Z`)
    await runAt(`${day(4)}T10:00:00Z`)
    expect((await told(busy)).slice(1)).toMatchObject([['overdue', expect.any(String), 7]])
  })
})
