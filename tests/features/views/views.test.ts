// Saved views: one's own and shared ones, who may change them, and what others see of it at once.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { MOST_VIEWS } from '../../../shared/features/views.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'

const { createView, updateView, deleteView, readView, listViews, readOverview } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})

const screens = () => ({ viewers: [company.manager, company.employee, company.admin], snapshots: [overviewOf] })
const body = (more: object = {}) => ({ projectId: company.project.id, name: 'Mine', filter: 'assignee=me and open=true', ...more })
const ids = async (person = company.employee, projectId = company.project.id) =>
  (await person.do(listViews, { query: { projectId } })).items.map(({ id }) => id)
const shown = async (person = company.employee) => (await person.do(readOverview)).views.map(({ id }) => id)

describe('saved views', () => {
  it('are their owner\'s alone until they are shared', async () => {
    const { employee, manager, admin } = company
    const view = await verifyAction(screens(), () => employee.do(createView, { body: body({ kind: 'table', sort: '-dueAt', group: 'person', lanes: 'priority', columns: ['title', 'due'] }) }))
    expect(view).toMatchObject({ name: 'Mine', kind: 'table', isShared: false, ownerId: employee.membership.id, sort: '-dueAt', lanes: 'priority', columns: ['title', 'due'], version: 1 })
    expect([await ids(), await shown()]).toEqual([[view.id], [view.id]])
    for (const person of [manager, admin]) {
      expect([await ids(person), await shown(person)]).toEqual([[], []])
      for (const call of [person.call(readView, { params: { viewId: view.id } }), person.call(updateView, { params: { viewId: view.id }, body: { name: 'x' } })]) {
        expect((await call).status).toBe(404)
      }
    }
    const shared = await verifyAction(screens(), () => employee.do(updateView, { params: { viewId: view.id }, body: { isShared: true } }))
    expect(shared.version).toBe(2)
    for (const person of [manager, admin]) expect([await ids(person), await shown(person)]).toEqual([[view.id], [view.id]])
    await verifyAction(screens(), () => employee.call(deleteView, { params: { viewId: view.id } }))
    expect(await ids(manager)).toEqual([])
  })

  it('are changed by their author and the team\'s manager when shared, by nobody else', async () => {
    const { employee, manager, admin, stranger, foreigner } = company
    const view = await verifyAction(screens(), () => manager.do(createView, { body: body({ name: 'Ours', isShared: true }) }))
    const params = { viewId: view.id }
    const refused = await employee.call(updateView, { params, body: { name: 'Theirs' } })
    expect([refused.status, refused.problem.code]).toEqual([403, 'forbidden'])
    expect((await employee.call(deleteView, { params })).status).toBe(403)
    for (const person of [stranger, foreigner]) {
      for (const call of [person.call(readView, { params }), person.call(deleteView, { params }), person.call(createView, { body: body() })]) expect((await call).status).toBe(404)
    }
    expect((await admin.do(updateView, { params, body: { name: 'By an admin' } })).name).toBe('By an admin')
    const theirs = await employee.do(createView, { body: body({ name: 'Of an employee', isShared: true }) })
    const taken = await verifyAction(screens(), () => manager.do(updateView, { params: { viewId: theirs.id }, body: { isShared: false } }))
    expect(taken.ownerId).toBe(employee.membership.id)
    expect([await shown(manager), await shown(employee)]).toEqual([[view.id], expect.arrayContaining([theirs.id])])
    await employee.call(deleteView, { params: { viewId: theirs.id } })
    await manager.call(deleteView, { params })
  })

  it('refuse filters that cannot be read, unknown fields and stale versions, and a change of nothing tells nobody', async () => {
    const { employee } = company
    const wrong = await employee.call(createView, { body: body({ filter: 'due<soon' }) })
    expect([wrong.status, wrong.problem.errors?.[0]?.pointer, wrong.problem.data?.position]).toEqual([422, '/filter', 4])
    const raw = await employee.call(createView, { raw: JSON.stringify({ projectId: company.project.id, name: '', kind: 'list', sort: 'rank', group: 'field.stage', lanes: 'status', size: 1 }) })
    expect([raw.status, raw.problem.errors?.map(({ pointer }) => pointer).sort()]).toEqual([422, ['/group', '/kind', '/lanes', '/name', '/size', '/sort']])
    const view = await employee.do(createView, { body: body() })
    const params = { viewId: view.id }
    expect((await employee.call(updateView, { params, body: { filter: 'due<' } })).problem.errors?.[0]?.pointer).toBe('/filter')
    expect((await employee.call(updateView, { params, body: { name: 'New' }, headers: { 'if-match': '"7"' } })).status).toBe(412)
    const same = await employee.call(updateView, { params, body: { name: 'Mine', sort: null } })
    expect([same.data.version, same.offsets]).toEqual([1, {}])
    expect((await employee.call(readView, { params: { viewId: nobodysId() } })).status).toBe(404)
    await employee.call(deleteView, { params, headers: { 'if-match': '"1"' } })
    expect((await employee.call(readView, { params })).status).toBe(404)
  })

  it('of a whole team are seen by it, not in the list of a project, and are of one place', async () => {
    const { employee, manager, stranger, foreigner, team, project } = company
    const ofTeam = (more: object = {}) => ({ teamId: team.id, name: 'All late', kind: 'table' as const, filter: 'due<now', group: 'project' as const, ...more })
    const view = await verifyAction(screens(), () => employee.do(createView, { body: ofTeam() }))
    expect(view).toMatchObject({ projectId: null, teamId: team.id, group: 'project', ownerId: employee.membership.id })
    const params = { viewId: view.id }
    expect([await shown(), await shown(manager), (await manager.call(readView, { params })).status]).toEqual([[view.id], [], 404])
    await verifyAction(screens(), () => employee.do(updateView, { params, body: { isShared: true } }))
    const listed = async (person: typeof manager) => (await person.do(listViews, { query: { teamId: team.id } })).items.map(({ id }) => id)
    expect([await listed(manager), await listed(stranger), await listed(foreigner), await ids(manager)]).toEqual([[view.id], [], [], []])
    for (const person of [stranger, foreigner]) {
      for (const call of [person.call(readView, { params }), person.call(deleteView, { params }), person.call(createView, { body: ofTeam() })]) expect((await call).status).toBe(404)
    }
    for (const wrong of [{ projectId: project.id }, { teamId: undefined }]) {
      const refused = await manager.call(createView, { body: ofTeam(wrong) })
      expect([refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([422, '/projectId'])
    }
    await verifyAction(screens(), () => manager.call(deleteView, { params }))
    expect(await listed(employee)).toEqual([])
  })

  it('are no longer there for who left the team, and are at most so many for each person', async () => {
    const { employee, manager, team } = company
    for (let count = 0; count < MOST_VIEWS; count += 1) await employee.do(createView, { body: body({ name: `View ${count}` }) })
    const more = await employee.call(createView, { body: body() })
    expect([more.status, more.problem.code]).toEqual([409, 'conflict'])
    expect((await manager.call(createView, { body: body() })).status).toBe(201)
    const all = await employee.do(listViews, { query: { limit: 30 } })
    const rest = await employee.do(listViews, { query: { limit: 30, cursor: all.nextCursor! } })
    expect(new Set([...all.items, ...rest.items].map(({ id }) => id)).size).toBe(MOST_VIEWS)
    await manager.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: employee.membership.id } })
    expect([await ids(), await shown()]).toEqual([[], []])
    expect((await employee.call(readView, { params: { viewId: all.items[0]!.id } })).status).toBe(404)
  })
})
