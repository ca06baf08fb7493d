// What others change of a duplicate while it is merged: it goes over as they changed it, and nobody changes it where it was.
import { describe, expect, it } from 'vitest'
import { query } from '../../../server/kernel/database.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { hasPostgres } from '../../integration/support/services.ts'
import { aCompany, aTask } from '../../support/factories.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'

describe.skipIf(!hasPostgres)('a duplicate that others change while it is merged', () => {
  const world = useWorld({ backend: 'postgres' })

  async function aPair() {
    const { admin, employee, project, team } = await aCompany(world)
    const [kept, twice] = [await aTask(employee, project.id), await aTask(employee, project.id)]
    return { admin, employee, team, kept, twice, params: { taskId: twice.id }, organizationId: admin.organization.id }
  }

  it('time that somebody changes goes over as they changed it', async () => {
    const { admin, employee, team, kept, twice, params, organizationId } = await aPair()
    const entry = await employee.do(endpoints.createTimeEntry, { params, body: { minutes: 30 } })
    await meanwhile(world, organizationId, (em) => query(em, 'update time_entries set minutes = 45, version = 2 where id = $1::uuid', [entry.id]), () =>
      admin.do(endpoints.mergeTasks, { params: { taskId: kept.id }, body: { taskIds: [twice.id] } }))
    const told = (await eventsAfter(admin, teamStream(team.id), 0)).at(-1)!.data as { events: { type: string; data: { part: object } }[] }
    expect(told.events.find(({ type }) => type === 'task_part.moved')!.data.part).toMatchObject({ kind: 'time', entry: { id: entry.id, minutes: 45, version: 2 } })
  })

  it('what went over is changed on the task where it was by nobody', async () => {
    const { employee, kept, twice, params, organizationId } = await aPair()
    const { id: commentId } = await employee.do(endpoints.createComment, { params, body: { body: 'Travels' } })
    const { id: attachmentId } = await employee.do(endpoints.createAttachment, { params, body: { url: 'https://example.com' } })
    const whileMoved = (table: string, id: string, ask: () => Promise<{ status: number }>) => meanwhile(world, organizationId, async (em) => {
      await query(em, 'select id from tasks where id = $1::uuid for update', [twice.id])
      await query(em, `update ${table} set task_id = $2::uuid where id = $1::uuid`, [id, kept.id])
    }, async () => (await ask()).status)
    expect(await whileMoved('comments', commentId, () => employee.call(endpoints.updateComment, { params: { commentId }, body: { body: 'Where?' } }))).toBe(404)
    expect(await whileMoved('attachments', attachmentId, () => employee.call(endpoints.deleteAttachment, { params: { attachmentId } }))).toBe(404)
  })
})
