// The sample organization: believable in size and shape, made once, usable by each of its people, refused in production.
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../../server/config.ts'
import { addressOf, organization, PASSWORD, people, teams } from '../../../server/features/demo/company.ts'
import { seedDemo } from '../../../server/features/demo/demo.ts'
import { parseProject, readProjectFile } from '../../../server/features/demo/project-file.ts'
import { endpoints } from '../../../shared/index.ts'
import { call } from '../../support/http.ts'
import { useWorld } from '../../support/world.ts'

const settings = { NODE_ENV: 'test', BCRYPT_COST: '4', SECRET_KEY: 'tests-only-0123456789-abcdefghijklmnopqrstuvwxyz' }
const files = teams.flatMap(({ projects }) => projects)

describe('npm run demo', () => {
  const world = useWorld()
  const printed: string[] = []
  const seed = () => seedDemo(world.server.kernel, readConfig(settings), (text) => printed.push(text))
  const signIn = async (email: string) => {
    const { status, data } = await call(world.url, null, endpoints.login, { body: { email, password: PASSWORD } })
    expect(status).toBe(200)
    return data.access
  }

  it('sets up three teams, six projects and some 400 tasks, and prints the sign-ins', async () => {
    await seed()
    const access = await signIn(addressOf(people[0]))
    const { data: overview } = await call(world.url, access, endpoints.readOverview)
    expect(overview.organization).toMatchObject({ name: organization.name, accent: organization.accent })
    expect([overview.teams.length, overview.projects.length, overview.members.length]).toEqual([3, 6, people.length + 1])
    expect(new Set(overview.members.map(({ role }) => role))).toEqual(new Set(['admin', 'manager', 'employee']))

    let [tasks, comments, archived] = [0, 0, 0]
    for (const { id } of overview.projects) {
      for (let cursor: string | undefined; ;) {
        const { data } = await call(world.url, access, endpoints.listTasks, { query: { projectId: id, archived: 'any', limit: 200, cursor } })
        tasks += data.items.length
        comments += data.items.reduce((sum, { commentCount }) => sum + commentCount, 0)
        archived += data.items.filter(({ archivedAt }) => archivedAt !== null).length
        if (data.nextCursor === null) break
        cursor = data.nextCursor
      }
    }
    expect(tasks).toBeGreaterThan(380)
    expect(comments).toBeGreaterThan(200)
    expect(archived).toBeGreaterThan(5)
    for (const person of people) expect(printed.join('\n')).toContain(addressOf(person))
  }, 60_000)

  it('lets each of its people sign in and see their teams', async () => {
    for (const person of people) {
      const { data } = await call(world.url, await signIn(addressOf(person)), endpoints.readOverview)
      expect(data.me.name).toBe(person.name)
      expect(data.teams.length).toBeGreaterThan(0)
      const { data: sessions } = await call(world.url, await signIn(addressOf(person)), endpoints.listSessions)
      expect(sessions.items.map(({ userAgent }) => userAgent)).not.toContain('npm run demo')
    }
  })

  it('keeps the order of conversations', async () => {
    const access = await signIn(addressOf(people[0]))
    const title = 'Find out why it hums at 2,350 rpm'
    const written = readProjectFile('heron-6-motor').tasks.find((task) => task.title === title)!
    const { data: { items } } = await call(world.url, access, endpoints.listTasks, { query: { text: title } })
    const { data: comments } = await call(world.url, access, endpoints.listComments, { params: { taskId: items[0]!.id } })
    expect(comments.items.map(({ body }) => body)).toEqual(written.comments.map(({ body }) => body))
  })

  it('does nothing a second time but print the sign-ins', async () => {
    printed.length = 0
    const access = await signIn(addressOf(people[0]))
    const { data: before } = await call(world.url, access, endpoints.readOverview)
    await seed()
    const { data: after } = await call(world.url, access, endpoints.readOverview)
    expect(after.streams).toEqual(before.streams)
    expect(printed.join('\n')).toContain(PASSWORD)
    expect(printed.join('\n')).not.toContain('LOCKSTEP_TOKEN')
  })

  it('is refused in production', async () => {
    const config = { ...readConfig(settings), NODE_ENV: 'production' as const }
    await expect(seedDemo(world.server.kernel, config, () => {})).rejects.toThrow(ConfigError)
  })
})

describe('project files', () => {
  it.each(files)('%s names only people of its team, and no title twice', (file) => {
    const team = teams.find(({ projects }) => projects.includes(file))!
    const members = [team.manager, ...team.members]
    const admins = people.filter(({ role }) => role === 'admin').map(({ word }) => word)
    const { tasks } = readProjectFile(file)
    expect(tasks.length).toBeGreaterThan(55)
    expect(new Set(tasks.map(({ title }) => title)).size).toBe(tasks.length)
    expect(tasks.flatMap(({ assignees }) => assignees).filter((word) => !members.includes(word))).toEqual([])
    expect(tasks.flatMap(({ comments }) => comments).filter(({ author }) => ![...members, ...admins].includes(author))).toEqual([])
  })

  it('name the line that cannot be read', () => {
    const head = 'Boats\nstatus: To do, todo, sky\n\n# To do\n'
    expect(() => parseProject(`${head}Row | often`, 'boats')).toThrow('boats, line 5: "often" is none of')
    expect(() => parseProject(`${head}Row\n  ?`, 'boats')).toThrow('line 6')
    expect(() => parseProject('Boats\n# Nowhere', 'boats')).toThrow('"Nowhere" is not declared above')
  })
})
