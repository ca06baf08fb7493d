// Lists of tasks: filters, sorts, pages, and nothing of teams that one cannot see.
import { beforeAll, describe, expect, it } from 'vitest'
import type { QueryInputOf } from '../../../shared/endpoint.ts'
import { taskSorts } from '../../../shared/features/task-sorts.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany } from './company.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
let tasks: Task[]
const { createTask, listTasks } = endpoints
type Query = QueryInputOf<typeof listTasks>

beforeAll(async () => {
  company = await aWiderCompany(world)
  const { manager, employee, project, statuses } = company
  const label = await aLabel(manager, project.id, 'Find me')
  const make = (body: object) => manager.do(createTask, { body: { projectId: project.id, title: 'Plain', ...body } })
  tasks = [
    await make({ title: 'Alpha 100%', dueAt: '2026-12-03T00:00:00Z', priority: 'high' }),
    await make({ title: 'Beta_one', dueAt: '2026-12-01T00:00:00Z', assigneeIds: [employee.membership.id] }),
    await make({ title: 'Gamma', labelIds: [label.id], statusId: statuses[2]!.id }),
    await make({ title: 'Delta', dueAt: '2026-12-02T00:00:00Z' }),
    await make({ title: 'Archived' }),
    await make({ title: 'Deleted' }),
  ]
  await manager.do(endpoints.archiveTask, { params: { taskId: tasks[4]!.id }, body: { archived: true } })
  await manager.do(endpoints.deleteTask, { params: { taskId: tasks[5]!.id } })
})

const titles = async (query: Query, person = company.manager) =>
  (await person.do(listTasks, { query })).items.map(({ title }) => title)

describe('listTasks', () => {
  it('filters by each field', async () => {
    const { employee, project, team, statuses } = company
    const tries: [Query, string[]][] = [
      [{}, ['Alpha 100%', 'Beta_one', 'Gamma', 'Delta']],
      [{ projectId: project.id, teamId: team.id, limit: 2 }, ['Alpha 100%', 'Beta_one']],
      [{ statusId: statuses[2]!.id }, ['Gamma']],
      [{ assigneeId: employee.membership.id }, ['Beta_one']],
      [{ createdById: company.manager.membership.id, limit: 1 }, ['Alpha 100%']],
      [{ createdById: employee.membership.id }, []],
      [{ labelId: tasks[2]!.labelIds[0]! }, ['Gamma']],
      [{ priority: 'high' }, ['Alpha 100%']],
      [{ key: tasks[3]!.key.toLowerCase() }, ['Delta']],
      [{ key: 'nonsense' }, []],
      [{ text: 'ETA_' }, ['Beta_one']],
      [{ text: '0%' }, ['Alpha 100%']],
      [{ text: '%' }, ['Alpha 100%']],
      [{ text: tasks[2]!.key }, ['Gamma']],
      [{ archived: 'true' }, ['Archived']],
      [{ archived: 'any', sort: '-createdAt', limit: 1 }, ['Archived']],
      [{ deleted: 'true' }, ['Deleted']],
      [{ dueBefore: '2026-12-02T00:00:00Z' }, ['Beta_one']],
      [{ updatedAfter: tasks[3]!.updatedAt }, []],
    ]
    for (const [query, expected] of tries) expect(await titles(query), JSON.stringify(query)).toEqual(expected)
  })

  it('sorts, with tasks without a due time last either way', async () => {
    expect(await titles({ sort: 'dueAt' })).toEqual(['Beta_one', 'Delta', 'Alpha 100%', 'Gamma'])
    expect(await titles({ sort: '-dueAt' })).toEqual(['Alpha 100%', 'Delta', 'Beta_one', 'Gamma'])
    expect(await titles({ sort: '-updatedAt' })).toEqual(['Delta', 'Gamma', 'Beta_one', 'Alpha 100%'])
  })

  it('sorts by priority, title, number and place on the board', async () => {
    expect((await titles({ sort: '-priority' }))[0]).toBe('Alpha 100%')
    expect(await titles({ sort: '-title' })).toEqual(['Gamma', 'Delta', 'Beta_one', 'Alpha 100%'])
    expect(await titles({ sort: 'number' })).toEqual(['Alpha 100%', 'Beta_one', 'Gamma', 'Delta'])
    expect(await titles({ sort: 'status' })).toEqual(['Alpha 100%', 'Beta_one', 'Delta', 'Gamma'])
  })

  it('sorts by estimates, with tasks without one last either way', async () => {
    const found = await company.manager.do(listTasks, { query: { projectId: company.project.id } })
    const ids = Object.fromEntries(found.items.map(({ title, id }) => [title, id]))
    const estimate = (title: string, body: { estimateMinutes?: number | null; estimatePoints?: number | null }) =>
      company.manager.do(endpoints.updateTask, { params: { taskId: ids[title]! }, body })
    await estimate('Gamma', { estimateMinutes: 30, estimatePoints: 0.5 })
    await estimate('Delta', { estimateMinutes: 90, estimatePoints: 0 })
    expect((await titles({ sort: 'estimateMinutes' })).slice(0, 2)).toEqual(['Gamma', 'Delta'])
    expect((await titles({ sort: '-estimateMinutes' })).slice(0, 2)).toEqual(['Delta', 'Gamma'])
    expect((await titles({ sort: 'estimatePoints' })).slice(0, 2)).toEqual(['Delta', 'Gamma'])
    expect((await titles({ sort: '-estimatePoints' })).slice(0, 2)).toEqual(['Gamma', 'Delta'])
  })

  it('gives every task once over pages, in every sort', async () => {
    for (const sort of taskSorts) {
      const whole = await titles({ sort })
      expect(new Set(whole).size, sort).toBe(4)
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await company.manager.do(listTasks, { query: { sort, limit: 1, cursor } })
        found.push(...page.items.map(({ title }) => title))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(found, sort).toEqual(whole)
    }
  })

  it('shows nothing of teams and organizations that one cannot see', async () => {
    const { stranger, foreigner, employee, admin, project, otherTask, foreignTask } = company
    expect(await titles({}, stranger)).toEqual([otherTask.title])
    expect(await titles({ projectId: project.id }, stranger)).toEqual([])
    expect(await titles({ text: 'Alpha' }, foreigner)).toEqual([])
    expect(await titles({}, employee)).toHaveLength(4)
    const all = await titles({}, admin)
    expect(all).toContain(otherTask.title)
    expect(all).not.toContain(foreignTask.title)
  })

  it('refuses limits, sorts and cursors that are none', async () => {
    const cursors = ['x', Buffer.from('["now","then"]').toString('base64url'), Buffer.from('[1]').toString('base64url')]
    for (const query of [
      { limit: 0 },
      { limit: 201 },
      { sort: 'rank' },
      { fields: 'title,secret' },
      { fields: 'title,' },
      { unknown: 'x' },
      ...cursors.map((cursor) => ({ cursor })),
    ]) {
      expect((await company.manager.call(listTasks, { query: query as Query })).status, JSON.stringify(query)).toBe(422)
    }
  })

  it('S111 filters by the filter language, beside the other parameters', async () => {
    const tries: [Query, string[]][] = [
      [{ filter: 'assignee=Tove or label="find me"' }, ['Beta_one', 'Gamma']],
      [{ filter: 'due<=2026-12-02 and not priority=low' }, ['Beta_one', 'Delta']],
      [{ filter: 'due!=none', priority: 'high' }, ['Alpha 100%']],
      [{ filter: 'assignee=me' }, []],
      [{ filter: 'archived=true' }, ['Archived']],
      [{ filter: 'archived=true', archived: 'false' }, []],
      [{ filter: '' }, ['Alpha 100%', 'Beta_one', 'Gamma', 'Delta']],
    ]
    for (const [query, expected] of tries) expect(await titles(query), JSON.stringify(query)).toEqual(expected)
    expect(await titles({ filter: 'text~Alpha or project!=x' }, company.stranger)).toEqual([company.otherTask.title])
  })

  it('S113 says where a filter is wrong and what was expected', async () => {
    const { status, problem } = await company.manager.call(listTasks, { query: { filter: 'status=Done and prority=high' } })
    expect(status).toBe(422)
    expect(problem).toMatchObject({
      code: 'validation_failed', data: { position: 16, length: 7, expected: expect.arrayContaining(['priority', 'not', '(']) as unknown },
      errors: [{ pointer: '?filter', code: 'filter_field', detail: expect.stringContaining('“prority” is no field') as unknown }],
    })
    const faults: [string, string][] = [
      ['due<=soon', 'no value of due'], ['priority~high', 'not compared like this'], ['title~"x', 'not closed'], ['title~x title', 'not expected'],
      [`title~${'x'.repeat(1999)}`, 'Too big'], [`${'not '.repeat(30)}key=A-1`, 'nested'], [`key in (${'A-1,'.repeat(60)}A-1)`, 'more than 50'],
    ]
    for (const [filter, words] of faults) {
      const answer = await company.manager.call(listTasks, { query: { filter } })
      expect([answer.status, answer.problem.errors?.[0]?.pointer], filter).toEqual([422, '?filter'])
      expect(answer.problem.detail, filter).toContain(words)
    }
  })

  it('gives only the fields that are asked for, with the id', async () => {
    const { items, nextCursor } = await company.manager.do(listTasks, { query: { fields: 'title,dueAt', limit: 1 } })
    expect(items).toEqual([{ id: tasks[0]!.id, title: 'Alpha 100%', dueAt: '2026-12-03T00:00:00.000Z' }])
    expect(nextCursor).not.toBeNull()
  })

  it('S27 leaves out what is done or cancelled, for one\'s own work', async () => {
    const { manager, project, statuses } = company
    const over = statuses.find(({ category }) => category === 'done')!
    const done = await manager.do(createTask, { body: { projectId: project.id, title: 'Over', statusId: over.id } })
    expect(await titles({})).toContain('Over')
    expect(await titles({ open: 'true' })).toEqual(['Alpha 100%', 'Beta_one', 'Gamma', 'Delta'])
    await manager.do(endpoints.deleteTask, { params: { taskId: done.id } })
  })
})
