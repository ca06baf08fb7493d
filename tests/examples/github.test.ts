// The GitHub loader of examples/: all of an archive arrives, twice the same run leaves one of each. With a part of the real archive
// where it is at hand; with all of it when TEST_ARCHIVE=all.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { Archive } from '../../examples/github/archive.ts'
import { hueOf } from '../../shared/github/github-hue.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProgram, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { runExample } from './run-example.ts'

const REAL = fileURLToPath(new URL('../../../shared/data/github/tls13-spec-archive.json', import.meta.url))
const real = existsSync(REAL)
if (!real) console.warn('NOT TESTED: ../shared/data/github is absent, so the loader was tried with a small sample only.')

const all = process.env.TEST_ARCHIVE === 'all'

const sample: Archive = {
  repo: 'harbour/logbook', timestamp: '2026-05-01T00:00:00Z', labels: [{ name: 'bug', color: 'fc2929' }, { name: 'unused', color: 'cccccc' }],
  issues: [
    {
      number: 1, title: 'Logbook forgets the tide', url: 'https://example.com/1', state: 'OPEN', author: 'ada', labels: ['bug'], body: 'Every \0second day.',
      createdAt: '2026-01-02T00:00:00Z', closedAt: null, comments: ['first', 'second', 'third'].map((body) => ({ author: 'bo', body, createdAt: '2026-01-03T00:00:00Z' })),
    },
    {
      number: 2, title: 'Old and settled', url: 'https://example.com/2', state: 'CLOSED', author: null, labels: [], body: null,
      createdAt: '2014-01-02T00:00:00Z', closedAt: '2014-02-02T00:00:00Z', comments: [],
    },
  ],
  pulls: [{
    number: 3, title: 'Remember the tide', url: 'https://example.com/3', state: 'MERGED', author: 'bo', labels: [], body: 'Closes #1',
    createdAt: '2026-01-04T00:00:00Z', closedAt: '2026-01-05T00:00:00Z', comments: [{ author: 'ada', body: 'Thanks!', createdAt: '2026-01-05T00:00:00Z' }],
  }],
}

const folder = mkdtempSync(join(tmpdir(), 'lockstep-github-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('examples/github.ts', () => {
  const world = useWorld()
  const load = async (by: Person, teamId: string, file: string) => {
    const run = runExample('github.ts', [file], world, by, { LOCKSTEP_TEAM: teamId })
    expect(await run.ended, run.output()).toBe(0)
    return run.output()
  }

  it('loads a sample once, however often it is run', async () => {
    const { manager, team } = await aCompany(world)
    const program = await aProgram(world, manager, ['projects:write', 'tasks:write'])
    const file = join(folder, 'sample.json')
    writeFileSync(file, JSON.stringify(sample))
    expect(await load(program, team.id, file)).toContain('3 comments made, 0 were there')
    expect(await load(program, team.id, file)).toContain('0 comments made, 3 were there')

    const [issues, pulls] = await loaded(manager, team.id)
    expect(issues!.tasks.map(({ title, archivedAt }) => [title, archivedAt !== null])).toEqual([
      ['Logbook forgets the tide (#1)', false], ['Old and settled (#2)', true],
    ])
    const { items } = await manager.do(endpoints.listComments, { params: { taskId: issues!.tasks[0]!.id } })
    expect(items.map(({ body }) => body.split('\n').at(-1))).toEqual(['first', 'second', 'third'])
    const status = issues!.board.statuses.find(({ id }) => id === pulls!.tasks[0]!.statusId) ?? pulls!.board.statuses.find(({ id }) => id === pulls!.tasks[0]!.statusId)
    expect(status?.name).toBe('Merged')
    expect(issues!.board.labels.map(({ name, color }) => [name, color])).toEqual([['bug', 'red']])
  }, 60_000)

  it.runIf(real)('loads the real archive; killed in the middle it goes on', async () => {
    const whole = JSON.parse(readFileSync(REAL, 'utf8')) as Archive
    const archive = all ? whole : { ...whole, issues: whole.issues.slice(0, 40), pulls: whole.pulls.slice(0, 80) }
    const file = join(folder, 'archive.json')
    writeFileSync(file, JSON.stringify(archive))
    const { manager, team } = await aCompany(world)
    const program = await aProgram(world, manager, ['projects:write', 'tasks:write'])
    const made = `${archive.issues.length} tasks made`
    const cut = runExample('github.ts', [file], world, program, { LOCKSTEP_TEAM: team.id })
    while (cut.process.exitCode === null && !cut.output().includes(made)) await new Promise((resolve) => setTimeout(resolve, 20))
    setTimeout(() => cut.process.kill('SIGKILL'), 200)
    await cut.ended
    expect(await load(program, team.id, file)).toContain(`0 tasks made, ${archive.issues.length} were there`)

    const [issues, pulls] = await loaded(manager, team.id)
    expect([issues!.tasks.length, pulls!.tasks.length]).toEqual([archive.issues.length, archive.pulls.length])
    const comments = [...issues!.tasks, ...pulls!.tasks].reduce((sum, { commentCount }) => sum + commentCount, 0)
    expect(comments).toBe([...archive.issues, ...archive.pulls].reduce((sum, item) => sum + item.comments.length, 0))
    expect([whole.issues.length, whole.pulls.length]).toEqual([442, 997])
  }, 300_000)
})

describe('colours of labels', () => {
  it('become the nearest hue', () => {
    expect(['fc2929', '84b6eb', '159818', 'fbca04', '5319e7', 'cccccc', '000000'].map(hueOf)).toEqual(['red', 'sky', 'green', 'amber', 'violet', 'slate', 'slate'])
  })
})

/** The projects of the team that were loaded, by name, with all their tasks. */
async function loaded(by: Person, teamId: string) {
  const { items } = await by.do(endpoints.listProjects, { query: { teamId } })
  const projects = items.filter(({ name }) => name.includes(': ')).sort((a, b) => (a.name < b.name ? -1 : 1))
  return Promise.all(projects.map(async ({ id: projectId }) => {
    const tasks = []
    for (let cursor: string | undefined; ;) {
      const page = await by.do(endpoints.listTasks, { query: { projectId, archived: 'any', limit: 200, cursor } })
      tasks.push(...page.items)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    return { tasks: tasks.sort((a, b) => a.number - b.number), board: await by.do(endpoints.readBoard, { params: { projectId } }) }
  }))
}
