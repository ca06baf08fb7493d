// What a member did, and what they are in their teams, as far as whoever asks may see it.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aMember, aProgram, aProject, aTask, aTeam, type Person } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany } from '../tasks/company.ts'

const { addTeamMember, listMemberActivity, listMemberPlaces, moveTask, updateTask, updateTeamMember } = endpoints

describe.each(backends)('what a member did on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let elsewhere: { teamId: string; projectId: string }
  beforeAll(async () => {
    company = await aWiderCompany(world)
    const { admin, employee } = company
    const team = await aTeam(admin, [employee.membership.id])
    elsewhere = { teamId: team.id, projectId: (await aProject(admin, team.id)).id }
  })

  const did = (by: Person, person: Person, query: object = {}) => by.do(listMemberActivity, { params: { memberId: person.membership.id }, query })

  it('S34 S56 tells it newest first, over the teams that one may read, with what ids stand for', async () => {
    const { admin, manager, employee, project, statuses } = company
    const task = await aTask(employee, project.id)
    const other = await aTask(employee, elsewhere.projectId)
    await manager.do(updateTask, { params: { taskId: task.id }, body: { title: 'By another' } })
    await employee.do(moveTask, { params: { taskId: task.id }, body: { statusId: statuses[2]!.id, afterTaskId: null } })
    const taskOf = ({ data }: { data: Record<string, unknown> }) => data.taskId ?? (data.task as { id: string }).id
    const seen = async (by: Person) => (await did(by, employee, { limit: by === manager ? 2 : 3 })).items.map((event) => [event.type, taskOf(event)])
    expect(await seen(admin)).toEqual([['task.moved', task.id], ['task.created', other.id], ['task.created', task.id]])
    expect(await seen(employee)).toEqual(await seen(admin))
    expect(await seen(manager), 'not of a team that is not theirs').toEqual([['task.moved', task.id], ['task.created', task.id]])
    const { named } = await did(manager, employee, { limit: 1 })
    expect(named).toEqual({ statuses: expect.arrayContaining([{ id: statuses[2]!.id, name: statuses[2]!.name }]) as unknown, labels: [], customFields: [] })
  })

  it('S56 names nothing of teams that one may not read, whatever ids a text says', async () => {
    const { admin, manager, employee, project } = company
    const theirs = (await admin.do(endpoints.readBoard, { params: { projectId: elsewhere.projectId } })).statuses[0]!
    const field = await admin.do(endpoints.createCustomField, { params: { projectId: elsewhere.projectId }, body: { name: 'Salary', kind: 'text' } })
    const label = await aLabel(admin, elsewhere.projectId, 'Secret')
    const shared = await admin.do(endpoints.createOrganizationLabel, { body: { name: 'Shared', color: 'sky' } })
    const task = await aTask(manager, project.id)
    await manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: [theirs, field, label, shared].map(({ id }) => id).join(' ') } })
    const namedFor = async (by: Person) => {
      const { statuses, labels, customFields } = (await did(by, manager, { limit: 1 })).named
      return [statuses, labels, customFields].map((all) => all.map(({ name }) => name).sort())
    }
    expect(await namedFor(manager)).toEqual([[], ['Shared'], []])
    for (const person of [admin, employee]) expect(await namedFor(person)).toEqual([[theirs.name], ['Secret', 'Shared'], ['Salary']])
  })

  it('S113 is for tokens that may read events', async () => {
    const { admin } = company
    const params = { memberId: admin.membership.id }
    const asked = async (scopes: ('tasks:read' | 'streams:read')[]) => (await (await aProgram(world, admin, scopes)).call(listMemberActivity, { params })).status
    expect(await asked(['tasks:read'])).toBe(403)
    expect(await asked(['streams:read'])).toBe(200)
  })

  it('S56 S112 pages it over several streams without a gap', async () => {
    const { admin, employee } = company
    const whole = (await did(admin, employee, { limit: 200 })).items
    const paged: typeof whole = []
    for (let cursor: string | undefined; ;) {
      const page = await did(admin, employee, { limit: 2, ...(cursor && { cursor }) })
      paged.push(...page.items)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(paged).toEqual(whole)
    expect(new Set(whole.map(({ stream }) => stream)).size).toBeGreaterThan(1)
  })

  it('S59 S97 lists what they are in the teams that one may read', async () => {
    const { admin, manager, employee, team } = company
    const duties = { title: 'Painter', responsibilities: 'All doors' }
    await manager.do(updateTeamMember, { params: { teamId: team.id, memberId: employee.membership.id }, body: duties })
    const placesFor = async (by: Person) => (await by.do(listMemberPlaces, { params: { memberId: employee.membership.id } })).items
    expect(await placesFor(manager)).toMatchObject([{ teamId: team.id, ...duties }])
    expect((await placesFor(admin)).map(({ teamId }) => teamId)).toEqual([team.id, elsewhere.teamId])
    const late = await aMember(world, admin)
    expect(await placesFor(late)).toEqual([])
    await admin.do(addTeamMember, { params: { teamId: elsewhere.teamId, memberId: late.membership.id } })
    expect(await placesFor(late)).toMatchObject([{ teamId: elsewhere.teamId, title: '', responsibilities: '' }])
  })

  it('S1 of another organization there is nobody, as of no organization', async () => {
    const { employee, foreigner } = company
    for (const memberId of [employee.membership.id, randomUUID()]) {
      for (const endpoint of [listMemberActivity, listMemberPlaces]) {
        expect((await foreigner.call(endpoint, { params: { memberId } })).status).toBe(404)
      }
    }
    const invalid = await employee.call(listMemberActivity, { params: { memberId: employee.membership.id }, query: { cursor: 'e30' } })
    expect([invalid.status, invalid.problem.errors?.[0]?.pointer]).toEqual([422, '?cursor'])
  })
})
