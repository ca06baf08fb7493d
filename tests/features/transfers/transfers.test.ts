// Tasks go to another project: what fits goes with them, each team hears what it may, old keys find them, one undo brings all back.
import { beforeAll, describe, expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aMember, aProject, aTask, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { transferTasks, readTask, readTaskDetail, updateTask, listTasks, undo } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
/** Of the same team, and of the team of the stranger, where the admin may do all. */
let [near, far]: { id: string; key: string; statuses: { id: string; name: string; category: string }[] }[] = []
beforeAll(async () => {
  company = await aWiderCompany(world)
  const withStatuses = async (by: Person, project: { id: string; key: string }) =>
    ({ ...project, statuses: (await by.do(endpoints.readBoard, { params: { projectId: project.id } })).statuses })
  near = await withStatuses(company.manager, await aProject(company.manager, company.team.id))
  far = await withStatuses(company.stranger, company.otherProject)
})

type Body = BodyInputOf<typeof transferTasks>
const move = (body: Body, by: Person = company.admin) => by.do(transferTasks, { body })
const tried = (body: Body, by: Person = company.admin) => by.call(transferTasks, { body })
const read = (taskId: string, by: Person = company.admin) => by.do(readTask, { params: { taskId } })
const lasting = <T extends { version: number; updatedAt: string }>({ version: _, updatedAt: __, ...task }: T) => task
const newest = async (by: Person, teamId: string) => (await eventsAfter(by, teamStream(teamId), 0)).at(-1)!

/** A task with all that belongs to its project. */
async function aFullTask() {
  const { manager, employee, project, statuses } = company
  const [shared, own] = [await aLabel(manager, project.id, `Shared ${nobodysId()}`), await aLabel(manager, project.id, `Own ${nobodysId()}`)]
  const sharedThere = await aLabel(manager, near!.id, shared.name.toUpperCase())
  const field = (projectId: string, name: string, kind: 'text' | 'select', options?: string[]) => manager.do(endpoints.createCustomField, {
    params: { projectId }, body: { name, kind, ...(options && { options: options.map((option) => ({ name: option })) }) },
  })
  const name = `Stage ${nobodysId()}`
  const [stage, note] = [await field(project.id, name, 'select', ['Alpha', 'Beta']), await field(project.id, `Note ${nobodysId()}`, 'text')]
  const stageThere = await field(near!.id, name, 'select', ['Beta'])
  const task = await manager.do(endpoints.createTask, { body: {
    projectId: project.id, title: 'Full', description: 'Words', statusId: statuses[1]!.id, assigneeIds: [employee.membership.id], labelIds: [shared.id, own.id],
    customFields: { [stage.id]: stage.options[1]!.id, [note.id]: 'kept in the history' },
  } })
  return { task, own, note, sharedThere, stageThere }
}

describe('a task goes to another project of its team', () => {
  it('with what fits there, told before, on every screen; its old key finds it, and undo brings all of it back', async () => {
    const { admin, manager, employee, project, statuses } = company
    const { task, own, note, sharedThere, stageThere } = await aFullTask()
    const body = { taskIds: [task.id], projectId: near!.id }
    const preview = await move({ ...body, dryRun: true }, manager)
    expect(preview).toMatchObject({ applied: false, dryRun: true, detached: [], tasks: [{
      taskId: task.id, fromKey: task.key, isSubtask: false, status: { name: statuses[1]!.name, before: statuses[1]!.name },
      lost: { labels: [own.name], fields: [note.name], assigneeIds: [], parent: false },
    }] })
    expect(await read(task.id)).toEqual(task)
    const screens = { viewers: [admin, manager, employee], snapshots: [boardOf(project.id), boardOf(near!.id), detailOf(task.id)] }
    const answer = await verifyAction(screens, () => move(body, manager))
    const moved = await read(task.id)
    expect(moved).toMatchObject({
      projectId: near!.id, key: answer.tasks[0]!.key, statusId: near!.statuses[1]!.id, labelIds: [sharedThere.id], assigneeIds: task.assigneeIds,
      customFields: { [stageThere.id]: stageThere.options[0]!.id }, version: task.version + 1, description: 'Words',
    })
    const byKey = async (key: string) => (await manager.do(listTasks, { query: { key } })).items.map(({ id }) => id)
    expect([await byKey(task.key), await byKey(moved.key)]).toEqual([[task.id], [task.id]])
    const { tasks: found } = await manager.do(endpoints.search, { query: { q: task.key } })
    expect(found.map((hit) => hit.task.id)).toContain(task.id)
    await verifyAction(screens, () => manager.do(undo, { body: { correlationId: answer.correlationId } }))
    expect(lasting(await read(task.id))).toEqual(lasting(task))
    expect(await byKey(moved.key)).toEqual([task.id])
    const next = await aTask(manager, project.id)
    expect(next.number).toBe(task.number + 1)
  })

  it('into a chosen status, not into an archived one or one of another project', async () => {
    const { manager, statuses } = company
    const task = await aTask(manager, company.project.id)
    const refused = await tried({ taskIds: [task.id], projectId: near!.id, statusId: statuses[0]!.id }, manager)
    expect([refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([422, '/statusId'])
    await move({ taskIds: [task.id], projectId: near!.id, statusId: near!.statuses.at(-1)!.id }, manager)
    expect((await read(task.id)).statusId).toBe(near!.statuses.at(-1)!.id)
  })

  it('not undone once somebody changed it there', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const { correlationId } = await move({ taskIds: [task.id], projectId: near!.id }, manager)
    await manager.do(updateTask, { params: { taskId: task.id }, body: { title: 'Changed there' } })
    const refused = await manager.call(undo, { body: { correlationId } })
    expect([refused.status, refused.problem.code]).toEqual([409, 'undo_conflict'])
    expect(await read(task.id)).toMatchObject({ projectId: near!.id, title: 'Changed there' })
  })
})

describe('a task goes to a project of another team', () => {
  it('leaves one stream and enters the other; each team hears nothing of the other, and who cannot read it loses the task', async () => {
    const { manager, employee, stranger, project, team, otherTeam } = company
    const task = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Crossing', assigneeIds: [employee.membership.id] } })
    await manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'Stays with it' } })
    await employee.do(endpoints.startTimer, { body: { taskId: task.id } })
    const answer = await verifyAction({ viewers: [manager, employee], snapshots: [boardOf(project.id)] }, () =>
      verifyAction({ viewers: [stranger], snapshots: [boardOf(far!.id)] }, () => move({ taskIds: [task.id], projectId: far!.id })))
    expect(answer.tasks[0]!.lost.assigneeIds).toEqual([employee.membership.id])
    const [left, entered] = [await newest(manager, team.id), await newest(stranger, otherTeam.id)]
    expect(left).toMatchObject({ type: 'task.left', data: { taskId: task.id, key: task.key, toProjectId: null, toKey: null, before: { assigneeIds: [employee.membership.id] } } })
    expect(entered).toMatchObject({ type: 'task.entered', data: { task: { id: task.id, assigneeIds: [] }, fromProjectId: null, fromKey: null } })
    expect(JSON.stringify(left)).not.toContain(far!.id)
    expect(JSON.stringify(entered)).not.toContain(project.id)
    expect((await employee.call(readTask, { params: { taskId: task.id } })).status).toBe(404)
    expect((await employee.do(listTasks, { query: { key: task.key } })).items).toEqual([])
    expect((await employee.do(endpoints.readOverview, {})).timer).toBeNull()
    const detail = await stranger.do(readTaskDetail, { params: { taskId: task.id } })
    expect([detail.comments.map(({ body }) => body), detail.task.commentCount]).toEqual([['Stays with it'], 1])
    const forbidden = await manager.call(undo, { body: { correlationId: answer.correlationId } })
    expect(forbidden.status).not.toBe(200)
    await verifyAction({ viewers: [manager], snapshots: [boardOf(project.id)] }, () =>
      company.admin.do(undo, { body: { correlationId: answer.correlationId } }))
    expect(lasting({ ...(await read(task.id, employee)), commentCount: 0 })).toEqual(lasting(task))
  })

  it('only by whoever may change it here and make tasks there; for others it is as if there were none', async () => {
    const { manager, employee, stranger, foreigner, foreignProject, project, admin } = company
    const task = await aTask(manager, project.id)
    const body = { taskIds: [task.id], projectId: near!.id }
    const none = comparable((await tried({ taskIds: [nobodysId()], projectId: near!.id })).problem)
    expect((await tried(body, employee)).status).toBe(403)
    expect((await tried({ taskIds: [task.id], projectId: far!.id }, manager)).status).toBe(404)
    expect((await tried({ taskIds: [task.id], projectId: far!.id }, stranger)).status).toBe(404)
    for (const person of [stranger, foreigner]) expect([(await tried(body, person)).status, comparable((await tried(body, person)).problem)]).toEqual([404, none])
    expect((await tried({ taskIds: [task.id], projectId: foreignProject.id }, admin)).status).toBe(404)
    const both = await aMember(world, admin, 'employee', [company.team.id, company.otherTeam.id])
    const own = await aTask(both, project.id)
    expect((await tried({ taskIds: [own.id, task.id], projectId: far!.id }, both)).status).toBe(403)
    expect(await read(own.id)).toEqual(own)
    expect((await tried({ taskIds: [own.id], projectId: far!.id }, both)).status).toBe(200)
  })
})

describe('several tasks', () => {
  it('go with their subtasks, or these stay without a parent; counts follow', async () => {
    const { manager, project } = company
    const aChild = (parentId: string | null) => manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Child', parentId } })
    const top = await aTask(manager, project.id)
    const [first, second] = [await aChild(top.id), await aChild(top.id)]
    const below = await aChild(first.id)
    const screens = { viewers: [manager], snapshots: [boardOf(project.id), boardOf(near!.id), detailOf(top.id)] }
    const along = await verifyAction(screens, () => move({ taskIds: [first.id], projectId: near!.id }, manager))
    expect(along.tasks.map(({ taskId, isSubtask, lost }) => [taskId, isSubtask, lost.parent])).toEqual([[first.id, false, true], [below.id, true, false]])
    expect([await read(top.id), await read(below.id)]).toMatchObject([{ subtaskTotal: 1 }, { projectId: near!.id, parentId: first.id }])
    await verifyAction(screens, () => manager.do(undo, { body: { correlationId: along.correlationId } }))
    expect([await read(top.id), await read(below.id)]).toMatchObject([{ subtaskTotal: 2 }, { projectId: project.id, parentId: first.id }])
    const alone = await verifyAction(screens, () => move({ taskIds: [top.id], projectId: near!.id, subtasks: 'detach' }, manager))
    expect(new Set(alone.detached.map(({ taskId }) => taskId))).toEqual(new Set([first.id, second.id]))
    expect([await read(top.id), await read(second.id)]).toMatchObject([{ subtaskTotal: 0 }, { projectId: project.id, parentId: null }])
    await verifyAction(screens, () => manager.do(undo, { body: { correlationId: alone.correlationId } }))
    expect([await read(top.id), await read(second.id)]).toMatchObject([{ subtaskTotal: 2, projectId: project.id }, { parentId: top.id }])
  })

  it('are all refused where one finds no room, or would be finished while others block it', async () => {
    const { manager, team } = company
    const target = await aProject(manager, team.id)
    const { statuses } = await manager.do(endpoints.readBoard, { params: { projectId: target.id } })
    await manager.do(endpoints.updateProject, { params: { projectId: target.id }, body: { limits: 'enforce' } })
    await manager.do(endpoints.updateStatus, { params: { statusId: statuses[0]!.id }, body: { limit: 1 } })
    const [one, two] = [await aTask(manager, company.project.id), await aTask(manager, company.project.id)]
    const full = await tried({ taskIds: [one.id, two.id], projectId: target.id }, manager)
    expect([full.status, full.problem.code]).toEqual([409, 'wip_limit_reached'])
    await manager.do(endpoints.createTaskLink, { params: { taskId: one.id }, body: { kind: 'blocked_by', otherTaskId: two.id } })
    const done = statuses.find(({ category }) => category === 'done')!
    const blocked = await tried({ taskIds: [one.id], projectId: target.id, statusId: done.id }, manager)
    expect([blocked.status, blocked.problem.code]).toEqual([409, 'task_blocked'])
    expect([(await read(one.id)).projectId, (await read(two.id)).projectId]).toEqual([company.project.id, company.project.id])
  })

  it('that are there already stay as they are; the trash and too many are refused', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const answer = await verifyAction({ viewers: [manager], snapshots: [boardOf(project.id)], silent: true }, () => move({ taskIds: [task.id], projectId: project.id }, manager))
    expect(answer.tasks).toEqual([])
    await manager.do(endpoints.deleteTask, { params: { taskId: task.id } })
    expect((await tried({ taskIds: [task.id], projectId: near!.id }, manager)).status).toBe(404)
    const many = await tried({ taskIds: Array.from({ length: 501 }, nobodysId), projectId: near!.id }, manager)
    expect([many.status, many.problem.errors?.[0]?.pointer]).toEqual([422, '/taskIds'])
  })

  it('moved at once and renamed meanwhile end in one place with the new name, and nothing is lost', async () => {
    const { manager, project } = company
    const target = await aProject(manager, company.team.id)
    const task = await aTask(manager, project.id)
    const all = await Promise.all([
      tried({ taskIds: [task.id], projectId: near!.id }, manager), tried({ taskIds: [task.id], projectId: target.id }, manager),
      manager.call(updateTask, { params: { taskId: task.id }, body: { title: 'Renamed meanwhile' } }),
    ])
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200])
    const moved = await read(task.id)
    expect(moved).toMatchObject({ title: 'Renamed meanwhile', version: task.version + 3 })
    for (const key of [task.key, moved.key]) expect((await manager.do(listTasks, { query: { key } })).items.map(({ id }) => id)).toEqual([task.id])
  })
})
