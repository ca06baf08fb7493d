// Activity of a team and of the organization: every change that is no task's, and who made it.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aBot, aMember, aProgram, aTask, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'

const { bulkTasks, createGoal, createPost, createToken, updateMember, listTeamActivity, listOrganizationActivity, undo, updateGoal, updateProject, updateTeamMember } = endpoints

describe.each(backends)('activity of places on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })

  const ofTeam = (person: Person, query: object = {}) => person.do(listTeamActivity, { params: { teamId: company.team.id }, query })
  const ofOrganization = (person: Person, query: object = {}) => person.do(listOrganizationActivity, { query })
  const told = (items: { type: string; actor: { membershipId: string | null } }[]) => items.map(({ type, actor }) => [type, actor.membershipId])

  it('S34 tells what happened to a team, its goals, posts, members and projects, by whom, and nothing of tasks', async () => {
    const { manager, employee, team, project } = company
    const params = { teamId: team.id }
    await manager.do(createGoal, { params, body: { title: 'Faster', target: 10 } })
    await employee.do(createPost, { params, body: { body: 'Hello' } })
    await aTask(employee, project.id)
    await manager.do(updateTeamMember, { params: { ...params, memberId: employee.membership.id }, body: { title: 'Painter' } })
    await manager.do(updateProject, { params: { projectId: project.id }, body: { name: 'Doors' } })
    const { items } = await ofTeam(employee, { limit: 4 })
    expect(told(items)).toEqual([
      ['project.updated', manager.membership.id], ['team.member_updated', manager.membership.id],
      ['post.created', employee.membership.id], ['goal.created', manager.membership.id],
    ])
    const all = (await ofTeam(employee, { limit: 200 })).items
    expect(all.at(-1)?.type).toBe('team.created')
    const stream = await eventsAfter(employee, teamStream(team.id), 0)
    const single = stream.filter(({ type }) => type !== 'batch.applied')
    expect(all).toEqual(single.filter(({ type }) => !/^(?:task|status|label|comment|checklist)/.test(type)).reverse())
  })

  it('S34 tells of what was done at once or taken back only what is the team\'s', async () => {
    const { manager, employee, team, project } = company
    const goal = await manager.do(createGoal, { params: { teamId: team.id }, body: { title: 'Cheaper', target: 10 } })
    const task = await aTask(manager, project.id)
    await manager.do(updateGoal, { params: { goalId: goal.id }, body: { title: 'Dearer' } })
    await manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { title: 'Other' } })
    const [renamed, retitled] = (await eventsAfter(manager, teamStream(team.id), 0)).slice(-2)
    await manager.do(undo, { body: { eventIds: [renamed!.id, retitled!.id] } })
    await manager.do(bulkTasks, { body: { mode: 'atomic', operations: [{ op: 'update', taskId: task.id, title: 'At once' }] } })
    const { items: [last, before] } = await ofTeam(employee, { limit: 2 })
    expect(last).toMatchObject({ type: 'batch.applied', data: { operation: 'undo', total: 2 } })
    expect(last!.data.events).toMatchObject([{ type: 'goal.updated', data: { goalId: goal.id } }])
    expect(before!.id).toBe(renamed!.id)
  })

  it('S34 S112 pages what one member did in a team', async () => {
    const { employee } = company
    const query = { memberId: employee.membership.id, limit: 1 }
    const whole = (await ofTeam(employee, { ...query, limit: 200 })).items
    expect(new Set(told(whole).map(([, by]) => by))).toEqual(new Set([employee.membership.id]))
    const first = await ofTeam(employee, query)
    expect(first.items).toEqual(whole.slice(0, 1))
    expect(first.nextCursor === null).toBe(whole.length === 1)
  })

  it('S34 tells admins what happened to the organization, also by tokens, and of an inbox only that', async () => {
    const { admin, employee } = company
    const bot = await aBot(world, admin)
    await employee.do(createToken, { body: { name: 'Secret name', scopes: ['tasks:read'] } })
    await admin.do(updateMember, { params: { memberId: bot.membership.id }, body: { role: 'manager' } })
    const team = await aTeam(admin)
    await admin.do(endpoints.deleteTeam, { params: { teamId: team.id } })
    const { items } = await ofOrganization(admin, { limit: 5 })
    expect(told(items)).toEqual([
      ['team.deleted', admin.membership.id], ['team.created', admin.membership.id], ['member.updated', admin.membership.id],
      ['token.created', employee.membership.id], ['member.joined', admin.membership.id],
    ])
    expect(items[3]!.data).toEqual({})
    expect(items[2]!.data).toMatchObject({ changes: { role: ['employee', 'manager'] } })
  })

  it('S34 S112 pages the organization\'s without a gap, and by one member', async () => {
    const { admin, employee } = company
    const whole = (await ofOrganization(admin, { limit: 200 })).items
    const paged: typeof whole = []
    for (let cursor: string | undefined; ;) {
      const page = await ofOrganization(admin, { limit: 2, ...(cursor && { cursor }) })
      paged.push(...page.items)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(paged).toEqual(whole)
    const own = (await ofOrganization(admin, { memberId: employee.membership.id })).items
    expect(own).toEqual(whole.filter(({ actor }) => actor.membershipId === employee.membership.id))
    expect(own.length).toBeGreaterThan(0)
  })

  it('S34 is refused to whoever may not read it', async () => {
    const { manager, employee, stranger, foreigner, team } = company
    for (const person of [manager, employee]) expect((await person.call(listOrganizationActivity)).status).toBe(403)
    for (const person of [stranger, foreigner]) expect((await person.call(listTeamActivity, { params: { teamId: team.id } })).status).toBe(404)
    const narrow = await aProgram(world, company.admin, ['tasks:read'])
    expect((await narrow.call(listOrganizationActivity)).status).toBe(403)
    expect(told((await ofOrganization(foreigner, { limit: 200 })).items).every(([, by]) => by === null || by === foreigner.membership.id)).toBe(true)
    const mate = await aMember(world, company.admin)
    expect((await mate.call(listTeamActivity, { params: { teamId: team.id } })).status).toBe(404)
  })

  it('names what is wrong with a request', async () => {
    const { admin, team } = company
    const projects = (await admin.do(endpoints.listProjects, { query: { limit: 1 } })).nextCursor
    for (const [query, pointer] of [[{ memberId: 'me' }, '?memberId'], [{ limit: 0 }, '?limit'], [{ cursor: projects ?? 'e30' }, '?cursor']] as const) {
      const answers = [await admin.call(listOrganizationActivity, { query: query as never }), await admin.call(listTeamActivity, { params: { teamId: team.id }, query: query as never })]
      expect(answers.map(({ status, problem }) => [status, problem.errors?.[0]?.pointer])).toEqual([[422, pointer], [422, pointer]])
    }
  })
})
