// Notifications: who hears of what, once; read, archived, told to every screen of theirs, and to nobody who may not know.
import { beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../../server/kernel/database.ts'
import { endpoints } from '../../../shared/index.ts'
import type { Notification } from '../../../shared/features/notifications.ts'
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { aMember, aProject, aTask, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { notificationsOf } from './notifications-snapshot.ts'

const {
  addTeamMember, archiveNotifications, bulkTasks, createComment, createPost, createPostComment, createTask, createTaskLink, deleteTask, listNotifications, markNotificationsRead, moveTask,
  readOverview, removeTeamMember, transferTasks, updateComment, updateMember, updateProject, updateTask,
} = endpoints

describe.each(backends)('notifications on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let mate: Person
  beforeAll(async () => {
    company = await aWiderCompany(world)
    mate = await aMember(world, company.admin, 'employee', [company.team.id], 'Bo')
    await world.server.notifier.settle()
  })

  const settle = () => world.server.notifier.settle()
  const inboxOf = (person: Person, show: 'inbox' | 'unread' | 'archived' = 'inbox') =>
    person.do(listNotifications, { query: { show, limit: 200 } }).then(({ items }) => items as Notification[])
  const positionOf = async (person: Person) => (await person.do(readOverview)).streams.find(({ stream }) => stream === inboxStream(person.membership.id))!
  /** How often somebody was told of something, whether they can still look or not. */
  const toldOf = async ({ membership }: Person) => (await world.server.kernel.system((em) => query<{ count: number }>(
    em, `select count(*)::int as count from events where stream = $1 and type = 'notification.created'`, [inboxStream(membership.id)],
  )))[0]!.count
  /** What each of the people was told by the action, as kinds. */
  async function toldBy(action: () => Promise<unknown>, people: Person[] = [company.admin, company.manager, company.employee, mate]) {
    await settle()
    const before = new Set((await Promise.all(people.map((person) => inboxOf(person)))).flat().map(({ id }) => id))
    await action()
    await settle()
    const found = await Promise.all(people.map(async (person) => [person.membership.name, (await inboxOf(person)).filter(({ id }) => !before.has(id))] as const))
    return Object.fromEntries(found.filter(([, own]) => own.length > 0))
  }
  const kinds = async (action: () => Promise<unknown>, people?: Person[]) =>
    Object.fromEntries(Object.entries(await toldBy(action, people)).map(([name, own]) => [name, own.map(({ kind }) => kind)]))
  /** A task of the employee's, written by the manager. */
  const taskOfEmployee = async () =>
    company.manager.do(createTask, { body: { projectId: company.project.id, title: 'Paint the door', assigneeIds: [company.employee.membership.id] } })
  const screens = (...viewers: Person[]) => ({ viewers, snapshots: [notificationsOf, overviewOf] })

  describe('who hears of it', () => {
    it('S64 S93 whom a task is given to or taken from, never who did it', async () => {
      const { manager, employee, project } = company
      const people = [manager.membership.id, employee.membership.id]
      const told = await toldBy(() => manager.do(createTask, { body: { projectId: project.id, title: 'Paint', assigneeIds: people } }))
      const [notification] = told.Tove!
      expect(told).toEqual({ Tove: [expect.objectContaining({ kind: 'assigned', title: 'Paint', count: 1, readAt: null, actor: { membershipId: manager.membership.id, name: 'Mira' } })] })
      const params = { taskId: notification!.taskId! }
      expect(await kinds(() => manager.do(updateTask, { params, body: { assigneeIds: [mate.membership.id] } }))).toEqual({ Tove: ['unassigned'], Bo: ['assigned'] })
    })

    it('S64 assignees and author of a new status, assignees of a new due time, nobody of a new place', async () => {
      const { manager, employee, statuses } = company
      const task = await taskOfEmployee()
      const params = { taskId: task.id }
      const told = await toldBy(() => mate.call(moveTask, { params, body: { statusId: statuses[1]!.id, afterTaskId: null } }))
      expect(told, 'who may not move it tells nobody').toEqual({})
      expect(await toldBy(() => employee.do(moveTask, { params, body: { statusId: statuses[1]!.id, afterTaskId: null } }))).toMatchObject({ Mira: [{ kind: 'status', detail: statuses[1]!.name, taskId: task.id }] })
      expect(await kinds(() => manager.do(updateTask, { params, body: { dueAt: '2027-01-01T12:00:00Z' } }))).toEqual({ Tove: ['due'] })
      expect(await kinds(() => employee.do(moveTask, { params, body: { statusId: statuses[1]!.id, afterTaskId: null } }))).toEqual({})
    })

    it('S64 assignees, author and who commented before, of a comment', async () => {
      const { manager, employee, admin } = company
      const task = await taskOfEmployee()
      const say = (person: Person, body: string) => person.do(createComment, { params: { taskId: task.id }, body: { body } })
      expect(await toldBy(() => say(mate, 'Which colour?'))).toMatchObject({ Mira: [{ kind: 'commented', detail: 'Which colour?' }], Tove: [{ kind: 'commented' }] })
      expect(await kinds(() => say(admin, 'Red.'))).toEqual({ Mira: ['commented'], Tove: ['commented'], Bo: ['commented'] })
      expect(await kinds(() => say(employee, 'Fine.'))).toEqual({ Ada: ['commented'], Mira: ['commented'], Bo: ['commented'] })
      expect(await kinds(() => manager.do(deleteTask, { params: { taskId: task.id } }))).toEqual({})
    })

    it('S64 S1 nobody of the team that a task has left before they could be told', async () => {
      const { manager, admin, otherProject } = company
      const task = await taskOfEmployee()
      const told = await toldBy(async () => {
        await manager.do(createComment, { params: { taskId: task.id }, body: { body: 'Ask @Bo' } })
        await admin.do(transferTasks, { body: { taskIds: [task.id], projectId: otherProject.id } })
      })
      expect(Object.values(told).flat().filter(({ teamId, projectId }) => teamId === company.team.id && projectId === otherProject.id)).toEqual([])
      expect(Object.keys(told)).not.toContain('Bo')
    })

    it('S64 whom a text names, once, and again only who was added to it', async () => {
      const { manager, employee, team } = company
      const task = await taskOfEmployee()
      const params = { taskId: task.id }
      expect(await kinds(() => manager.do(createComment, { params, body: { body: 'Ask @bo, or @Tove.' } }))).toEqual({ Tove: ['mentioned'], Bo: ['mentioned'] })
      const comment = await employee.do(createComment, { params, body: { body: 'mail@bo.example @Bob' } })
      expect(await kinds(() => employee.do(updateComment, { params: { commentId: comment.id }, body: { body: '@Bo @Mira' } }))).toEqual({ Mira: ['mentioned'], Bo: ['mentioned'] })
      expect(await kinds(() => employee.do(updateComment, { params: { commentId: comment.id }, body: { body: '@Bo @Mira @Ada' } }))).toEqual({ Ada: ['mentioned'] })
      expect(await kinds(() => manager.do(updateTask, { params, body: { description: `@Bo ${'long '.repeat(3000)}` } }))).toEqual({ Bo: ['mentioned'] })
      const post = await manager.do(createPost, { params: { teamId: team.id }, body: { body: 'Well done @Tove' } })
      expect(await kinds(() => mate.do(createPostComment, { params: { postId: post.id }, body: { body: '@Tove indeed' } }))).toEqual({ Mira: ['commented'], Tove: ['mentioned'] })
    })

    it('S64 the assignees when the last blocker is done', async () => {
      const { manager, employee, statuses } = company
      const [task, blocker] = [await taskOfEmployee(), await aTask(company.manager, company.project.id)]
      await manager.do(createTaskLink, { params: { taskId: task.id }, body: { kind: 'blocked_by', otherTaskId: blocker.id } })
      const done = statuses.find(({ category }) => category === 'done')!
      expect(await toldBy(() => manager.do(updateTask, { params: { taskId: blocker.id }, body: { statusId: done.id } }))).toMatchObject({ Tove: [{ kind: 'unblocked', taskId: task.id }] })
      expect(employee.membership.name).toBe('Tove')
    })

    it('S64 who is added to a team, or answers for a project from now on', async () => {
      const { admin, employee, stranger, otherTeam, project, manager } = company
      expect(await toldBy(() => stranger.do(addTeamMember, { params: { teamId: otherTeam.id, memberId: employee.membership.id } }))).toMatchObject({ Tove: [{ kind: 'team', title: otherTeam.name, taskId: null }] })
      expect(await toldBy(() => admin.do(updateProject, { params: { projectId: project.id }, body: { managerId: manager.membership.id } }))).toMatchObject({ Mira: [{ kind: 'lead', title: project.name }] })
      await stranger.do(removeTeamMember, { params: { teamId: otherTeam.id, memberId: employee.membership.id } })
      await settle()
    })

    it('S80 who is put on a project, once, and not who puts themselves there or only does something else on it', async () => {
      const { manager, employee, team } = company
      const project = await aProject(manager, team.id)
      const list = (person: Person, body: object = {}) => () => manager.do(endpoints.setProjectMember, { params: { projectId: project.id, memberId: person.membership.id }, body: { role: 'Design', hoursPerWeek: 8, ...body } })
      expect(await toldBy(list(employee))).toMatchObject({ Tove: [{ kind: 'listed', title: project.name, projectId: project.id, taskId: null }] })
      expect(await toldBy(list(employee, { hoursPerWeek: 12 }))).toEqual({})
      expect(await toldBy(list(manager))).toEqual({})
      expect(await toldBy(() => manager.do(endpoints.copyProject, { params: { projectId: project.id }, body: { name: 'Copy', people: true } }))).toEqual({})
      await employee.do(endpoints.replaceNotificationSettings, { body: { muted: ['listed'] } })
      await manager.do(endpoints.removeProjectMember, { params: { projectId: project.id, memberId: employee.membership.id } })
      expect(await toldBy(list(employee)), 'unless they muted it').toEqual({})
      await employee.do(endpoints.replaceNotificationSettings, { body: { muted: [] } })
    })

    it('once of a bulk change, with a count', async () => {
      const { manager, employee, project, statuses } = company
      const tasks = [await taskOfEmployee(), await taskOfEmployee(), await taskOfEmployee()]
      const move = tasks.map(({ id }): BulkOperation => ({ op: 'update', taskId: id, statusId: statuses[1]!.id }))
      const bulk = (operations: unknown[]) => manager.do(bulkTasks, { body: { mode: 'atomic', operations: operations as never } })
      expect(await toldBy(() => bulk(move))).toMatchObject({ Tove: [{ kind: 'status', count: 3, taskId: null, projectId: project.id }] })
      const mixed = tasks.map(({ id }, index) => ({ op: 'update', taskId: id, ...(index === 0 ? { dueAt: '2027-01-01T12:00:00Z' } : { statusId: statuses[0]!.id }) }))
      expect(await toldBy(() => bulk(mixed))).toMatchObject({ Tove: [{ kind: 'changes', count: 3 }] })
      const many = Array.from({ length: 700 }, (_, index) => ({ op: 'create', projectId: project.id, title: `Task ${index} ${'long '.repeat(40)}`, assigneeIds: [employee.membership.id] }))
      expect(await toldBy(() => bulk(many)), 'also when it is several events').toMatchObject({ Tove: [{ kind: 'assigned', count: 700 }] })
    })

    it('nobody who does not see the team, though they are named or wrote there', async () => {
      const { manager, stranger, foreigner } = company
      const task = await taskOfEmployee()
      expect(await kinds(() => manager.do(createComment, { params: { taskId: task.id }, body: { body: '@Sten @Fia look' } }), [stranger, foreigner])).toEqual({})
    })

    it('whoever left the team keeps nothing of it and hears nothing more, and who is deactivated neither', async () => {
      const { admin, manager, project, statuses } = company
      const leaver = await aMember(world, admin, 'employee', [company.team.id], 'Lea')
      const task = await manager.do(createTask, { body: { projectId: project.id, title: 'Secret', assigneeIds: [leaver.membership.id] } })
      await settle()
      expect(await inboxOf(leaver)).toMatchObject([{ kind: 'assigned', title: 'Secret' }])
      const { unreadNotifications } = await leaver.do(readOverview)
      expect(unreadNotifications).toBe(1)
      await verifyAction(screens(leaver), async () => {
        await manager.do(removeTeamMember, { params: { teamId: company.team.id, memberId: leaver.membership.id } })
        await manager.do(moveTask, { params: { taskId: task.id }, body: { statusId: statuses[1]!.id, afterTaskId: null } })
        await settle()
      })
      for (const show of ['inbox', 'unread', 'archived'] as const) expect(await inboxOf(leaver, show)).toEqual([])
      expect((await leaver.do(readOverview)).unreadNotifications).toBe(0)
      await manager.do(addTeamMember, { params: { teamId: company.team.id, memberId: leaver.membership.id } })
      await admin.do(updateMember, { params: { memberId: leaver.membership.id }, body: { status: 'deactivated' } })
      await settle()
      const before = await toldOf(leaver)
      await manager.do(createComment, { params: { taskId: task.id }, body: { body: '@Lea?' } })
      await settle()
      expect(await toldOf(leaver)).toBe(before)
    })
  })

  describe('what one does with them', () => {
    it('S64 RT1 they arrive, are read, unread, archived and taken back on every screen', async () => {
      const { employee } = company
      const mark = (read: boolean, which: object = {}) => employee.do(markNotificationsRead, { body: { read, ...which } })
      const put = (archived: boolean, which: object = {}) => employee.do(archiveNotifications, { body: { archived, ...which } })
      await settle()
      await verifyAction(screens(employee), async () => { await taskOfEmployee(); await settle() })
      const [first, second] = await inboxOf(employee)
      const taskId = first!.taskId!
      await verifyAction(screens(employee), () => mark(true, { ids: [first!.id] }))
      await verifyAction({ ...screens(employee), silent: true }, () => mark(true, { ids: [first!.id] }))
      await verifyAction(screens(employee), () => mark(false, { taskId }))
      expect((await inboxOf(employee, 'unread'))[0]).toMatchObject({ id: first!.id, readAt: null })
      await verifyAction(screens(employee), () => put(true, { ids: [first!.id, second!.id] }))
      expect((await inboxOf(employee)).map(({ id }) => id)).not.toContain(first!.id)
      expect((await inboxOf(employee, 'archived'))[0]).toMatchObject({ id: first!.id, readAt: expect.any(String) })
      await verifyAction({ viewers: [employee], snapshots: [overviewOf] }, () => put(false, { taskId }))
      expect((await inboxOf(employee)).map(({ id }) => id)).toContain(first!.id)
      await verifyAction(screens(employee), () => mark(true))
      expect([await inboxOf(employee, 'unread'), (await employee.do(readOverview)).unreadNotifications]).toEqual([[], 0])
    })

    it('pages follow each other without a gap', async () => {
      const { employee } = company
      const all = await inboxOf(employee)
      const first = await employee.do(listNotifications, { query: { limit: 2 } })
      const second = await employee.do(listNotifications, { query: { limit: 2, cursor: first.nextCursor! } })
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 4).map(({ id }) => id))
    })

    it('another\'s are not found, and bad input is named', async () => {
      const { employee, manager, otherTask } = company
      const [own] = await inboxOf(employee)
      for (const body of [{ read: true, ids: [own!.id] }, { read: true, ids: [nobodysId()] }, { read: true, taskId: nobodysId() }]) {
        expect((await manager.call(markNotificationsRead, { body })).status).toBe(404)
      }
      expect((await employee.call(archiveNotifications, { body: { archived: true, taskId: otherTask.id } })).status).toBe(404)
      for (const [body, pointer] of [[{}, '/read'], [{ read: 'yes' }, '/read'], [{ read: true, ids: [] }, '/ids'], [{ read: true, ids: ['x'] }, '/ids/0'], [{ read: true, memberId: nobodysId() }, '/memberId']] as const) {
        const answer = await employee.call(markNotificationsRead, { body: body as never })
        expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
      }
      expect((await employee.call(listNotifications, { query: { cursor: 'x' } })).status).toBe(422)
      expect((await employee.call(listNotifications, { query: { show: 'all' as never } })).status).toBe(422)
    })
  })

  it('S55 whoever mutes a kind hears of the next that concerns them, or of nothing; bad input is named', async () => {
    const { manager, statuses } = company
    const quiet = await aMember(world, company.admin, 'employee', [company.team.id], 'Quin')
    const settings = (person: Person) => person.do(endpoints.readNotificationSettings)
    const mute = (muted: unknown[]) => quiet.call(endpoints.replaceNotificationSettings, { body: { muted: muted as never } })
    expect(await settings(quiet)).toEqual({ muted: [] })
    const before = await positionOf(quiet)
    expect((await mute(['status', 'mentioned', 'status'])).data).toEqual({ muted: ['mentioned', 'status'] })
    await mute(['mentioned', 'status'])
    expect((await eventsAfter(quiet, before.stream, before.offset)).map(({ type, data }) => [type, data])).toEqual([['notification_settings.updated', { muted: ['mentioned', 'status'] }]])
    expect([await settings(quiet), await settings(manager)]).toEqual([{ muted: ['mentioned', 'status'] }, { muted: [] }])
    const task = await manager.do(createTask, { body: { projectId: company.project.id, title: 'Quiet', description: '@Quin', assigneeIds: [quiet.membership.id] } })
    const params = { taskId: task.id }
    expect(await kinds(() => manager.do(moveTask, { params, body: { statusId: statuses[1]!.id, afterTaskId: null } }), [quiet])).toEqual({})
    expect(await kinds(() => manager.do(createComment, { params, body: { body: '@Quin' } }), [quiet])).toEqual({ Quin: ['commented'] })
    expect((await inboxOf(quiet)).map(({ kind }) => kind)).toEqual(['commented', 'assigned'])
    const answer = await mute(['everything'])
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/muted/0'])
  })

  it('two that follow a stream at the same time tell each event once', async () => {
    const { employee } = company
    await settle()
    const position = await positionOf(employee)
    for (let count = 0; count < 6; count += 1) await taskOfEmployee()
    await Promise.all([settle(), settle(), settle()])
    await settle()
    const events = await eventsAfter(employee, position.stream, position.offset)
    expect(events.filter(({ type }) => type === 'notification.created')).toHaveLength(6)
  })

  it('a team that is new is followed from its first event', async () => {
    const { manager, employee } = company
    expect(await kinds(() => aTeam(manager, [employee.membership.id]))).toEqual({ Tove: ['team'] })
  })
})
