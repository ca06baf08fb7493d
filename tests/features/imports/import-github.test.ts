// Issues of GitHub: what each of its exports becomes, and how it comes in over the API.
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { planGithubImport } from '../../../shared/github/github-plan.ts'
import { endpoints } from '../../../shared/index.ts'
import { ImportError } from '../../../shared/trello/plan.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aWiderCompany } from '../tasks/company.ts'

const REAL = new URL('../../../../shared/data/github/tls13-spec-archive.json', import.meta.url)
if (!existsSync(REAL)) console.warn('NOT TESTED: ../shared/data/github is absent, so issues were tried with small samples only.')

const NOW = '2026-11-26T10:00:00.000Z'
const planOf = (value: unknown) => planGithubImport(JSON.stringify(value), NOW)

const rest = [
  {
    number: 7, title: 'Tide is  late\n', html_url: 'https://github.com/harbour/logbook/issues/7', state: 'open', user: { login: 'ada' }, labels: [{ name: 'Bug', color: 'fc2929' }], comments: 3,
    assignees: [{ login: 'bo' }, { login: 'cy' }], milestone: { title: 'Spring', due_on: '2027-03-01T08:00:00Z', state: 'open' }, body: 'Every second day.', created_at: '2026-01-02T00:00:00Z',
  },
  { number: 3, title: 'Done with', html_url: 'https://github.com/harbour/logbook/pull/3', state: 'closed', user: null, labels: ['bug'], body: null, pull_request: { merged_at: '2026-01-03T00:00:00Z' } },
  { number: 5, title: 'Never', state: 'closed', state_reason: 'not_planned', labels: [], milestone: { title: 'Old', due_on: null, state: 'closed' } },
]
const printed = [{
  number: 1, title: 'By the tool', url: 'https://github.com/harbour/logbook/issues/1', state: 'CLOSED', stateReason: 'COMPLETED', author: { login: 'ada' }, labels: [{ name: 'help', color: '159818' }],
  assignees: [], milestone: null, body: '', createdAt: '2026-01-01T00:00:00Z', comments: [{ author: { login: 'bo' }, body: 'Thanks', createdAt: '2026-01-02T00:00:00Z' }, { author: null, body: ' ' }],
}]

describe('a plan of issues', () => {
  it('of the REST answer: states, labels without their case, people, milestones, and what stays behind', () => {
    const plan = planOf(rest)
    expect([plan.name, plan.statuses.map(({ name }) => name), plan.labels]).toEqual([
      'harbour/logbook', ['Open', 'Closed', 'Merged', 'Not planned'], [{ name: 'Bug', color: 'red' }, { name: 'pull request', color: 'slate' }],
    ])
    expect(plan.tasks.map(({ title, status, labels, done, people }) => [title, status, labels, done, people])).toEqual([
      ['Done with', 2, [0, 1], true, []], ['Never', 3, [], false, []], ['Tide is  late', 0, [0], false, ['bo', 'cy']],
    ])
    expect(plan.tasks[2]).toMatchObject({ description: 'Every second day.\n\n#7 by ada  \nMilestone: Spring', createdAt: '2026-01-02T00:00:00.000Z', attachments: [{ name: '#7', url: 'https://github.com/harbour/logbook/issues/7' }] })
    expect(plan.milestones).toEqual([{ name: 'Spring', dueOn: '2027-03-01', doneAt: null }, { name: 'Old', dueOn: null, doneAt: NOW }])
    expect(plan.counts).toMatchObject({ milestones: 2, tasks: { open: 3, archived: 0 } })
    expect(plan.warnings).toMatchObject([{ code: 'missing_comments', count: 3, where: '/0' }])
  })

  it('of what the command prints: its comments too, empty ones not', () => {
    const plan = planOf(printed)
    expect(plan.tasks).toMatchObject([{ title: 'By the tool', status: 1, done: true, comments: [{ author: 'bo', body: 'Thanks', at: '2026-01-02T00:00:00.000Z' }] }])
  })

  it('refuses what is none, or hostile', () => {
    for (const value of [[], {}, [{ number: 'x' }], { issues: [null] }, 'text', { name: 'Board', lists: [], cards: [] }]) expect(() => planOf(value)).toThrow(ImportError)
    expect(() => planGithubImport(`${'['.repeat(1000)}`, NOW)).toThrow(ImportError)
    const odd = planOf([{ number: 1, title: ' ', state: {}, labels: [{ name: 3 }, null, { name: 'x'.repeat(300), color: 'zz' }], assignees: 'ada', comments: 'many', created_at: 'soon', html_url: 'javascript:alert(1)' }])
    expect(odd.tasks).toMatchObject([{ title: '#1', createdAt: null, attachments: [], people: [] }])
    expect(odd.labels[0]!.name.length).toBe(100)
  })

  it.skipIf(!existsSync(REAL))('of a real archive: all issues, requests and comments', () => {
    const archive = JSON.parse(readFileSync(REAL, 'utf8')) as { issues: { comments: unknown[] }[]; pulls: { comments: unknown[] }[] }
    const plan = planGithubImport(JSON.stringify(archive), NOW)
    const all = [...archive.issues, ...archive.pulls]
    expect([plan.name, plan.tasks.length]).toEqual(['tlswg/tls13-spec', all.length])
    const comments = all.reduce((sum, issue) => sum + issue.comments.length, 0)
    expect(plan.counts.comments).toBeGreaterThan(comments * 0.99)
    expect(plan.counts.comments).toBeLessThanOrEqual(comments)
    expect(plan.statuses.map(({ name }) => name)).toEqual(['Open', 'Closed', 'Merged', 'Closed without merging'])
  })
})

describe('importing issues', () => {
  const world = useWorld()
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })

  it('makes a project with milestones, as the preview said, and tells them', async () => {
    const { manager, employee, team } = company
    const raw = JSON.stringify(rest)
    const preview = await manager.do(endpoints.previewGithub, { query: { teamId: team.id }, raw })
    const { projectId, counts } = await manager.do(endpoints.importGithub, { query: { teamId: team.id, assign: JSON.stringify({ bo: employee.membership.id }) }, raw })
    expect(counts).toEqual(preview.counts)
    const board = await manager.do(endpoints.readBoard, { params: { projectId } })
    expect(board.milestones).toMatchObject([{ name: 'Spring', dueOn: '2027-03-01', doneAt: null }, { name: 'Old', dueOn: null }])
    expect(board.tasks.find(({ title }) => title.startsWith('Tide'))).toMatchObject({ assigneeIds: [employee.membership.id], importedPeople: ['cy'], attachmentCount: 1 })
    const [batch] = (await eventsAfter(manager, teamStream(team.id), 0)).filter(({ type }) => type === 'batch.applied')
    expect((batch!.data.events as { type: string }[]).filter(({ type }) => type === 'milestone.created').length).toBe(2)
  })

  it('refuses what is none, and who may not', async () => {
    const { manager, employee, stranger, team } = company
    const query = { teamId: team.id }
    const wrong = await manager.call(endpoints.importGithub, { query, raw: '{"issues":[]}' })
    expect([wrong.status, wrong.problem.code]).toEqual([422, 'invalid_import'])
    expect((await employee.call(endpoints.importGithub, { query, raw: '[]' })).status).toBe(403)
    expect((await stranger.call(endpoints.previewGithub, { query, raw: '[]' })).status).toBe(404)
  })
})
