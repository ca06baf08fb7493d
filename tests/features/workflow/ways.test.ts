// Where tasks may go from a status: held on every way, explained when refused (S124).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aProject } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'
import { furtherWaysIn } from './further-ways-in.ts'
import { fill, waysIn, type Operation } from './ways-in.ts'

const { createStatus, updateStatus, moveTask, bulkTasks, readBoard } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

/** A project; `lead` says where tasks go from its first status. */
async function aGuidedProject() {
  const { manager: by, team } = company
  const { id: projectId } = await aProject(by, team.id)
  const { statuses } = await by.do(readBoard, { params: { projectId } })
  const [fromId, statusId, openId, reviewId] = statuses.map(({ id }) => id) as [string, string, string, string]
  const lead = (nextStatusIds: string[] | null) => by.do(updateStatus, { params: { statusId: fromId }, body: { nextStatusIds } })
  return { by, projectId, fromId, statusId, openId, reviewId, lead }
}
const screens = (projectId: string) => ({ viewers: [company.manager, company.employee], snapshots: [boardOf(projectId)] })

describe.each([...waysIn, ...furtherWaysIn])('$name', ({ prepare, isMove }) => {
  it(isMove ? 'goes only where the workflow leads' : 'needs no way: it does not come from another status', async () => {
    const place = await aGuidedProject()
    const [first, second] = [await prepare(place), await prepare(place)]
    await place.lead([place.openId])
    if (isMove) expect(await verifyAction({ ...screens(place.projectId), silent: true }, first)).toBe('transition_not_allowed')
    else expect(await first()).toBe('ok')
    await place.lead([place.openId, place.statusId])
    expect(await second()).toBe('ok')
  })
})

describe('the ways from a status', () => {
  it('are named in the refusal: from where, to where, and what is allowed', async () => {
    const { by, fromId, statusId, openId, reviewId, lead, ...place } = await aGuidedProject()
    const [taskId] = await fill({ by, ...place }, fromId, 1) as [string]
    const move = () => by.call(moveTask, { params: { taskId }, body: { statusId, afterTaskId: null } })
    await lead([reviewId, openId])
    const { status, problem } = await move()
    expect([status, problem.code]).toEqual([409, 'transition_not_allowed'])
    expect(problem.data).toEqual({
      from: { id: fromId, name: 'Backlog' }, to: { id: statusId, name: 'To do' },
      allowed: [{ id: openId, name: 'In progress' }, { id: reviewId, name: 'In review' }],
    })
    expect(problem.detail).toBe('From "Backlog" tasks go to "In progress", "In review" only, not to "To do".')
    await lead([])
    expect((await move()).problem.detail).toBe('From "Backlog" tasks go nowhere else, so not to "To do".')
    await lead(null)
    expect((await move()).status).toBe(200)
  })

  it('do not keep a task from moving about where it is', async () => {
    const place = await aGuidedProject()
    const [a, b] = await fill(place, place.fromId, 2) as [string, string]
    await place.lead([])
    expect((await place.by.call(moveTask, { params: { taskId: b }, body: { statusId: place.fromId, afterTaskId: null } })).status).toBe(200)
    expect((await place.by.call(endpoints.updateTask, { params: { taskId: a }, body: { statusId: place.fromId, title: 'Same' } })).status).toBe(200)
  })

  it('are followed step by step within one request', async () => {
    const place = await aGuidedProject()
    const [taskId] = await fill(place, place.fromId, 1) as [string]
    await place.lead([place.openId])
    const to = (statusId: string): Operation => ({ op: 'move', taskId, statusId, afterTaskId: null })
    const { results } = await place.by.do(bulkTasks, { body: { mode: 'independent', operations: [to(place.statusId), to(place.openId), to(place.statusId), to(place.fromId)] } })
    expect(results.map(({ error }) => error?.code ?? 'ok')).toEqual(['transition_not_allowed', 'ok', 'ok', 'ok'])
  })

  it('are drawn by events, kept by other changes, and lead to statuses of the project only', async () => {
    const { by, projectId, fromId, openId } = await aGuidedProject()
    const params = { statusId: fromId }
    const changed = await verifyAction(screens(projectId), () => by.do(updateStatus, { params, body: { nextStatusIds: [openId] } }))
    expect(changed.nextStatusIds).toEqual([openId])
    await verifyAction({ ...screens(projectId), silent: true }, () => by.do(updateStatus, { params, body: { nextStatusIds: [openId] } }))
    expect(await by.do(updateStatus, { params, body: { name: 'Ideas' } })).toMatchObject({ nextStatusIds: [openId] })
    const made = await verifyAction(screens(projectId), () =>
      by.do(createStatus, { params: { projectId }, body: { name: 'Waiting', category: 'todo', nextStatusIds: [openId, fromId] } }))
    expect(made.nextStatusIds).toEqual([openId, fromId])
    for (const strange of [nobodysId(), company.otherTask.statusId, company.foreignTask.statusId]) {
      const wrong = await by.call(updateStatus, { params, body: { nextStatusIds: [openId, strange] } })
      expect([wrong.status, wrong.problem.code, wrong.problem.errors?.[0]?.pointer]).toEqual([422, 'invalid_reference', '/nextStatusIds/1'])
      const notMade = await by.call(createStatus, { params: { projectId }, body: { name: 'X', category: 'todo', nextStatusIds: [strange] } })
      expect([notMade.status, notMade.problem.errors?.[0]?.pointer]).toEqual([422, '/nextStatusIds/0'])
    }
  })
})
