// Subtasks: made, attached, taken out; counted on their parent; never below themselves; what happens when a parent leaves.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Task } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from './company.ts'
import { boardOf, detailOf } from './snapshots.ts'

const { createTask, updateTask, moveTask, archiveTask, deleteTask, restoreTask, readTask, bulkTasks, updateStatus } = endpoints

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const screens = (...tasks: Task[]) => ({
  viewers: [company.admin, company.manager, company.employee],
  snapshots: [boardOf(company.project.id), ...tasks.map(({ id }) => detailOf(id))],
})
const aParent = () => aTask(company.manager, company.project.id, 'Parent')
const aSubtask = (parentId: string, statusId?: string) =>
  company.manager.do(createTask, { body: { projectId: company.project.id, title: 'Part', parentId, ...(statusId && { statusId }) } })
const attach = (taskId: string, parentId: string | null) =>
  company.manager.do(updateTask, { params: { taskId }, body: { parentId } })
const countsOf = async ({ id }: Pick<Task, 'id'>) => {
  const { subtaskDone, subtaskTotal, version } = await company.manager.do(readTask, { params: { taskId: id } })
  return [subtaskDone, subtaskTotal, version]
}
const refusal = async (taskId: string, parentId: string) => {
  const answer = await company.manager.call(updateTask, { params: { taskId }, body: { parentId } })
  return [answer.status, answer.problem.code, answer.problem.errors?.[0]?.pointer]
}
const NO_PARENT = [422, 'invalid_reference', '/parentId']
const done = () => company.statuses.find(({ category }) => category === 'done')!.id

describe('subtasks', () => {
  it('are made, attached, finished, reopened, taken out and trashed, and their parent counts on every screen', async () => {
    const { manager, statuses } = company
    const parent = await aParent()
    const first = await verifyAction(screens(parent), () => aSubtask(parent.id))
    expect(first.parentId).toBe(parent.id)
    const second = await aTask(manager, company.project.id)
    await verifyAction(screens(parent, second), () => attach(second.id, parent.id))
    expect(await countsOf(parent)).toEqual([0, 2, 1])
    const move = (statusId: string) => verifyAction(screens(parent, first), () =>
      manager.do(moveTask, { params: { taskId: first.id }, body: { statusId, afterTaskId: null } }))
    await move(done())
    expect(await countsOf(parent)).toEqual([1, 2, 1])
    await move(statuses[0]!.id)
    expect(await countsOf(parent)).toEqual([0, 2, 1])
    await verifyAction(screens(parent), () => manager.do(updateTask, { params: { taskId: first.id }, body: { statusId: done() } }))
    await verifyAction(screens(parent), () => manager.do(archiveTask, { params: { taskId: first.id }, body: { archived: true } }))
    expect(await countsOf(parent)).toEqual([1, 2, 1])
    await verifyAction(screens(parent), () => manager.do(deleteTask, { params: { taskId: first.id } }))
    expect(await countsOf(parent)).toEqual([0, 1, 1])
    await verifyAction(screens(parent), () => manager.do(restoreTask, { params: { taskId: first.id } }))
    expect(await countsOf(parent)).toEqual([1, 2, 1])
    await verifyAction(screens(parent, second), () => attach(second.id, null))
    expect(await countsOf(parent)).toEqual([1, 1, 1])
    await verifyAction({ ...screens(parent), silent: true }, () => attach(second.id, null))
  })

  it('go from one parent to another, and both count', async () => {
    const [one, two] = [await aParent(), await aParent()]
    const part = await aSubtask(one.id, done())
    await verifyAction(screens(one, two), () => attach(part.id, two.id))
    expect([await countsOf(one), await countsOf(two)]).toEqual([[0, 0, 1], [1, 1, 1]])
  })

  it('are counted anew when their status begins or ends to mean done', async () => {
    const { manager, project } = company
    const status = await manager.do(endpoints.createStatus, { params: { projectId: project.id }, body: { name: 'Checked', category: 'active' } })
    const parent = await aParent()
    await aSubtask(parent.id, status.id)
    const change = (category: 'done' | 'todo') => verifyAction(screens(parent), () =>
      manager.do(updateStatus, { params: { statusId: status.id }, body: { category } }))
    await change('done')
    expect(await countsOf(parent)).toEqual([1, 1, 1])
    await change('todo')
    expect(await countsOf(parent)).toEqual([0, 1, 1])
  })

  it('stay where they are while their parent is archived or in the trash, and are its own when it comes back', async () => {
    const { manager } = company
    const parent = await aParent()
    const part = await aSubtask(parent.id)
    const partNow = () => manager.do(readTask, { params: { taskId: part.id } })
    await verifyAction(screens(part), () => manager.do(archiveTask, { params: { taskId: parent.id }, body: { archived: true } }))
    await verifyAction(screens(part), () => manager.do(deleteTask, { params: { taskId: parent.id } }))
    expect(await partNow()).toMatchObject({ archivedAt: null, deletedAt: null, parentId: parent.id, version: 1 })
    expect(await refusal((await aParent()).id, parent.id)).toEqual(NO_PARENT)
    await manager.do(moveTask, { params: { taskId: part.id }, body: { statusId: done(), afterTaskId: null } })
    await manager.do(restoreTask, { params: { taskId: parent.id } })
    expect(await countsOf(parent)).toEqual([1, 1, expect.any(Number)])
  })
})

describe('a task refuses a parent', () => {
  it('that is itself, below it, of another project, hidden, foreign or none', async () => {
    const { manager, team, otherTask, foreignTask } = company
    const top = await aParent()
    const middle = await aSubtask(top.id)
    const low = await aSubtask(middle.id)
    const elsewhere = await aTask(manager, (await aProject(manager, team.id)).id)
    for (const parentId of [top.id, middle.id, low.id, elsewhere.id, otherTask.id, foreignTask.id, nobodysId()])
      expect(await refusal(top.id, parentId)).toEqual(NO_PARENT)
    const answer = await manager.call(createTask, { body: { projectId: company.project.id, title: 'x', parentId: elsewhere.id } })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/parentId'])
  })

  it('that would make more than five levels', async () => {
    let at = await aParent()
    for (let level = 2; level <= 5; level += 1) at = await aSubtask(at.id)
    const answer = await company.manager.call(createTask, { body: { projectId: company.project.id, title: 'Sixth', parentId: at.id } })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/parentId'])
    const tall = await aParent()
    await aSubtask(tall.id)
    expect(await refusal(tall.id, (await company.manager.do(readTask, { params: { taskId: at.id } })).parentId!)).toEqual(NO_PARENT)
  })

  it('from who may not change it', async () => {
    const { employee } = company
    const [parent, task] = [await aParent(), await aParent()]
    expect((await employee.call(updateTask, { params: { taskId: task.id }, body: { parentId: parent.id } })).status).toBe(403)
  })
})

describe('how far a parent is', () => {
  it('S79 is told by its subtasks in filters and sorts, until somebody says it', async () => {
    const { admin, manager } = company
    const project = await aProject(manager, company.team.id)
    const { statuses } = await manager.do(endpoints.readBoard, { params: { projectId: project.id } })
    const finished = statuses.find(({ category }) => category === 'done')!.id
    const make = (body: object) => manager.do(createTask, { body: { projectId: project.id, title: 'Task', ...body } })
    const [parent, other] = [await make({}), await make({ progress: 60 })]
    for (const statusId of [finished, finished, statuses[0]!.id]) await make({ parentId: parent.id, statusId })
    const found = async (query: object) => (await admin.do(endpoints.listTasks, { query: { projectId: project.id, limit: 1, ...query } })).items.map(({ id }) => id)
    expect([await found({ filter: 'progress=66' }), await found({ sort: '-progress' }), await found({ filter: 'progress>=60', sort: 'progress' })]).toEqual([[parent.id], [parent.id], [other.id]])
    await manager.do(updateTask, { params: { taskId: parent.id }, body: { progress: 10 } })
    expect([await found({ filter: 'progress=66' }), await found({ sort: '-progress' })]).toEqual([[], [other.id]])
    const first = await admin.do(endpoints.listTasks, { query: { projectId: project.id, sort: '-progress', limit: 1 } })
    expect(await found({ sort: '-progress', cursor: first.nextCursor! })).toEqual([parent.id])
  })
})

describe('in bulk', () => {
  const bulk = (mode: 'atomic' | 'independent', operations: object[]) =>
    company.manager.do(bulkTasks, { body: { mode, operations: operations as never } })

  it('parents and subtasks are made, attached, finished and trashed by one request', async () => {
    const { project } = company
    const [parent, other, first] = [await aParent(), await aParent(), await aParent()]
    const child = crypto.randomUUID()
    await verifyAction(screens(parent, other), () => bulk('atomic', [
      { op: 'create', id: child, projectId: project.id, title: 'New', parentId: parent.id },
      { op: 'create', projectId: project.id, title: 'Newer', parentId: child },
      { op: 'update', taskId: first.id, parentId: parent.id },
      { op: 'move', taskId: first.id, statusId: done(), afterTaskId: null },
    ]))
    expect([await countsOf(parent), await countsOf({ id: child })]).toEqual([[1, 2, 1], [0, 1, 1]])
    await verifyAction(screens(parent, other), () => bulk('atomic', [
      { op: 'update', taskId: first.id, parentId: other.id }, { op: 'delete', taskId: child },
    ]))
    expect([await countsOf(parent), await countsOf(other)]).toEqual([[0, 0, 1], [1, 1, 1]])
  })

  it('a task goes below one that the same request creates hundreds of tasks later', async () => {
    const { project } = company
    const create = (title: string, id?: string) => ({ op: 'create', projectId: project.id, title, ...(id && { id }) })
    const [child, parent] = [crypto.randomUUID(), crypto.randomUUID()]
    await bulk('atomic', [
      create('Child', child), ...Array.from({ length: 500 }, (_, index) => create(`Between ${index}`)), create('Parent', parent),
      { op: 'update', taskId: child, parentId: parent },
    ])
    expect(await countsOf({ id: parent })).toEqual([0, 1, 1])
  })

  it('a task is made below one that comes later, where all is done or nothing, and in no other project and no ring', async () => {
    const { manager, project, team } = company
    const create = (id: string, parentId?: string, projectId = project.id) => ({ op: 'create' as const, id, projectId, title: 'Later', ...(parentId && { parentId }) })
    const [child, parent, top] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    const { results } = await verifyAction(screens(), () => bulk('atomic', [create(child, parent), create(parent, top), create(top)]))
    const numbers = results.map(({ key }) => Number(key!.split('-').at(-1)))
    expect(numbers).toEqual([0, 1, 2].map((place) => numbers[0]! + place))
    expect([await countsOf({ id: parent }), await countsOf({ id: top })]).toEqual([[0, 1, 1], [0, 1, 1]])
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()]
    const pointers = async (...operations: object[]) => (await manager.call(bulkTasks, { body: { mode: 'atomic', operations: operations as never } })).problem.errors?.map(({ pointer }) => pointer)
    expect(await pointers(create(a, b), create(b, a))).toEqual(['/operations/1/parentId'])
    expect(await pointers(create(a, a))).toEqual(['/operations/0/parentId'])
    expect(await pointers(create(a, b), create(b, undefined, (await aProject(manager, team.id)).id))).toEqual(['/operations/0/parentId'])
    expect(await pointers(create(a, b), create(b, nobodysId()))).toEqual(['/operations/1/parentId'])
    expect((await manager.call(readTask, { params: { taskId: a } })).status).toBe(404)
    const apart = await bulk('independent', [create(a, b), create(b)])
    expect(apart.results.map(({ ok }) => ok)).toEqual([false, true])
  })

  it('a ring is refused, also one that the request itself would close', async () => {
    const [a, b, c] = [await aParent(), await aParent(), await aParent()]
    const { results } = await bulk('independent', [
      { op: 'update', taskId: a.id, parentId: b.id }, { op: 'update', taskId: b.id, parentId: c.id }, { op: 'update', taskId: c.id, parentId: a.id },
    ])
    expect(results.map(({ ok, error }) => [ok, error?.pointer])).toEqual([[true, undefined], [true, undefined], [false, '/operations/2/parentId']])
  })
})

describe.each(backends)('at the same time, on %s', (backend) => {
  const parallel = useWorld({ backend })

  it('two tasks never become parts of each other, and twenty finished parts count twenty', async () => {
    const { manager, project, statuses } = await aWiderCompany(parallel)
    const doneId = statuses.find(({ category }) => category === 'done')!.id
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await aTask(manager, project.id), await aTask(manager, project.id)]
      const answers = await Promise.all([[a, b], [b, a]].map(([one, two]) =>
        manager.call(updateTask, { params: { taskId: one!.id }, body: { parentId: two!.id } })))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    }
    const parent = await aTask(manager, project.id)
    // As many at once as the pool has connections: more would only wait for one, and on a slow machine be told to come again.
    for (const title of ['One of ten', 'One of ten more']) {
      const parts = await Promise.all(Array.from({ length: 10 }, () => manager.do(createTask, { body: { projectId: project.id, title, parentId: parent.id } })))
      await Promise.all(parts.map(({ id }) => manager.do(moveTask, { params: { taskId: id }, body: { statusId: doneId, afterTaskId: null } })))
    }
    expect(await manager.do(readTask, { params: { taskId: parent.id } })).toMatchObject({ subtaskDone: 20, subtaskTotal: 20 })
  })
})
