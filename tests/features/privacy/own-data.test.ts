// One's own data as a file: all of it by count, of every organization, no secret, and for nobody else.
import { describe, expect, it } from 'vitest'
import { ownData, ownDataLists, type OwnData, type OwnDataList } from '../../../shared/features/privacy.ts'
import { endpoints } from '../../../shared/index.ts'
import { aBot, aCompany, aMember, anAdmin, aProgram, aTask, aTeam, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { backends, useWorld, type World } from '../../support/world.ts'
import { aFurnishedCompany } from '../../tenancy/company.ts'
import { asOwner } from '../../tenancy/owner.ts'

const take = async (person: Person): Promise<OwnData> => ownData.parse(await person.do(endpoints.exportOwnData))

/** Which rows of which table are somebody's, said anew: the product's own list is what is tried. */
const WHOSE: Record<OwnDataList, string> = {
  teams: 'team_members where membership_id = $1', createdTasks: 'tasks where created_by_id = $1', assignedTasks: 'task_assignees where membership_id = $1',
  watchedTasks: 'task_watchers where membership_id = $1', comments: 'comments where author_id = $1', posts: 'posts where author_id = $1', postComments: 'post_comments where author_id = $1',
  projects: 'project_members where membership_id = $1', timeEntries: 'time_entries where membership_id = $1', files: 'attachments where created_by_id = $1', views: 'views where owner_id = $1',
  starredProjects: 'project_stars where membership_id = $1', reminders: 'reminders where membership_id = $1', notifications: 'notifications where membership_id = $1',
  invitations: 'invitations where email = (select email from memberships where id = $1)', tokens: 'api_tokens where membership_id = $1',
}

const countedIn = (world: World, memberId: string) => asOwner(world, async (ask) => Object.fromEntries(await Promise.all(
  Object.entries(WHOSE).map(async ([list, rows]) => [list, Number((await ask<{ count: string }>(`select count(*) from ${rows.replaceAll('$1', `'${memberId}'`)}`))[0]!.count)]),
)))

describe.each(backends)('one\'s own data on %s', (backend) => {
  const world = useWorld({ backend })

  it('X64 is complete by count, and says the counts', async () => {
    const { admin, project, task, member } = await aFurnishedCompany(world, 'MINE')
    await admin.do(endpoints.updateTask, { params: { taskId: task.id }, body: { assigneeIds: [admin.membership.id, member.membership.id] } })
    await admin.do(endpoints.starProject, { params: { projectId: project.id } })
    await admin.do(endpoints.setProjectMember, { params: { projectId: project.id, memberId: admin.membership.id }, body: { hoursPerWeek: 4 } })
    for (const person of [admin, member]) {
      const file = await take(person)
      const [here] = file.organizations
      const counted = Object.fromEntries(ownDataLists.map((list) => [list, here![list].length]))
      expect(counted).toEqual(await countedIn(world, person.membership.id))
      expect([here!.counts, file.counts]).toEqual([counted, { sessions: file.sessions.length, ...counted }])
      expect([file.account.email, here!.member.id, here!.id]).toEqual([person.email, person.membership.id, person.organization.id])
    }
    const { organizations: [mine], picture } = await take(admin)
    expect(Object.entries(mine!.counts).filter(([list, count]) => count === 0 && list !== 'invitations')).toEqual([])
    expect(picture).toEqual({ type: 'image/png', base64: expect.stringMatching(/^[\w+/]+=*$/) })
  }, 60_000)

  it('holds no secret and no address of others', async () => {
    const company = await aFurnishedCompany(world, 'QUIET')
    const text = JSON.stringify(await take(company.member))
    const hashes = await asOwner(world, (ask) => ask<{ hash: string }>('select hash from api_tokens union all select refresh_hash from sessions union all select password_hash from users union all select token_hash from invitations'))
    for (const secret of [company.token.token, company.bot.token, company.admin.email, ...hashes.map(({ hash }) => hash)]) expect(text).not.toContain(secret)
  }, 60_000)

  it('goes on over pages, each row once', async () => {
    const { employee, project } = await aCompany(world)
    const operations = Array.from({ length: 500 }, (_, index) => ({ op: 'create' as const, projectId: project.id, title: `Task ${index}` }))
    await employee.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } as never })
    for (let more = 0; more < 2; more += 1) await aTask(employee, project.id)
    const { organizations: [here] } = await take(employee)
    expect(new Set(here!.createdTasks.map(({ id }) => id)).size).toBe(502)
    expect(here!.counts.createdTasks).toBe(502)
  }, 60_000)

  it('has each organization of the account, and of teams that one left only what one did there', async () => {
    const { admin, employee, team, project } = await aCompany(world)
    const task = await aTask(employee, project.id, 'Rope')
    await employee.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'Knots hold' } })
    const other = await anAdmin(world, 'Olga')
    const invitation = await other.do(endpoints.createInvitation, { body: { email: employee.email, role: 'employee', teamIds: [] } })
    await call(world.url, null, endpoints.acceptInvitation, { body: { token: invitation.token, password: PASSWORD } })
    await admin.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: employee.membership.id } })
    const file = await take(employee)
    expect(file.organizations.map(({ id }) => id)).toEqual([employee.organization.id, other.organization.id])
    expect(file.organizations.map(({ counts }) => [counts.createdTasks, counts.comments])).toEqual([[0, 1], [0, 0]])
    expect(file.organizations[0]!.comments).toMatchObject([{ task: task.key, body: 'Knots hold' }])
    expect(file.counts).toMatchObject({ comments: 1, sessions: 2 })
  })

  it('is for people alone: no bot, no token, nobody, and none whose access ended', async () => {
    const admin = await anAdmin(world)
    const [bot, program, member] = [await aBot(world, admin), await aProgram(world, admin, ['organization:write', 'members:write']), await aMember(world, admin)]
    for (const asking of [bot, program]) expect((await asking.call(endpoints.exportOwnData)).problem.code).toBe('insufficient_scope')
    expect((await call(world.url, null, endpoints.exportOwnData)).problem.code).toBe('unauthenticated')
    await aTeam(admin)
    await admin.do(endpoints.updateMember, { params: { memberId: member.membership.id }, body: { status: 'deactivated' } })
    expect((await member.call(endpoints.exportOwnData)).problem.code).toBe('session_ended')
  })
})
