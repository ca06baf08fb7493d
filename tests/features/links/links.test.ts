// Links between tasks: made and taken off from either end, told to both teams, no rings; who may.
import { beforeAll, describe, expect, it } from 'vitest'
import type { LinkRole } from '../../../shared/features/links.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aMember, aProject, aTask, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { createTaskLink, deleteTaskLink, readTaskDetail, readTask, moveTask, deleteTask, restoreTask, deleteProject, restoreProject } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const screens = (...taskIds: string[]) => ({
  viewers: [company.admin, company.manager, company.employee], snapshots: [boardOf(company.project.id), ...taskIds.map(detailOf)],
})
const someTasks = async () => {
  const one = () => aTask(company.manager, company.project.id)
  return [await one(), await one(), await one()] as const
}
const link = (taskId: string, kind: LinkRole, otherTaskId: string, by: Person = company.manager) =>
  by.do(createTaskLink, { params: { taskId }, body: { kind, otherTaskId } })
const linksOf = async (taskId: string) => (await company.manager.do(readTaskDetail, { params: { taskId } })).links
const blockersOf = async (taskId: string, by: Person = company.manager) => (await by.do(readTask, { params: { taskId } })).openBlockers
const done = () => company.statuses.find(({ category }) => category === 'done')!.id
const finish = (taskId: string, by: Person = company.manager) =>
  by.do(moveTask, { params: { taskId }, body: { statusId: done(), afterTaskId: null } })

describe('tasks are linked', () => {
  it('S87 from either end, in every way, on every screen, and the link is taken off from either end', async () => {
    const { manager } = company
    const roles = ['blocks', 'blocked_by', 'relates', 'duplicates', 'duplicated_by'] as const
    for (const role of roles) {
      const [a, b] = await someTasks()
      const made = await verifyAction(screens(a.id, b.id), () => link(a.id, role, b.id))
      const turned = role === 'blocked_by' || role === 'duplicated_by' || (role === 'relates' && b.id < a.id)
      expect([made.fromTaskId, made.toTaskId]).toEqual(turned ? [b.id, a.id] : [a.id, b.id])
      expect(await linksOf(b.id)).toEqual([made])
      await verifyAction(screens(a.id, b.id), () => manager.do(deleteTaskLink, { params: { linkId: made.id } }))
      expect([await linksOf(a.id), await linksOf(b.id)]).toEqual([[], []])
      expect((await manager.call(deleteTaskLink, { params: { linkId: made.id } })).status).toBe(404)
    }
  })

  it('once: the same link again is answered as it is, from whichever end', async () => {
    const [a, b] = await someTasks()
    for (const [there, back] of [['blocks', 'blocked_by'], ['relates', 'relates'], ['duplicates', 'duplicated_by']] as const) {
      const made = await link(a.id, there, b.id)
      await verifyAction({ ...screens(a.id), silent: true }, async () => {
        expect([await link(a.id, there, b.id), await link(b.id, back, a.id)]).toEqual([made, made])
      })
    }
  })

  it('and a blocked task counts its open blockers while they are finished, reopened, trashed and restored', async () => {
    const { manager, statuses } = company
    const [blocked, one, two] = await someTasks()
    await link(blocked.id, 'blocked_by', one.id)
    await link(two.id, 'blocks', blocked.id)
    expect(await blockersOf(blocked.id)).toBe(2)
    await verifyAction(screens(blocked.id), () => finish(one.id))
    expect(await blockersOf(blocked.id)).toBe(1)
    await verifyAction(screens(blocked.id), () =>
      manager.do(moveTask, { params: { taskId: one.id }, body: { statusId: statuses[0]!.id, afterTaskId: null } }))
    await verifyAction(screens(blocked.id), () => manager.do(deleteTask, { params: { taskId: two.id } }))
    expect(await blockersOf(blocked.id)).toBe(1)
    await verifyAction({ ...screens(), snapshots: [detailOf(blocked.id)] }, () => manager.do(restoreTask, { params: { taskId: two.id } }))
    expect(await blockersOf(blocked.id)).toBe(2)
    await manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations: [one, two].map(({ id }) =>
      ({ op: 'update' as const, taskId: id, statusId: done() })) } })
    expect(await blockersOf(blocked.id)).toBe(0)
  })

  it('a project in the trash blocks nobody, until it comes back', async () => {
    const { manager, team } = company
    const [blocked] = await someTasks()
    const other = await aProject(manager, team.id)
    const blocker = await aTask(manager, other.id)
    const made = await link(blocked.id, 'blocked_by', blocker.id)
    await verifyAction(screens(blocked.id), () => manager.do(deleteProject, { params: { projectId: other.id } }))
    expect(await blockersOf(blocked.id)).toBe(0)
    await verifyAction(screens(blocked.id), () => manager.do(restoreProject, { params: { projectId: other.id } }))
    expect(await blockersOf(blocked.id)).toBe(1)
    await manager.do(deleteProject, { params: { projectId: other.id } })
    await verifyAction(screens(blocked.id), () => manager.do(deleteTaskLink, { params: { linkId: made.id } }))
  })
})

describe('between two teams', () => {
  /** Belongs to both teams. */
  const aGoBetween = async () => {
    const { admin, team, otherTeam } = company
    return aMember(world, admin, 'manager', [team.id, otherTeam.id], 'Bo')
  }

  it('each team hears of it once, with the names of its own tasks only', async () => {
    const { admin, team, stranger, otherTeam, otherProject, manager } = company
    const [blocked] = await someTasks()
    const blocker = await aTask(stranger, otherProject.id)
    const [here, there] = [teamStream(team.id), teamStream(otherTeam.id)]
    const heads = { [here]: (await eventsAfter(manager, here, 0)).at(-1)!.offset, [there]: (await eventsAfter(stranger, there, 0)).at(-1)!.offset }
    const answer = await admin.call(createTaskLink, { params: { taskId: blocked.id }, body: { kind: 'blocked_by', otherTaskId: blocker.id } })
    expect(Object.keys(answer.offsets).sort()).toEqual([here, there].sort())
    const heard = await eventsAfter(manager, here, heads[here]!)
    expect(heard.map(({ type }) => type)).toEqual(['task_link.created', 'task.recounted'])
    expect(heard[0]!.data).toMatchObject({ from: { taskId: blocker.id, key: null, title: null, projectId: null }, to: { key: blocked.key } })
    const [theirs, ...more] = await eventsAfter(stranger, there, heads[there]!)
    expect([theirs!.data, more]).toMatchObject([{ from: { key: blocker.key }, to: { taskId: blocked.id, key: null, title: null } }, []])
    await verifyAction({ viewers: [manager], snapshots: [boardOf(company.project.id), detailOf(blocked.id)] }, () =>
      stranger.do(deleteTask, { params: { taskId: blocker.id } }))
  })

  it('who finishes a blocker need not see what it blocked: the answer does not name that team, and a repetition is answered', async () => {
    const { admin, stranger, otherProject, manager, team } = company
    const [blocked] = await someTasks()
    const blocker = await aTask(stranger, otherProject.id)
    await link(blocked.id, 'blocked_by', blocker.id, admin)
    const statusId = (await stranger.do(endpoints.readBoard, { params: { projectId: otherProject.id } })).statuses.find(({ category }) => category === 'done')!.id
    const headers = { 'Idempotency-Key': crypto.randomUUID() }
    const send = () => stranger.call(moveTask, { params: { taskId: blocker.id }, body: { statusId, afterTaskId: null }, headers })
    const answer = await send()
    expect(answer.offsets).not.toHaveProperty(teamStream(team.id))
    const again = await send()
    expect([again.status, again.offsets]).toEqual([200, answer.offsets])
    expect(await blockersOf(blocked.id, manager)).toBe(0)
  })

  it('whoever may change one of the tasks may take the link off', async () => {
    const { admin, stranger, otherProject } = company
    const [task] = await someTasks()
    const made = await link(task.id, 'relates', (await aTask(stranger, otherProject.id)).id, admin)
    const bo = await aGoBetween()
    expect((await bo.call(deleteTaskLink, { params: { linkId: made.id } })).status).toBe(403)
    await stranger.do(deleteTaskLink, { params: { linkId: made.id } })
  })
})

describe('links are refused', () => {
  it('to itself, to what is hidden, foreign, trashed or none', async () => {
    const { manager, otherTask, foreignTask } = company
    const [task, trashed] = await someTasks()
    await manager.do(deleteTask, { params: { taskId: trashed.id } })
    for (const otherTaskId of [task.id, otherTask.id, foreignTask.id, trashed.id, nobodysId()]) {
      const answer = await manager.call(createTaskLink, { params: { taskId: task.id }, body: { kind: 'relates', otherTaskId } })
      expect([answer.status, answer.problem.code, answer.problem.errors?.[0]?.pointer]).toEqual([422, 'invalid_reference', '/otherTaskId'])
    }
    const wrong = await manager.call(createTaskLink, { params: { taskId: task.id }, body: { kind: 'hates' as never, otherTaskId: trashed.id } })
    expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, '/kind'])
  })

  it('when tasks would block each other in a ring', async () => {
    const [a, b, c] = await someTasks()
    await link(a.id, 'blocks', b.id)
    await link(b.id, 'blocks', c.id)
    for (const [one, two] of [[c, a], [b, a]] as const) {
      const answer = await company.manager.call(createTaskLink, { params: { taskId: one.id }, body: { kind: 'blocks', otherTaskId: two.id } })
      expect([answer.status, answer.problem.code]).toEqual([409, 'link_cycle'])
    }
    await link(c.id, 'relates', a.id)
  })

  it('to who is not involved with 403, to who cannot see the task with 404', async () => {
    const { manager, employee, stranger, foreigner } = company
    const [a, b] = await someTasks()
    const made = await link(a.id, 'relates', b.id)
    const all = async (person: Person) => [
      await person.call(createTaskLink, { params: { taskId: a.id }, body: { kind: 'blocks', otherTaskId: b.id } }),
      await person.call(deleteTaskLink, { params: { linkId: made.id } }),
    ]
    const none = comparable((await manager.call(deleteTaskLink, { params: { linkId: nobodysId() } })).problem)
    for (const answer of await all(employee)) expect(answer.status).toBe(403)
    for (const person of [stranger, foreigner])
      for (const answer of await all(person)) expect([answer.status, comparable(answer.problem)]).toEqual([404, none])
  })
})
