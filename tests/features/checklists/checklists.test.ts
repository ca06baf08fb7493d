// Checklists and their items: on every screen, counted on the task; who may.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { MAX_EVENT_BYTES, teamStream } from '../../../shared/streams.ts'
import { aTask } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
let taskId: string
beforeAll(async () => {
  company = await aWiderCompany(world)
  taskId = (await aTask(company.manager, company.project.id)).id
})
const {
  createChecklist,
  updateChecklist,
  deleteChecklist,
  createChecklistItem,
  updateChecklistItem,
  deleteChecklistItem,
  readTask,
} = endpoints
const screens = () => ({
  viewers: [company.admin, company.manager, company.employee],
  snapshots: [boardOf(company.project.id), detailOf(taskId)],
})
const counts = async () => {
  const { checklistDone, checklistTotal, version } = await company.manager.do(readTask, { params: { taskId } })
  return [checklistDone, checklistTotal, version]
}
const aChecklist = (title = 'Steps') => company.manager.do(createChecklist, { params: { taskId }, body: { title } })
const anItem = (checklistId: string, text: string, done = false) =>
  company.manager.do(createChecklistItem, { params: { checklistId }, body: { text, done } })
const textsOf = async (checklistId: string) => {
  const detail = await company.manager.do(endpoints.readTaskDetail, { params: { taskId } })
  return detail.checklists.find(({ id }) => id === checklistId)!.items.map(({ text }) => text)
}

describe('checklists', () => {
  it('are added at the end, renamed, and deleted with their items', async () => {
    const { manager } = company
    const first = await verifyAction(screens(), () => aChecklist('First'))
    const second = await verifyAction(screens(), () => aChecklist('Second'))
    expect(second.rank > first.rank).toBe(true)
    const renamed = await verifyAction(screens(), () =>
      manager.do(updateChecklist, { params: { checklistId: first.id }, body: { title: 'Renamed' } }),
    )
    expect(renamed).toMatchObject({ title: 'Renamed', version: 2, items: [] })
    const same = () => manager.do(updateChecklist, { params: { checklistId: first.id }, body: { title: 'Renamed' } })
    expect(await verifyAction({ ...screens(), silent: true }, same)).toEqual(renamed)
    await anItem(first.id, 'a', true)
    await anItem(first.id, 'b')
    expect(await counts()).toEqual([1, 2, 1])
    await verifyAction(screens(), () => manager.do(deleteChecklist, { params: { checklistId: first.id } }))
    expect(await counts()).toEqual([0, 0, 1])
    expect((await manager.call(deleteChecklist, { params: { checklistId: first.id } })).status).toBe(404)
  })

  it('take an id that the client made, once in the organization', async () => {
    const { manager } = company
    const id = randomUUID()
    const make = (given: string) => manager.call(createChecklist, { params: { taskId }, body: { id: given, title: 'Mine' } })
    expect((await verifyAction(screens(), () => make(id))).data).toMatchObject({ id, title: 'Mine', version: 1 })
    const again = await verifyAction({ ...screens(), silent: true }, () => make(id))
    expect([again.status, again.problem.code]).toEqual([409, 'conflict'])
    const bad = await make('mine')
    expect([bad.status, bad.problem.errors?.[0]?.pointer]).toEqual([422, '/id'])
  })

  it('RT2 are deleted in parts that one event can hold', async () => {
    const { manager, team } = company
    const { id } = await aChecklist('Long')
    for (let item = 0; item < 25; item += 1) await anItem(id, '€'.repeat(2000), item % 2 === 0)
    const stream = teamStream(team.id)
    const before = (await manager.do(endpoints.readTaskDetail, { params: { taskId } })).offset
    await verifyAction(screens(), () => manager.do(deleteChecklist, { params: { checklistId: id } }))
    expect(await counts()).toEqual([0, 0, 1])
    const events = await eventsAfter(manager, stream, before)
    expect(events.map(({ type, data }) => [type, data.part, data.parts])).toEqual(
      [1, 2, 3].map((part) => ['batch.applied', part, 3]),
    )
    for (const { data } of events) expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(MAX_EVENT_BYTES)
  })

  it('have items that are added, ticked, changed, moved and deleted', async () => {
    const { manager } = company
    const { id: checklistId } = await aChecklist()
    const a = await verifyAction(screens(), () => anItem(checklistId, 'a'))
    const b = await verifyAction(screens(), () => anItem(checklistId, 'b', true))
    const c = await anItem(checklistId, 'c')
    const change = (
      itemId: string,
      body: { text?: string; done?: boolean; afterItemId?: string | null },
      silent = false,
    ) => verifyAction({ ...screens(), silent }, () => manager.do(updateChecklistItem, { params: { itemId }, body }))
    expect(await change(a.id, { done: true })).toMatchObject({ done: true, version: 2 })
    expect(await counts()).toEqual([2, 3, 1])
    await change(a.id, { done: true }, true)
    await change(c.id, { afterItemId: null, text: 'c!' })
    expect(await textsOf(checklistId)).toEqual(['c!', 'a', 'b'])
    await change(c.id, { afterItemId: a.id })
    expect(await textsOf(checklistId)).toEqual(['a', 'c!', 'b'])
    await change(c.id, { afterItemId: a.id }, true)
    await change(c.id, { afterItemId: c.id }, true)
    await verifyAction(screens(), () => manager.do(deleteChecklistItem, { params: { itemId: b.id } }))
    expect(await counts()).toEqual([1, 2, 1])
  })
})

describe('an item goes to another checklist of its task', () => {
  it('to its end or to a place, with what else is changed, on every screen; counts stay', async () => {
    const { manager } = company
    const [one, two] = [await aChecklist('One'), await aChecklist('Two')]
    const [a, b] = [await anItem(one.id, 'a', true), await anItem(one.id, 'b')]
    const c = await anItem(two.id, 'c')
    const before = await counts()
    const change = (itemId: string, body: { checklistId?: string; afterItemId?: string | null; text?: string }, silent = false) =>
      verifyAction({ ...screens(), silent }, () => manager.do(updateChecklistItem, { params: { itemId }, body }))
    expect(await change(a.id, { checklistId: two.id })).toMatchObject({ checklistId: two.id, done: true, version: 2 })
    expect([await textsOf(one.id), await textsOf(two.id)]).toEqual([['b'], ['c', 'a']])
    await change(b.id, { checklistId: two.id, afterItemId: c.id, text: 'b!' })
    expect([await textsOf(one.id), await textsOf(two.id)]).toEqual([[], ['c', 'b!', 'a']])
    await change(a.id, { checklistId: two.id }, true)
    await change(a.id, { checklistId: one.id, afterItemId: null })
    expect([await textsOf(one.id), await textsOf(two.id)]).toEqual([['a'], ['c', 'b!']])
    expect(await counts()).toEqual(before)
  })

  it('but to none of another task, and after no item of the list that it leaves', async () => {
    const { manager, project } = company
    const [one, two] = [await aChecklist('One'), await aChecklist('Two')]
    const [item, stays] = [await anItem(one.id, 'item'), await anItem(one.id, 'stays')]
    const other = await aTask(manager, project.id)
    const elsewhere = await manager.do(createChecklist, { params: { taskId: other.id }, body: { title: 'Elsewhere' } })
    for (const [body, pointer] of [
      [{ checklistId: elsewhere.id }, '/checklistId'],
      [{ checklistId: nobodysId() }, '/checklistId'],
      [{ checklistId: two.id, afterItemId: stays.id }, '/afterItemId'],
    ] as const) {
      const answer = await manager.call(updateChecklistItem, { params: { itemId: item.id }, body })
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
    expect(await textsOf(one.id)).toEqual(['item', 'stays'])
  })
})

describe('checklists refuse', () => {
  it('wrong fields and items of another checklist', async () => {
    const { manager } = company
    const [one, two] = [await aChecklist(), await aChecklist()]
    const [item, other] = [await anItem(one.id, 'mine'), await anItem(two.id, 'other')]
    const answers = [
      [await manager.call(createChecklist, { params: { taskId }, body: { title: '' } }), '/title'],
      [
        await manager.call(createChecklistItem, { params: { checklistId: one.id }, body: { text: 'x'.repeat(2001) } }),
        '/text',
      ],
      [
        await manager.call(updateChecklistItem, { params: { itemId: item.id }, body: { afterItemId: other.id } }),
        '/afterItemId',
      ],
      [
        await manager.call(updateChecklistItem, { params: { itemId: item.id }, body: { afterItemId: nobodysId() } }),
        '/afterItemId',
      ],
    ] as const
    for (const [answer, pointer] of answers)
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  it('who is not involved with 403, who cannot see the task with 404', async () => {
    const { manager, employee, stranger, foreigner } = company
    const { id: checklistId } = await aChecklist()
    const { id: itemId } = await anItem(checklistId, 'item')
    const all = async (person: typeof manager) => [
      await person.call(createChecklist, { params: { taskId }, body: { title: 'x' } }),
      await person.call(updateChecklist, { params: { checklistId }, body: { title: 'x' } }),
      await person.call(createChecklistItem, { params: { checklistId }, body: { text: 'x' } }),
      await person.call(updateChecklistItem, { params: { itemId }, body: { done: true } }),
      await person.call(deleteChecklistItem, { params: { itemId } }),
      await person.call(deleteChecklist, { params: { checklistId } }),
    ]
    const none = comparable((await manager.call(deleteChecklistItem, { params: { itemId: nobodysId() } })).problem)
    for (const answer of await all(employee)) expect(answer.status).toBe(403)
    for (const person of [stranger, foreigner]) {
      for (const answer of await all(person)) expect([answer.status, comparable(answer.problem)]).toEqual([404, none])
    }
  })
})
