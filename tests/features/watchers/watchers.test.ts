// Watchers of tasks: who hears of them though they are not theirs, and who does not though they are.
import { beforeAll, describe, expect, it } from 'vitest'
import { bringTask } from '../../../client/features/watchers/watching.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import { watchersOf } from '../../../shared/features/watchers.ts'
import { aMember, aProject, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { detailOf } from '../tasks/snapshots.ts'
import { watchingOf } from './watching-snapshot.ts'

const {
  createComment, createTask, deleteComment, deleteTask, listNotifications, listTasks, readTaskDetail, readWatching, removeTeamMember, replaceNotificationSettings, transferTasks, unwatchTask, updateTask, watchTask,
} = endpoints

describe.each(backends)('watchers on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let mate: Person
  beforeAll(async () => {
    company = await aWiderCompany(world)
    mate = await aMember(world, company.admin, 'employee', [company.team.id], 'Bo')
  })

  const settle = () => world.server.notifier.settle()
  const taskOfEmployee = () =>
    company.manager.do(createTask, { body: { projectId: company.project.id, title: 'Paint the door', assigneeIds: [company.employee.membership.id] } })
  const say = (person: Person, taskId: string, body = 'Which colour?') => person.do(createComment, { params: { taskId }, body: { body } })
  const watch = (person: Person, taskId: string) => person.do(watchTask, { params: { taskId } })
  const unwatch = (person: Person, taskId: string) => person.do(unwatchTask, { params: { taskId } })
  const kindsOf = async (person: Person, taskId: string) =>
    (await settle(), (await person.do(listNotifications, { query: { limit: 200 } })).items.filter((one) => one.taskId === taskId).map(({ kind }) => kind).sort())
  const watchers = async (taskId: string) => {
    const { task, watchers: wishes } = await company.manager.do(readTaskDetail, { params: { taskId } })
    return watchersOf(task, wishes).sort()
  }
  const ids = (...people: Person[]) => people.map(({ membership }) => membership.id).sort()
  const screens = (taskId: string, ...viewers: Person[]) => ({ viewers, snapshots: [detailOf(taskId), watchingOf(company.project.id), watchingOf(company.project.id, 'all')] })

  it('S93 whoever may see a task watches it and stops, on every screen; twice is once', async () => {
    const { admin, employee, manager } = company
    const { id } = await taskOfEmployee()
    expect(await watchers(id), 'author and assignee, without a word').toEqual(ids(manager, employee))
    await verifyAction(screens(id, mate, manager, admin), () => watch(mate, id))
    await verifyAction({ ...screens(id, mate), silent: true }, () => watch(mate, id))
    expect(await watchers(id)).toEqual(ids(manager, employee, mate))
    await verifyAction(screens(id, mate), () => unwatch(mate, id))
    await verifyAction({ ...screens(id, mate), silent: true }, () => unwatch(mate, id))
    expect(await watchers(id)).toEqual(ids(manager, employee))
  })

  it('S93 S111 one lists what one watches oneself: as author, assignee or by a word, and not what one does not want to', async () => {
    const { employee, manager, stranger, project } = company
    const own = await taskOfEmployee()
    const watchedBy = async (person: Person) => (await person.do(listTasks, { query: { watched: 'true', projectId: project.id, limit: 200 } })).items
      .map(({ id }) => id).filter((id) => id === own.id)
    expect([await watchedBy(manager), await watchedBy(employee), await watchedBy(mate)]).toEqual([[own.id], [own.id], []])
    await watch(mate, own.id)
    await unwatch(employee, own.id)
    expect([await watchedBy(manager), await watchedBy(employee), await watchedBy(mate), await watchedBy(stranger)]).toEqual([[own.id], [], [own.id], []])
    await unwatch(mate, own.id)
    await say(employee, own.id)
    expect([await watchedBy(employee), await watchedBy(mate)], 'who said no and comments still does not').toEqual([[], []])
    expect((await mate.do(listTasks, { query: { watched: 'any', projectId: project.id, limit: 200 } })).items.map(({ id }) => id)).toContain(own.id)
    const wrong = await mate.call(listTasks, { query: { watched: 'maybe' as never } })
    expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '?watched'])
  })

  it('the assignee stops too, and two at once are one', async () => {
    const { employee, manager } = company
    const { id } = await taskOfEmployee()
    await verifyAction(screens(id, employee), () => unwatch(employee, id))
    expect(await watchers(id)).toEqual(ids(manager))
    await Promise.all([watch(employee, id), watch(mate, id), watch(mate, id)])
    expect(await watchers(id)).toEqual(ids(manager, employee, mate))
  })

  it('who comments watches from then on, unless they said no', async () => {
    const { manager } = company
    const { id } = await taskOfEmployee()
    const comment = await verifyAction(screens(id, mate, manager), () => say(mate, id))
    expect(await watchers(id)).toContain(mate.membership.id)
    await verifyAction(screens(id, mate), () => mate.do(deleteComment, { params: { commentId: comment.id } }))
    await verifyAction(screens(id, manager), () => unwatch(manager, id))
    await verifyAction(screens(id, manager), () => say(manager, id))
    expect(await watchers(id)).toEqual(ids(company.employee, mate))
  })

  it('S93 what was said of a task comes with it into another project, whose boards read it anew', async () => {
    const { manager, team, project } = company
    const { id: projectId } = await aProject(manager, team.id)
    const [one, ...more] = await Promise.all([1, 2, 3].map(() => manager.do(createTask, { body: { projectId, title: 'Comes over' } })))
    for (const { id } of [one!, ...more]) await watch(mate, id)
    for (const taskIds of [[one!.id], more.map(({ id }) => id)]) {
      const before = await mate.do(readWatching, { params: { projectId: project.id } })
      await manager.do(transferTasks, { body: { taskIds, projectId: project.id } })
      const events = await eventsAfter(mate, before.stream, before.offset)
      expect([bringTask(events, project.id), bringTask(events, projectId)]).toEqual([true, false])
      expect((await mate.do(readWatching, { params: { projectId: project.id } })).watching).toEqual(expect.arrayContaining(taskIds))
    }
  })

  it('S64 S93 watchers hear what assignees hear; who stopped hears only what names them', async () => {
    const { manager, employee, statuses } = company
    const { id } = await taskOfEmployee()
    const params = { taskId: id }
    await watch(mate, id)
    await unwatch(employee, id)
    await say(manager, id)
    await manager.do(updateTask, { params, body: { dueAt: '2027-01-01T12:00:00Z' } })
    await manager.do(updateTask, { params, body: { statusId: statuses[1]!.id } })
    expect(await kindsOf(mate, id)).toEqual(['commented', 'due', 'status'])
    expect(await kindsOf(employee, id)).toEqual(['assigned'])
    await say(manager, id, '@Tove, please')
    expect(await kindsOf(employee, id)).toEqual(['assigned', 'mentioned'])
  })

  it('S64 who commented and stops hears of no comment more', async () => {
    const { manager } = company
    const { id } = await taskOfEmployee()
    await say(mate, id)
    await verifyAction(screens(id, mate, manager), () => unwatch(mate, id))
    await verifyAction({ ...screens(id, mate), silent: true }, () => unwatch(mate, id))
    await say(manager, id)
    expect(await kindsOf(mate, id)).toEqual([])
    await watch(mate, id)
    await say(manager, id)
    expect(await kindsOf(mate, id)).toEqual(['commented'])
  })

  it('S55 who mutes watched tasks still hears of their own', async () => {
    const { manager } = company
    const quiet = await aMember(world, company.admin, 'employee', [company.team.id], 'Quin')
    await quiet.do(replaceNotificationSettings, { body: { muted: ['watched'] } })
    const [{ id: watched }, { id: own }] = [await taskOfEmployee(), await company.manager.do(createTask, {
      body: { projectId: company.project.id, title: 'Own', assigneeIds: [quiet.membership.id] },
    })]
    await watch(quiet, watched)
    await watch(quiet, own)
    for (const id of [watched, own]) await say(manager, id)
    expect([await kindsOf(quiet, watched), await kindsOf(quiet, own)]).toEqual([[], ['assigned', 'commented']])
  })

  it('whoever lost sight of the task hears nothing of it', async () => {
    const { manager, admin, team } = company
    const leaver = await aMember(world, admin, 'employee', [team.id], 'Lea')
    const { id } = await taskOfEmployee()
    await watch(leaver, id)
    await manager.do(removeTeamMember, { params: { teamId: team.id, memberId: leaver.membership.id } })
    await say(manager, id)
    expect(await kindsOf(leaver, id)).toEqual([])
  })

  it('hidden, deleted and unknown tasks are not found', async () => {
    const { stranger, foreigner, employee, manager, project } = company
    const { id } = await taskOfEmployee()
    for (const person of [stranger, foreigner]) {
      for (const endpoint of [watchTask, unwatchTask]) expect((await person.call(endpoint, { params: { taskId: id } })).status).toBe(404)
      expect((await person.call(endpoints.readWatching, { params: { projectId: project.id } })).status).toBe(404)
    }
    await manager.do(deleteTask, { params: { taskId: id } })
    for (const taskId of [id, nobodysId(), 'x']) expect((await employee.call(watchTask, { params: { taskId } })).status).toBe(404)
  })
})
