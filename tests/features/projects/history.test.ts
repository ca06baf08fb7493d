// S67 S74 S79 How a project stood: who changed its status, its health and why, from its events.
import { beforeAll, describe, expect, it } from 'vitest'
import { standingIn } from '../../../shared/features/project-standing.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aProject, aTask, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'

const { listProjectHistory, updateProject, updateProjectStatus, undo } = endpoints

describe.each(backends)('the history of a project on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => (company = await aWiderCompany(world)))

  const historyOf = (projectId: string, query: object = {}, by: Person = company.employee) => by.do(listProjectHistory, { params: { projectId }, query })
  const change = (projectId: string, body: object, by: Person = company.manager) => by.do(updateProject, { params: { projectId }, body })

  async function aStoriedProject() {
    const { admin, manager, team } = company
    const project = await manager.do(endpoints.createProject, { body: { name: 'Storied', teamId: team.id, status: 'planned', healthNote: 'Not begun' } })
    const params = { projectId: project.id }
    await manager.do(updateProjectStatus, { params, body: { status: 'active' } })
    await aTask(manager, project.id)
    await change(project.id, { name: 'Other', description: 'x'.repeat(20_000) })
    await change(project.id, { health: 'on_track', healthNote: 'All is well' })
    await change(project.id, { health: 'at_risk' }, admin)
    await change(project.id, { health: 'at_risk' })
    await change(project.id, { healthNote: 'Parts are late', status: 'on_hold' }, admin)
    return project
  }

  it('S79 says from what to what, by whom, when, and with the note of that time, and nothing else of it', async () => {
    const { admin, manager, team } = company
    const { id: projectId } = await aStoriedProject()
    await change((await aProject(manager, team.id)).id, { health: 'off_track' })
    const { items, nextCursor } = await historyOf(projectId)
    expect(items.map(({ kind, changes, healthNote, actor }) => [kind, changes, healthNote, actor.membershipId])).toEqual([
      ['changed', { status: ['active', 'on_hold'], healthNote: ['All is well', 'Parts are late'] }, 'Parts are late', admin.membership.id],
      ['changed', { health: ['on_track', 'at_risk'] }, 'All is well', admin.membership.id],
      ['changed', { health: [null, 'on_track'], healthNote: ['Not begun', 'All is well'] }, 'All is well', manager.membership.id],
      ['changed', { status: ['planned', 'active'] }, 'Not begun', manager.membership.id],
      ['created', { status: [null, 'planned'], healthNote: ['', 'Not begun'] }, 'Not begun', manager.membership.id],
    ])
    expect(nextCursor).toBeNull()
    const told = (await eventsAfter(manager, teamStream(team.id), 0)).filter((event) => standingIn(event, projectId)).reverse()
    expect(items.map(({ id, at, correlationId }) => [id, at, correlationId]), 'its entries are the events, which undo takes').toEqual(told.map(({ id, at, correlationId }) => [id, at, correlationId]))
  })

  it('S112 pages, with the note of that time on each page', async () => {
    const { id: projectId } = await aStoriedProject()
    const whole = (await historyOf(projectId)).items
    const paged: typeof whole = []
    for (let cursor: string | undefined; ;) {
      const { items, nextCursor } = await historyOf(projectId, { limit: 2, ...(cursor && { cursor }) })
      paged.push(...items)
      if (nextCursor === null) break
      cursor = nextCursor
    }
    expect(paged).toEqual(whole)
    const { status, problem } = await company.employee.call(listProjectHistory, { params: { projectId }, query: { cursor: 'none' } })
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, '?cursor'])
  })

  it('tells what was taken back, as one change', async () => {
    const { manager, team } = company
    const { id: projectId } = await aProject(manager, team.id)
    await change(projectId, { health: 'on_track' })
    await change(projectId, { health: 'off_track', healthNote: 'Stopped' })
    const { items: [second, first] } = await historyOf(projectId)
    await manager.do(undo, { body: { eventIds: [second!.id, first!.id] } })
    const { items } = await historyOf(projectId)
    expect(items[0]).toMatchObject({ kind: 'changed', changes: { health: ['off_track', null], healthNote: ['Stopped', ''] }, healthNote: '', actor: { membershipId: manager.membership.id } })
    expect(items).toHaveLength(4)
  })

  it('begins anew in the team to which a project moves, for those who read that', async () => {
    const { admin, employee } = company
    const [from, to] = [await aTeam(admin, [admin.membership.id]), await aTeam(admin, [employee.membership.id])]
    const { id: projectId } = await aProject(admin, from.id)
    await change(projectId, { health: 'at_risk', healthNote: 'Secret of the first team' }, admin)
    await change(projectId, { healthNote: 'Known' }, admin)
    await admin.do(endpoints.transferProject, { params: { projectId }, body: { teamId: to.id } })
    await change(projectId, { health: 'on_track' }, admin)
    const { items } = await historyOf(projectId)
    expect(items.map(({ kind, changes, healthNote }) => [kind, changes, healthNote])).toEqual([
      ['changed', { health: ['at_risk', 'on_track'] }, 'Known'], ['entered', { status: [null, 'active'], health: [null, 'at_risk'], healthNote: ['', 'Known'] }, 'Known'],
    ])
  })

  it('is there for who reads the project, and for nobody else', async () => {
    const { manager, stranger, foreigner, team, foreignProject } = company
    const { id: projectId } = await aProject(manager, team.id)
    for (const person of [stranger, foreigner]) expect((await person.call(listProjectHistory, { params: { projectId } })).status).toBe(404)
    for (const id of [nobodysId(), foreignProject.id]) expect((await manager.call(listProjectHistory, { params: { projectId: id } })).status).toBe(404)
    await manager.do(endpoints.deleteProject, { params: { projectId } })
    expect((await manager.call(listProjectHistory, { params: { projectId } })).status).toBe(404)
  })
})
