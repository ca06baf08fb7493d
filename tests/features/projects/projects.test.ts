// Projects: making, reading, changing, the trash, statistics; who may.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { keyFromName } from '../../../server/features/projects/project-key.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { inboxOf } from '../inbox/inbox-snapshot.ts'
import { overviewAcross, overviewOf } from '../organizations/overview-snapshot.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'

const { createProject, listProjects, readProject, replaceProject, updateProject, updateProjectStatus, deleteProject, restoreProject, readBoard, readStatistics, starProject, unstarProject, readOverview } = endpoints

describe.each(backends)('projects on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const everywhere = () => ({ viewers: [company.admin, company.manager, company.employee], snapshots: [overviewOf, boardOf(company.project.id)] })

  it('S68 S75 are made by the team\'s manager, with key, default workflow, status and priority', async () => {
    const { manager, team } = company
    const project = await verifyAction(everywhere(), () => manager.do(createProject, { body: { name: 'Web checkout', teamId: team.id } }))
    expect(project).toMatchObject({ name: 'Web checkout', teamId: team.id, status: 'active', priority: 'none', version: 1, createdById: manager.membership.id })
    expect(project.key).toMatch(/^WEB\d*$/)
    const { statuses } = await manager.do(readBoard, { params: { projectId: project.id } })
    expect(statuses.map(({ name }) => name)).toEqual(['Backlog', 'To do', 'In progress', 'In review', 'Done'])
    expect(statuses.map(({ category }) => category)).toEqual(['backlog', 'todo', 'active', 'active', 'done'])
  })

  it('are starred by whoever may read them, for themselves, and told to nobody else', async () => {
    const { employee, manager, project } = company
    const params = { projectId: project.id }
    const mine = { viewers: [employee], snapshots: [overviewOf, inboxOf] }
    const stars = async () => (await employee.do(readOverview)).starredProjectIds
    await verifyAction(mine, () => employee.call(starProject, { params }))
    expect(await stars()).toEqual([project.id])
    expect((await manager.do(readOverview)).starredProjectIds).toEqual([])
    await verifyAction({ viewers: [manager], snapshots: [overviewOf], silent: true }, () => employee.call(unstarProject, { params }))
    await verifyAction(mine, () => employee.call(starProject, { params }))
    await verifyAction({ ...mine, silent: true }, () => employee.call(starProject, { params }))
    await verifyAction(mine, () => employee.call(unstarProject, { params }))
    await verifyAction({ ...mine, silent: true }, () => employee.call(unstarProject, { params }))
    expect(await stars()).toEqual([])
    const answers = await Promise.all(Array.from({ length: 4 }, () => employee.call(starProject, { params })))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    expect(await stars()).toEqual([project.id])
  })

  it('hidden, another tenant\'s or in the trash cannot be starred', async () => {
    const { manager, team, foreigner, stranger } = company
    const hidden = await aProject(manager, team.id)
    const refused = await Promise.all([foreigner, stranger].flatMap((person) => [starProject, unstarProject].map((endpoint) =>
      person.call(endpoint, { params: { projectId: hidden.id } }))))
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    await manager.do(starProject, { params: { projectId: hidden.id } })
    await manager.do(deleteProject, { params: { projectId: hidden.id } })
    expect((await manager.call(starProject, { params: { projectId: hidden.id } })).problem.code).toBe('not_found')
    expect((await manager.call(starProject, { params: { projectId: 'nonsense' as never } })).status).toBe(404)
    await manager.do(unstarProject, { params: { projectId: company.project.id } })
  })

  it('S29 employees make none, and managers none in teams that they do not run', async () => {
    const { employee, team, stranger } = company
    const refused = await employee.call(createProject, { body: { name: 'Mine', teamId: team.id } })
    expect([refused.status, refused.problem.code]).toEqual([403, 'forbidden'])
    const hidden = await stranger.call(createProject, { body: { name: 'Mine', teamId: team.id } })
    const nowhere = await stranger.call(createProject, { body: { name: 'Mine', teamId: nobodysId() } })
    expect([hidden.status, nowhere.status]).toEqual([404, 404])
  })

  it('have unique keys, however many are made at once', async () => {
    const { manager, team } = company
    const made = await Promise.all(Array.from({ length: 8 }, () => aProject(manager, team.id, 'Quarterly numbers')))
    expect(new Set(made.map(({ key }) => key)).size).toBe(8)
  })

  it('S67 S69 are listed by page to those who may read them', async () => {
    const { manager, team, foreigner } = company
    const all = await manager.do(listProjects, { query: { teamId: team.id, limit: 200 } })
    const first = await manager.do(listProjects, { query: { teamId: team.id, limit: 2 } })
    const second = await manager.do(listProjects, { query: { teamId: team.id, limit: 2, cursor: first.nextCursor! } })
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 4))
    expect(all.nextCursor).toBeNull()
    expect((await foreigner.do(listProjects)).items.filter(({ teamId }) => teamId === team.id)).toEqual([])
    expect((await manager.call(listProjects, { query: { cursor: 'nonsense' } })).status).toBe(422)
  })

  it('S70 S71 S74 change by PUT, PATCH and status, with versions; nothing changed leaves no event', async () => {
    const { manager, project } = company
    const params = { projectId: project.id }
    const patched = await verifyAction(everywhere(), () => manager.do(updateProject, { params, body: { name: 'Checkout 2' } }))
    expect(patched).toMatchObject({ name: 'Checkout 2', description: project.description, version: project.version + 1 })
    const same = await verifyAction({ ...everywhere(), silent: true }, () => manager.do(updateProject, { params, body: { name: 'Checkout 2' } }))
    expect(same).toEqual(patched)
    const paused = await verifyAction(everywhere(), () => manager.do(updateProjectStatus, { params, body: { status: 'on_hold' } }))
    expect(paused.status).toBe('on_hold')
    const replaced = await verifyAction(everywhere(), () =>
      manager.do(replaceProject, { params, body: { name: 'Checkout', description: 'All of it', status: 'active', priority: 'high' } }))
    expect(replaced).toMatchObject({ name: 'Checkout', priority: 'high', status: 'active' })
    const missing = await manager.call(replaceProject, { params, raw: JSON.stringify({ name: 'Only' }) })
    expect([missing.status, missing.problem.errors?.map(({ pointer }) => pointer).sort()]).toEqual([422, ['/description', '/priority', '/status']])
  })

  it('answer 412 to a stale If-Match and 304 to a known ETag', async () => {
    const { manager, project } = company
    const params = { projectId: project.id }
    const read = await manager.call(readProject, { params })
    const etag = read.headers.get('etag')!
    expect((await manager.call(updateProject, { params, body: { name: 'A' }, headers: { 'If-Match': '"0"' } })).status).toBe(412)
    const known = await fetch(`${world.url}/api/projects/${project.id}/`, { headers: { authorization: `Bearer ${manager.token}`, 'if-none-match': etag } })
    expect(known.status).toBe(304)
    expect((await manager.call(updateProject, { params, body: { name: 'Checkout' }, headers: { 'If-Match': etag } })).status).toBe(200)
    for (const endpoint of [deleteProject, restoreProject]) {
      expect((await manager.call(endpoint, { params, headers: { 'If-Match': '"0"' } })).status, endpoint.id).toBe(412)
    }
  })

  it('S6 S72 go to the trash with their tasks and come back', async () => {
    const { manager, employee, team } = company
    const project = await aProject(manager, team.id)
    const task = await aTask(manager, project.id)
    const params = { projectId: project.id }
    expect((await employee.call(deleteProject, { params })).status).toBe(403)
    await verifyAction({ viewers: [manager, employee], snapshots: [overviewOf] }, () => manager.call(deleteProject, { params }))
    expect((await manager.call(readBoard, { params })).status).toBe(404)
    expect((await manager.call(endpoints.readTask, { params: { taskId: task.id } })).status).toBe(404)
    expect((await manager.do(listProjects, { query: { deleted: 'true' } })).items.map(({ id }) => id)).toContain(project.id)
    const { reduced, fetched } = await overviewAcross(manager, () => manager.do(restoreProject, { params }))
    expect(reduced).toEqual(fetched)
    expect((await manager.do(readProject, { params })).deletedAt).toBeNull()
    expect((await manager.do(readBoard, { params })).tasks.map(({ id }) => id)).toEqual([task.id])
  })

  it('S73 S100 tell statistics', async () => {
    const { manager, employee, team } = company
    const project = await aProject(manager, team.id)
    const { statuses } = await manager.do(readBoard, { params: { projectId: project.id } })
    const [, todo, , , done] = statuses
    const late = { dueAt: '2020-01-01T00:00:00.000Z', statusId: todo!.id, assigneeIds: [employee.membership.id] }
    await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Late', priority: 'high', ...late } })
    await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Done', statusId: done!.id } })
    const gone = await aTask(manager, project.id)
    await manager.do(endpoints.archiveTask, { params: { taskId: gone.id }, body: { archived: true } })
    const statistics = await manager.do(readStatistics, { params: { projectId: project.id } })
    expect(statistics.tasks).toEqual({ open: 1, done: 1, cancelled: 0, archived: 1, overdue: 1, unassigned: 0 })
    expect(statistics.completion).toBe(50)
    expect(statistics.byAssignee).toEqual([{ membershipId: employee.membership.id, open: 1, done: 0 }])
    expect(statistics.byPriority).toEqual({ none: 1, low: 0, medium: 0, high: 1, urgent: 0 })
    expect(statistics.byStatus.map(({ tasks }) => tasks)).toEqual([0, 1, 0, 0, 1])
  })
})

describe('the key of a project', () => {
  it.each([
    ['Web checkout', 'WEB'], ['Customer relations management', 'CRM'], ['2024 Öffentlichkeit', 'OFF'], ['日本語', 'PRO'], ['X', 'X'], ['  a  b  ', 'A'],
  ])('of %s is %s', (name, key) => {
    expect(keyFromName(name)).toBe(key)
  })
})
