// An organization as an archive, brought into an empty one, and taken out again: the same counts and the same hash.
import { expect, describe, it } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { addressOf, PASSWORD, people } from '../../../server/features/demo/company.ts'
import { seedDemo } from '../../../server/features/demo/demo.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, anAdmin, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { backends, useWorld, type World } from '../../support/world.ts'
import { aFurnishedCompany, idsOf } from '../../tenancy/company.ts'
import { overviewAcross } from '../organizations/overview-snapshot.ts'
import { archiveOf, bring, linesOf, takeArchive } from './archive-file.ts'
import { workAtRandom } from './work-at-random.ts'

/** Brings it into a new organization, twice over; both come out as they went in. */
async function expectSame(world: World, archive: Buffer<ArrayBuffer>): Promise<Person> {
  const { header } = linesOf(archive)
  const first = await anAdmin(world, 'First')
  const { status, data, problem } = await bring(first, archive)
  expect(problem.detail ?? status).toBe(200)
  expect(data).toMatchObject({ equal: true, archive: { counts: header.counts, hash: header.hash }, imported: { counts: header.counts, hash: header.hash } })
  const again = await takeArchive(world, first)
  expect(linesOf(again).header.hash).toBe(header.hash)
  const second = await anAdmin(world, 'Second')
  expect((await bring(second, again)).data.imported.hash).toBe(header.hash)
  return first
}

describe.each(backends)('archives on %s', (backend) => {
  const world = useWorld({ backend })

  it('the demo comes back equal, and its people find their work once they are invited', async () => {
    await seedDemo(world.server.kernel, readConfig({ NODE_ENV: 'test', BCRYPT_COST: '4', SECRET_KEY: 'tests-only-0123456789-abcdefghijklmnopqrstuvwxyz' }), () => {})
    const signedIn = await call(world.url, null, endpoints.login, { body: { email: addressOf(people[0]), password: PASSWORD } })
    const archive = await takeArchive(world, { token: signedIn.data.access })
    const admin = await expectSame(world, archive)
    const { header } = linesOf(archive)
    expect(header.counts.tasks).toBeGreaterThan(380)
    const overview = await admin.do(endpoints.readOverview)
    expect([overview.organization.name, overview.teams.length, overview.members.length]).toEqual([signedIn.data.organization.name, 3, header.counts.people! + 1])
  }, 120_000)

  it('one with everything comes back equal, without secrets, ids and what is in the trash', async () => {
    const company = await aFurnishedCompany(world, 'MARKER')
    const { id: projectId } = await company.admin.do(endpoints.createProject, { body: { name: 'Moved', teamId: company.team.id } })
    await company.admin.do(endpoints.transferTasks, { body: { taskIds: [company.spareTask()], projectId } })
    const archive = await takeArchive(world, company.admin)
    const { header, lines } = linesOf(archive)
    for (const [type, count] of Object.entries(header.counts)) if (type !== 'files' && type !== 'project_stars' && type !== 'task_assignees' && type !== 'task_labels') expect([type, count > 0]).toEqual([type, true])
    const text = JSON.stringify(lines)
    for (const secret of [company.token.token, company.bot.token, company.admin.token, ...idsOf(company, { whole: true })]) expect(text).not.toContain(secret)
    expect(lines.filter(({ type }) => type === 'projects').length).toBe(3)
    await expectSame(world, archive)
  }, 120_000)

  it('one made at random comes back equal, and every reader follows by events', async () => {
    const from = await anAdmin(world, 'Rune')
    await workAtRandom(world, from, 20_261_126)
    const archive = await takeArchive(world, from)
    await expectSame(world, archive)
    const to = await anAdmin(world, 'Thea')
    const across = await overviewAcross(to, () => bring(to, archive))
    expect(across.reduced).toEqual(across.fetched)
  }, 120_000)

  it('one of a release whose views had no lanes and were of no team comes in without any', async () => {
    const from = await anAdmin(world, 'Lene')
    const team = await from.do(endpoints.createTeam, { body: { name: 'Swimmers' } })
    const { id: projectId } = await from.do(endpoints.createProject, { body: { name: 'Pool', teamId: team.id } })
    await from.do(endpoints.createView, { body: { projectId, name: 'In lanes', lanes: 'person', isShared: true } })
    await from.do(endpoints.createView, { body: { teamId: team.id, name: 'Of the team', kind: 'table', group: 'project', isShared: true } })
    await expectSame(world, await takeArchive(world, from))
    await from.do(endpoints.deleteView, { params: { viewId: (await from.do(endpoints.listViews, { query: { teamId: team.id } })).items[0]!.id } })
    const { lines } = linesOf(await takeArchive(world, from))
    const earlier = lines.map(({ lanes, team: ofTeam, ...line }) => (line.type === 'views' ? line : { ...line, ...(ofTeam !== undefined && { team: ofTeam }), ...(lanes !== undefined && { lanes }) }))
    expect(lines.filter(({ lanes }) => lanes === 'person').length).toBe(1)
    const to = await anAdmin(world, 'Thea')
    expect((await bring(to, archiveOf(earlier))).status).toBe(200)
    expect((await to.do(endpoints.listViews)).items.map(({ name, lanes }) => [name, lanes])).toEqual([['In lanes', null]])
  })

  it('one of a release whose templates had no subtasks and numbers keeps the braces of their titles', async () => {
    const from = await anAdmin(world, 'Brit')
    const team = await from.do(endpoints.createTeam, { body: { name: 'Bracers' } })
    const { id: projectId } = await from.do(endpoints.createProject, { body: { name: 'Braced', teamId: team.id } })
    await from.do(endpoints.createTaskTemplate, { params: { projectId }, body: { name: 'Dated', title: 'On {date}', subtasks: [{ title: 'No. {number}' }], nextNumber: 3 } })
    await expectSame(world, await takeArchive(world, from))
    const { lines } = linesOf(await takeArchive(world, from))
    const earlier = lines.map(({ subtasks: _, nextNumber: __, ...line }) => (line.type === 'task_templates' ? { ...line, title: 'Deploy {{service}} on {date}' } : line))
    const to = await anAdmin(world, 'Bo')
    expect((await bring(to, archiveOf(earlier))).status).toBe(200)
    const { items: [project] } = await to.do(endpoints.listProjects)
    const { items: [template] } = await to.do(endpoints.listTaskTemplates, { params: { projectId: project!.id } })
    expect(template).toMatchObject({ title: 'Deploy {{{{service}} on {{date}', subtasks: [], nextNumber: 1 })
    const { task } = await to.do(endpoints.createTaskFromTemplate, { params: { templateId: template!.id }, body: {} })
    expect(task.title).toBe('Deploy {{service}} on {date}')
  })

  it('a key that a task had in a project that it left finds it there too, and no new task takes it', async () => {
    const from = await anAdmin(world, 'Mona')
    const team = await from.do(endpoints.createTeam, { body: { name: 'Movers' } })
    const [near, far] = [await from.do(endpoints.createProject, { body: { name: 'Near', teamId: team.id } }), await from.do(endpoints.createProject, { body: { name: 'Far', teamId: team.id } })]
    const task = await from.do(endpoints.createTask, { body: { projectId: near.id, title: 'Moved' } })
    await from.do(endpoints.transferTasks, { body: { taskIds: [task.id], projectId: far.id } })
    const to = await expectSame(world, await takeArchive(world, from))
    const found = (key: string) => to.do(endpoints.listTasks, { query: { key } }).then(({ items }) => items.map(({ key: own, title }) => [own, title]))
    expect([await found(task.key), await found(`${far.key}-1`)]).toEqual([[[`${far.key}-1`, 'Moved']], [[`${far.key}-1`, 'Moved']]])
    const { items: projects } = await to.do(endpoints.listProjects)
    const next = await to.do(endpoints.createTask, { body: { projectId: projects.find(({ name }) => name === 'Near')!.id, title: 'New' } })
    expect(next.key).toBe(`${near.key}-2`)
  })

  it('whoever is a member already is the one meant; others wait without an account, and find their place when they accept', async () => {
    const from = await anAdmin(world, 'Ada')
    const team = await from.do(endpoints.createTeam, { body: { name: 'Kept' } })
    const tove = await aMember(world, from, 'manager', [team.id], 'Tove')
    const project = await tove.call(endpoints.createTask, { body: { projectId: (await from.do(endpoints.createProject, { body: { name: 'Work', teamId: team.id } })).id, title: 'Hers', assigneeIds: [tove.membership.id] } })
    expect(project.status).toBe(201)
    const archive = await takeArchive(world, from)

    const to = await anAdmin(world, 'Owner')
    const { data } = await bring(to, archive)
    expect(data.people).toEqual({ known: 0, added: 2 })
    const { items } = await to.do(endpoints.listMembers)
    const waiting = items.find(({ email }) => email === tove.email)!
    expect(waiting).toMatchObject({ status: 'deactivated', name: 'Tove' })
    const refused = await to.call(endpoints.updateMember, { params: { memberId: waiting.id }, body: { status: 'active' } })
    expect([refused.status, refused.problem.code]).toEqual([409, 'conflict'])
    const { token } = await to.do(endpoints.createInvitation, { body: { email: tove.email, role: 'employee', teamIds: [] } })
    const joined = await call(world.url, null, endpoints.acceptInvitation, { body: { token, password: 'correct horse battery staple' } })
    expect([joined.status, joined.data.membership]).toMatchObject([201, { id: waiting.id, status: 'active', role: 'employee' }])
    const { data: mine } = await call(world.url, joined.data.access, endpoints.listTasks, { query: { assigneeId: waiting.id } })
    expect(mine.items.map(({ title }) => title)).toEqual(['Hers'])
  })
})
