// An item becomes a subtask: one request, on every screen, by the rights of both, and one undo takes it back.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aMember, type Person } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { turnItemIntoTask, readTask, undo } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

async function anItem({ text = 'Step', done = false, by = company.manager, parentId = undefined as string | undefined } = {}) {
  const task = await by.do(endpoints.createTask, { body: { projectId: company.project.id, title: 'Task', parentId } })
  const list = await by.do(endpoints.createChecklist, { params: { taskId: task.id }, body: { title: 'Steps' } })
  const item = await by.do(endpoints.createChecklistItem, { params: { checklistId: list.id }, body: { text, done } })
  return { task, list, item }
}
const screens = (taskId: string) => ({ viewers: [company.manager, company.employee], snapshots: [boardOf(company.project.id), detailOf(taskId)] })
const turn = (itemId: string, by: Person = company.manager, body: { id?: string } = {}) => by.call(turnItemIntoTask, { params: { itemId }, body })
const read = (taskId: string) => company.manager.do(readTask, { params: { taskId } })

describe('an item becomes a subtask', () => {
  it('and leaves its checklist, on every screen, with the id that the client chose; undo brings it back', async () => {
    const { task, item } = await anItem()
    const id = nobodysId()
    const { status, data } = await verifyAction(screens(task.id), () => turn(item.id, company.manager, { id }))
    expect([status, data.task]).toEqual([201, expect.objectContaining({ id, title: 'Step', description: '', parentId: task.id, projectId: task.projectId })])
    expect(await read(task.id)).toMatchObject({ checklistTotal: 0, subtaskTotal: 1, version: task.version })
    expect((await turn(item.id)).status).toBe(404)
    await verifyAction(screens(task.id), () => company.manager.do(undo, { body: { correlationId: data.correlationId } }))
    expect(await read(task.id)).toMatchObject({ checklistTotal: 1, subtaskTotal: 0 })
    expect((await read(id)).deletedAt).not.toBeNull()
  })

  it('a ticked one in the first status that says done', async () => {
    const { task, item } = await anItem({ done: true })
    const { data } = await verifyAction(screens(task.id), () => turn(item.id))
    const done = company.statuses.find(({ category }) => category === 'done')!
    expect(data.task.statusId).toBe(done.id)
    expect(await read(task.id)).toMatchObject({ checklistDone: 0, checklistTotal: 0, subtaskDone: 1, subtaskTotal: 1 })
  })

  it('a long one keeps all its words in the description', async () => {
    const { item } = await anItem({ text: 'word '.repeat(300).trim() })
    const { data } = await turn(item.id)
    expect([data.task.title.length <= 500, data.task.title.endsWith('…'), data.task.description]).toEqual([true, true, item.text])
  })
})

describe('an item stays where it is', () => {
  it('five levels down, and where the status is full', async () => {
    let parentId: string | undefined
    for (let level = 1; level < 5; level += 1) parentId = (await anItem({ parentId })).task.id
    const { task, item } = await anItem({ parentId })
    const refused = await turn(item.id)
    expect([refused.status, refused.problem.code]).toEqual([422, 'invalid_reference'])
    expect(await read(task.id)).toMatchObject({ checklistTotal: 1, subtaskTotal: 0 })
  })

  it('for whoever may not change the task or make one, sees it not, or is of another organization', async () => {
    const { admin, team, employee, stranger, foreigner, manager } = company
    const { item } = await anItem()
    const member = await aMember(world, admin, 'employee', [team.id])
    expect((await turn(item.id, employee)).status).toBe(403)
    for (const person of [stranger, foreigner]) expect((await turn(item.id, person)).status).toBe(404)
    const own = await anItem({ by: member })
    await manager.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { settings: { onlyManagersCreateTasks: true } } })
    expect((await turn(own.item.id, member)).status).toBe(403)
    expect((await read(own.task.id)).checklistTotal).toBe(1)
    await manager.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { settings: { onlyManagersCreateTasks: false } } })
  })
})
