// A checklist item that others move to another checklist while it is changed: the change waits for the task, and is about the item still.
import { describe, expect, it } from 'vitest'
import { query } from '../../../server/kernel/database.ts'
import { endpoints } from '../../../shared/index.ts'
import { hasPostgres } from '../../integration/support/services.ts'
import { aCompany, aTask } from '../../support/factories.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { useWorld } from '../../support/world.ts'

describe.skipIf(!hasPostgres)('an item that is moved by others meanwhile', () => {
  const world = useWorld({ backend: 'postgres' })

  async function anItem() {
    const { admin, employee, project } = await aCompany(world)
    const { id: taskId } = await aTask(employee, project.id)
    const aList = (title: string) => admin.do(endpoints.createChecklist, { params: { taskId }, body: { title } })
    const [from, to] = [await aList('From'), await aList('To')]
    const item = await admin.do(endpoints.createChecklistItem, { params: { checklistId: from.id }, body: { text: 'Step', done: false } })
    return { admin, employee, taskId, to, item }
  }

  /** Asks while another transaction holds the task and has moved the item, and lets that commit once the request waits for it. */
  function whileMoved<A>({ taskId, to, item, organization }: { taskId: string; to: { id: string }; item: { id: string }; organization: string }, ask: () => Promise<A>): Promise<A> {
    return meanwhile(world, organization, async (em) => {
      await query(em, 'select id from tasks where id = $1::uuid for update', [taskId])
      await query(em, 'update checklist_items set checklist_id = $2::uuid where id = $1::uuid', [item.id, to.id])
    }, ask)
  }

  it('is ticked, and stays where they put it', async () => {
    const { admin, employee, taskId, to, item } = await anItem()
    const ticked = await whileMoved({ taskId, to, item, organization: admin.organization.id }, () =>
      employee.call(endpoints.updateChecklistItem, { params: { itemId: item.id }, body: { done: true } }))
    expect([ticked.status, ticked.data.done, ticked.data.checklistId]).toEqual([200, true, to.id])
  })

  it('is deleted', async () => {
    const { admin, employee, taskId, to, item } = await anItem()
    const deleted = await whileMoved({ taskId, to, item, organization: admin.organization.id }, () =>
      employee.call(endpoints.deleteChecklistItem, { params: { itemId: item.id } }))
    expect(deleted.status).toBe(204)
    const { checklists } = await admin.do(endpoints.readTaskDetail, { params: { taskId } })
    expect(checklists.map(({ items }) => items.length)).toEqual([0, 0])
  })
})
