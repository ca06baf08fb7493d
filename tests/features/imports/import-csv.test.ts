// Importing CSV files over the API: all of it or nothing, who may, and what was exported comes back.
import { beforeAll, describe, expect, it } from 'vitest'
import { guessTargets, type CsvTarget } from '../../../shared/csv/csv-columns.ts'
import { readCsv } from '../../../shared/csv/csv-text.ts'
import { endpoints } from '../../../shared/index.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany } from '../tasks/company.ts'

const { importCsv, previewCsv, readBoard, readTaskDetail } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const file = (csv: string, ...columns: CsvTarget[]) => ({ name: 'From a table', csv, columns })

describe('importing CSV', () => {
  it('makes a project of it, as its preview said, with priorities, people and comments', async () => {
    const { manager, employee, team } = company
    const body = file('Title;State;Who;Prio;Said\nOne;Done;Tove;High;Hello\nTwo;Open;Nobody;;\n', 'title', 'status', 'people', 'priority', 'comment')
    const query = { teamId: team.id, assign: JSON.stringify({ Tove: employee.membership.id }) }
    const preview = await manager.do(previewCsv, { query: { teamId: team.id }, body })
    expect(preview).toMatchObject({ name: 'From a table', statuses: [{ name: 'Open', tasks: 1 }, { name: 'Done', category: 'done', tasks: 1 }] })
    const { projectId, counts } = await manager.do(importCsv, { query, body })
    expect(counts).toEqual(preview.counts)
    const board = await manager.do(readBoard, { params: { projectId } })
    const [one, two] = ['One', 'Two'].map((title) => board.tasks.find((task) => task.title === title)!)
    expect(one).toMatchObject({ priority: 'high', assigneeIds: [employee.membership.id], importedPeople: [], progress: 100, commentCount: 1 })
    expect(two).toMatchObject({ priority: 'none', assigneeIds: [], importedPeople: ['Nobody'], progress: 0 })
    expect((await manager.do(readTaskDetail, { params: { taskId: one!.id } })).comments[0]).toMatchObject({ body: 'Hello' })
  })

  it('takes days for those of whoever imports', async () => {
    const { manager, team } = company
    await manager.do(endpoints.updateProfile, { body: { timezone: 'Europe/Berlin' } })
    const { projectId } = await manager.do(importCsv, { query: { teamId: team.id }, body: file('Title,Due\nOne,2026-12-02', 'title', 'due') })
    expect((await manager.do(readBoard, { params: { projectId } })).tasks.map(({ dueAt }) => dueAt)).toEqual(['2026-12-02T22:59:00.000Z'])
    await manager.do(endpoints.updateProfile, { body: { timezone: 'UTC' } })
  })

  it('takes back what was exported', async () => {
    const { manager, team, project } = company
    const label = await aLabel(manager, project.id, 'Kept')
    await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Goes, and "comes" back', description: 'Two\nlines', priority: 'urgent', labelIds: [label.id], dueAt: '2026-12-01T10:00:00Z' } })
    const answer = await fetch(`${world.url}/api/tasks/export?projectId=${project.id}&fields=title,status,category,priority,labels,due,description`, { headers: { authorization: `Bearer ${manager.token}` } })
    const body = file(await answer.text(), 'title', 'status', 'category', 'priority', 'labels', 'due', 'description')
    const { projectId } = await manager.do(importCsv, { query: { teamId: team.id }, body })
    const board = await manager.do(readBoard, { params: { projectId } })
    const task = board.tasks.find(({ title }) => title === 'Goes, and "comes" back')!
    expect(task).toMatchObject({ priority: 'urgent', dueAt: '2026-12-01T10:00:00.000Z' })
    expect([board.labels.map(({ name }) => name), board.statuses[0]!.name]).toEqual([['Kept'], 'Backlog'])
    expect((await manager.do(endpoints.readTask, { params: { taskId: task.id } })).description).toBe('Two\nlines')
  })

  it('S26 takes back every column of an export that tasks of a new project can have', async () => {
    const { manager, team } = company
    const source = await manager.do(endpoints.createProject, { body: { name: 'All columns', teamId: team.id } })
    const { statuses } = await manager.do(readBoard, { params: { projectId: source.id } })
    const make = async (title: string, body: object) => (await manager.do(endpoints.createTask, { body: { projectId: source.id, title, ...body } })).id
    const [, , active, , done] = statuses.map(({ id }) => id)
    await make('Estimated', { statusId: active, estimateMinutes: 150, estimatePoints: 2.5, progress: 40, priority: 'high', startAt: '2026-12-01T08:00:00Z', dueAt: '2026-12-02T10:00:00Z' })
    await make('Nothing said', { statusId: active })
    await make('Nothing estimated', { statusId: active, estimateMinutes: 0, estimatePoints: 0 })
    const shelved = await make('Shelved', { statusId: done, estimateMinutes: 90, progress: 30 })
    await manager.do(endpoints.archiveTask, { params: { taskId: shelved }, body: { archived: true } })
    const exported = async (projectId: string) => {
      const query = new URLSearchParams({ projectId, sort: 'number', filter: 'archived = true or archived = false' })
      return (await fetch(`${world.url}/api/tasks/export?${query}`, { headers: { authorization: `Bearer ${manager.token}` } })).text()
    }
    const told = (csv: string) => {
      const { headers, rows } = readCsv(csv)
      const own = ['key', 'id', 'project', 'updated', 'description']
      return rows.map((row) => Object.fromEntries(headers.flatMap((name, index) => (own.includes(name) ? [] : [[name, row[index]]]))))
    }
    const csv = await exported(source.id)
    expect(told(csv).map(({ estimateMinutes, estimatePoints, progress, archived }) => [estimateMinutes, estimatePoints, progress, archived])).toEqual([
      ['150', '2.5', '40', 'false'], ['', '', '0', 'false'], ['0', '0', '0', 'false'], ['90', '', '30', 'true'],
    ])
    const { projectId, warnings, counts } = await manager.do(importCsv, { query: { teamId: team.id }, body: file(csv, ...guessTargets(readCsv(csv).headers)) })
    expect([warnings, counts.tasks]).toEqual([[], { open: 3, archived: 1 }])
    expect(told(await exported(projectId))).toEqual(told(csv))
    const board = await manager.do(readBoard, { params: { projectId } })
    expect(board.tasks.find(({ title }) => title === 'Estimated')).toMatchObject({ estimateMinutes: 150, estimatePoints: 2.5, progress: 40 })
  })

  it('takes back which task is below which and what hangs together, of an export in any order', async () => {
    const { manager, team } = company
    const project = await manager.do(endpoints.createProject, { body: { name: 'Kin', teamId: team.id } })
    const make = async (title: string, body: object = {}) => (await manager.do(endpoints.createTask, { body: { projectId: project.id, title, ...body } })).id
    const top = await make('Top')
    const [one, two] = [await make('One', { parentId: top }), await make('Two', { parentId: top })]
    for (const [kind, other] of [['blocks', two], ['relates', two], ['duplicates', top]] as const) await manager.do(endpoints.createTaskLink, { params: { taskId: one }, body: { kind, otherTaskId: other } })
    const kinOf = async (projectId: string) => {
      const { tasks } = await manager.do(readBoard, { params: { projectId } })
      const title = (id: string | null) => tasks.find((task) => task.id === id)?.title ?? null
      const { links } = await manager.do(readTaskDetail, { params: { taskId: tasks.find((task) => task.title === 'One')!.id } })
      return {
        tasks: tasks.map((task) => [task.title, title(task.parentId), task.subtaskTotal, task.openBlockers]).sort(),
        links: links.map(({ kind, fromTaskId, toTaskId }) => [kind, ...(kind === 'relates' ? [title(fromTaskId), title(toTaskId)].sort() : [title(fromTaskId), title(toTaskId)])]).sort(),
      }
    }
    const answer = await fetch(`${world.url}/api/tasks/export?projectId=${project.id}&sort=-number`, { headers: { authorization: `Bearer ${manager.token}` } })
    const csv = await answer.text()
    const body = file(csv, ...guessTargets(readCsv(csv).headers))
    const preview = await manager.do(previewCsv, { query: { teamId: team.id }, body })
    const { projectId, counts, warnings } = await manager.do(importCsv, { query: { teamId: team.id }, body })
    expect([counts, warnings]).toEqual([preview.counts, preview.warnings])
    expect(counts).toMatchObject({ subtasks: 2, links: 3 })
    expect(await kinOf(projectId)).toEqual(await kinOf(project.id))
  })

  it('refuses what cannot be read, a wrong number of columns and who may not, and makes nothing', async () => {
    const { manager, employee, stranger, team } = company
    const query = { teamId: team.id }
    const before = (await manager.do(endpoints.listProjects, { query: {} })).items.length
    const tries: [ReturnType<typeof file>, string, string][] = [
      [file('a,b\n"1', 'title', 'note'), 'invalid_import', '2:1'], [file('a,b\n1,2', 'note', 'note'), 'invalid_import', '1:1'],
      [file('a,b\n1,2', 'title'), 'validation_failed', '/columns'],
    ]
    for (const [body, code, pointer] of tries) {
      const { status, problem } = await manager.call(importCsv, { query, body })
      expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([422, code, pointer])
    }
    const unknown = await manager.call(importCsv, { query, raw: JSON.stringify({ name: 'x', csv: 'a', columns: ['rank'] }) })
    expect([unknown.status, unknown.problem.errors?.[0]?.pointer]).toEqual([422, '/columns/0'])
    expect((await employee.call(importCsv, { query, body: file('a\n1', 'title') })).status).toBe(403)
    expect((await stranger.call(previewCsv, { query, body: file('a\n1', 'title') })).status).toBe(404)
    expect((await manager.do(endpoints.listProjects, { query: {} })).items.length).toBe(before)
  })
})
