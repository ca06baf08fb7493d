// Importing lines of JSON over the API: what an export wrote comes back equal, all of it or nothing, once, for whom it is.
import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { boardSnapshot, boardState, reduceAll } from '../../../client/features/board/board.reducer.ts'
import { readNdjson } from '../../../server/features/imports/read-ndjson.ts'
import { endpoints } from '../../../shared/index.ts'
import { NDJSON_LIMITS } from '../../../shared/ndjson/ndjson-plan.ts'
import { MAX_EVENT_BYTES, teamStream } from '../../../shared/streams.ts'
import type { Person } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany, nobodysId } from '../tasks/company.ts'

const { importNdjson, previewNdjson, readBoard, listProjects, createTask, createCustomField } = endpoints

describe.each(backends)('importing lines of JSON on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const bytesOf = (...lines: (object | string)[]) => new TextEncoder().encode(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  const countOfProjects = async () => (await company.manager.do(listProjects, { query: {} })).items.length

  async function exported(person: Person, projectId: string): Promise<Uint8Array<ArrayBuffer>> {
    const answer = await fetch(`${world.url}/api/tasks/export?format=ndjson&sort=status&filter=${encodeURIComponent('archived=true or archived=false')}&projectId=${projectId}`, { headers: { authorization: `Bearer ${person.token}` } })
    return new Uint8Array(await answer.arrayBuffer())
  }

  /** What the lines of an export say but for what a project has of its own. */
  const facts = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim().split('\n').map((line) => {
    const { key: _, id: __, project: ___, creator: ____, updated: _____, ...task } = JSON.parse(line) as Record<string, unknown>
    return task
  })

  it('brings back what was exported: equal tasks in the same order, and the same again', async () => {
    const { manager, employee, team } = company
    const project = await manager.do(endpoints.createProject, { body: { name: 'There and back', teamId: team.id } })
    const field = (name: string, kind: 'number' | 'text' | 'select' | 'multi_select' | 'checkbox' | 'date', options: string[] = []) =>
      manager.do(createCustomField, { params: { projectId: project.id }, body: { name, kind, options: options.map((option) => ({ name: option })) } })
    const [cost, code, stage, platforms, isPublic, on] = [await field('Cost', 'number'), await field('Code', 'text'), await field('Stage', 'select', ['Draft']),
      await field('Platforms', 'multi_select', ['Web, mobile', 'App']), await field('Public', 'checkbox'), await field('On', 'date')]
    const labels = [await aLabel(manager, project.id, 'Bug'), await aLabel(manager, project.id, 'A, b')]
    const { statuses } = await manager.do(readBoard, { params: { projectId: project.id } })
    const statusId = (category: string) => statuses.find((status) => status.category === category)!.id
    const full = await manager.do(createTask, { body: {
      projectId: project.id, title: 'Full "and" wide 🎈', description: 'Two\nlines', statusId: statusId('active'), priority: 'urgent', progress: 40, labelIds: labels.map(({ id }) => id),
      assigneeIds: [employee.membership.id], startAt: '2026-11-01T08:00:00Z', dueAt: '2026-12-01T10:00:00Z', estimateMinutes: 90, estimatePoints: 2.5,
      customFields: { [cost.id]: -2.5, [code.id]: '007', [stage.id]: stage.options[0]!.id, [platforms.id]: platforms.options.map(({ id }) => id), [isPublic.id]: true, [on.id]: '2026-12-24' },
    } })
    await manager.do(createTask, { body: { projectId: project.id, title: 'Second', statusId: statusId('active'), customFields: { [code.id]: '7', [stage.id]: stage.options[0]!.id } } })
    await manager.do(createTask, { body: { projectId: project.id, title: 'Finished', statusId: statusId('done'), progress: 100 } })
    await manager.do(endpoints.archiveTask, { params: { taskId: (await manager.do(createTask, { body: { projectId: project.id, title: 'Put away' } })).id }, body: { archived: true } })
    const first = await exported(manager, project.id)
    const query = { teamId: team.id, name: 'Come back', assign: JSON.stringify({ Tove: employee.membership.id }) }

    const preview = await manager.do(previewNdjson, { query: { teamId: team.id, name: 'Come back' }, bytes: first })
    const { projectId, counts, warnings } = await manager.do(importNdjson, { query, bytes: first })
    expect(warnings).toEqual([])
    expect(counts).toMatchObject({ tasks: { open: 3, archived: 1 }, labels: 2, customFields: 6 })
    expect(preview).toMatchObject({ name: 'Come back', counts })
    const second = await exported(manager, projectId)
    expect(facts(second)).toEqual(facts(first))
    expect(facts(second)).toHaveLength(4)
    const board = await manager.do(readBoard, { params: { projectId } })
    expect(board.customFields.map(({ name, kind }) => [name, kind])).toEqual([['Cost', 'number'], ['Code', 'text'], ['Stage', 'select'], ['Platforms', 'multi_select'], ['Public', 'checkbox'], ['On', 'date']])
    expect(board.tasks.find(({ title }) => title === full.title)).toMatchObject({ assigneeIds: [employee.membership.id], importedPeople: [], createdAt: full.createdAt })
    expect(facts(await exported(manager, (await manager.do(importNdjson, { query, bytes: second })).projectId))).toEqual(facts(first))
  })

  /** Titles with those of their parents, and what each link leads from and to. */
  async function familyOf(projectId: string) {
    const { tasks } = await company.manager.do(readBoard, { params: { projectId } })
    const titles = new Map(tasks.map(({ id, title }) => [id, title]))
    const details = await Promise.all(tasks.map(({ id: taskId }) => company.manager.do(endpoints.readTaskDetail, { params: { taskId } })))
    const links = details.flatMap((detail) => detail.links.map(({ kind, fromTaskId, toTaskId }) => [kind, ...(kind === 'relates' ? [titles.get(fromTaskId), titles.get(toTaskId)].sort() : [titles.get(fromTaskId), titles.get(toTaskId)])].join(' ')))
    const facts = tasks.map(({ title, parentId, subtaskDone, subtaskTotal, openBlockers }) => ({ title, parent: titles.get(parentId ?? '') ?? null, subtaskDone, subtaskTotal, openBlockers }))
    return { facts: facts.toSorted((a, b) => (a.title < b.title ? -1 : 1)), links: [...new Set(links)].sort() }
  }

  it('brings back which task is below which, and what blocks, relates to and duplicates what', async () => {
    const { manager, employee, team } = company
    const project = await manager.do(endpoints.createProject, { body: { name: 'Family', teamId: team.id } })
    const { statuses } = await manager.do(readBoard, { params: { projectId: project.id } })
    const make = async (title: string, body: object = {}) => (await manager.do(createTask, { body: { projectId: project.id, title, ...body } })).id
    const child = await make('Child', { statusId: statuses.find(({ category }) => category === 'done')!.id })
    const top = await make('Top')
    await manager.do(endpoints.updateTask, { params: { taskId: child }, body: { parentId: top } })
    const grandchild = await make('Grandchild', { parentId: child })
    const link = (taskId: string, kind: 'blocks' | 'relates' | 'duplicates', otherTaskId: string) => manager.do(endpoints.createTaskLink, { params: { taskId }, body: { kind, otherTaskId } })
    await link(grandchild, 'blocks', top)
    await link(top, 'relates', child)
    await link(child, 'duplicates', grandchild)
    const expected = await familyOf(project.id)
    expect(expected.links).toEqual(['blocks Grandchild Top', 'duplicates Child Grandchild', 'relates Child Top'])
    for (const sort of ['number', '-number'] as const) {
      const answer = await fetch(`${world.url}/api/tasks/export?format=ndjson&sort=${sort}&projectId=${project.id}`, { headers: { authorization: `Bearer ${manager.token}` } })
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const preview = await manager.do(previewNdjson, { query: { teamId: team.id, name: 'Family' }, bytes })
      expect(preview.counts).toMatchObject({ subtasks: 2, links: 3 })
      const head = (await manager.do(readBoard, { params: { projectId: project.id } })).offset
      const { projectId, counts, warnings } = await manager.do(importNdjson, { query: { teamId: team.id, name: 'Family' }, bytes })
      expect([counts, warnings]).toEqual([preview.counts, []])
      expect(await familyOf(projectId)).toEqual(expected)
      const board = await manager.do(readBoard, { params: { projectId } })
      const told = await eventsAfter(employee, teamStream(team.id), head)
      const empty = boardState({ ...board, statuses: [], tasks: [], labels: [], customFields: [], offset: told[0]!.offset })
      expect(boardSnapshot(reduceAll(empty, told.slice(1)).state)).toEqual(boardSnapshot(boardState(board)))
    }
  })

  it('tells of tasks that are not in the file, and refuses rings, itself, a doubled key and a family that is too deep', async () => {
    const { manager, team } = company
    const send = (...lines: object[]) => manager.call(importNdjson, { query: { teamId: team.id }, bytes: bytesOf(...lines) })
    const part = await send({ key: 'A-1', title: 'a', parent: 'B-7', blocks: ['B-8'] }, { key: 'A-2', title: 'b', relates: 'A-1, B-9' })
    expect(part.data.warnings.map(({ code, where }) => [code, where])).toEqual([['unknown_task', '/lines/1/parent'], ['unknown_task', '/lines/1/blocks'], ['unknown_task', '/lines/2/relates']])
    expect(part.data.counts).toMatchObject({ links: 1 })
    const before = await countOfProjects()
    const wrong = await send(
      { key: 'A', title: 'a', parent: 'B', blockedBy: ['C'] }, { key: 'B', title: 'b', parent: 'A', blockedBy: ['A'] }, { key: 'C', title: 'c', parent: 'C', blockedBy: ['B'] }, { key: 'D', title: 'd', duplicates: ['E'] }, { key: 'E', title: 'e' }, { key: 'e', title: 'e' },
      ...[0, 1, 2, 3, 4, 5].map((level) => ({ key: `L${level}`, title: 'x', ...(level > 0 && { parent: `L${level - 1}` }) })),
    )
    expect([wrong.status, wrong.problem.code]).toEqual([422, 'invalid_import'])
    expect(wrong.problem.errors!.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/lines/3/parent invalid_reference', '/lines/2/parent invalid_reference', '/lines/12/parent invalid_reference', '/lines/4/duplicates invalid_reference', '/lines/3/blockedBy invalid_reference',
    ])
    const types = await send({ title: 'a', parent: 7, blocks: { key: 'A' }, relates: [''] })
    expect(types.problem.errors!.map(({ pointer }) => pointer)).toEqual(['/lines/1/parent', '/lines/1/blocks', '/lines/1/relates/0'])
    expect(await countOfProjects()).toBe(before)
  })

  it('brings in what a program wrote by hand, with checklists, comments and links', async () => {
    const { manager, team } = company
    const bytes = bytesOf({ title: 'Only a title' }, '', {
      title: 'All', status: 'Shipped', category: 'done', assignees: 'Ann, Bo', due: '2026-12-01', checklists: [{ title: 'Steps', items: [{ text: 'One', done: true }, { text: 'Two' }] }],
      comments: [{ author: 'Ann', text: 'Hello', at: '2026-01-02T03:04:05Z' }], attachments: [{ url: 'https://example.org/a' }],
    }, { title: 'Counted', comments: 2, attachments: 1 })
    const { projectId, counts, warnings } = await manager.do(importNdjson, { query: { teamId: team.id }, bytes })
    expect(counts).toMatchObject({ tasks: { open: 3, archived: 0 }, checklists: 1, checklistItems: { done: 1, open: 1 }, comments: 1, attachments: 1 })
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([['counted_comments', 2], ['counted_attachments', 1]])
    const board = await manager.do(readBoard, { params: { projectId } })
    const all = board.tasks.find(({ title }) => title === 'All')!
    expect([board.project.name, board.statuses.map(({ name, category }) => [name, category])]).toEqual(['Import', [['To do', 'todo'], ['Shipped', 'done']]])
    expect(all).toMatchObject({ importedPeople: ['Ann', 'Bo'], dueAt: '2026-12-01T23:59:00.000Z', progress: 100, commentCount: 1, attachmentCount: 1, checklistDone: 1, checklistTotal: 2 })
    const detail = await manager.do(endpoints.readTaskDetail, { params: { taskId: all.id } })
    expect([detail.comments[0], detail.attachments[0]]).toMatchObject([{ importedAuthor: 'Ann', body: 'Hello', createdAt: '2026-01-02T03:04:05.000Z' }, { name: 'example.org', url: 'https://example.org/a' }])
  })

  it('tells it as one import: parts of at most 64 KiB under one correlationId', async () => {
    const { manager, team } = company
    const head = (await manager.do(readBoard, { params: { projectId: company.project.id } })).offset
    const bytes = bytesOf(...Array.from({ length: 600 }, (_, index) => ({ title: `Task ${index}`, description: 'x'.repeat(300), estimateMinutes: index, estimatePoints: 0.5, progress: index % 100, customFields: { Cost: index } })))
    const { projectId } = await manager.do(importNdjson, { query: { teamId: team.id }, bytes })
    const items = await eventsAfter(manager, teamStream(team.id), head)
    const parts = items.filter(({ type }) => type === 'batch.applied')
    expect(parts.length).toBeGreaterThan(3)
    expect(new Set(items.map(({ correlationId }) => correlationId)).size).toBe(1)
    expect(Math.max(...parts.map(({ data }) => Buffer.byteLength(JSON.stringify(data))))).toBeLessThanOrEqual(MAX_EVENT_BYTES)
    expect(new Set(parts.map(({ data }) => (data as { operation: string }).operation))).toEqual(new Set(['import']))
    const board = await manager.do(readBoard, { params: { projectId } })
    const empty = boardState({ ...board, statuses: [], tasks: [], labels: [], customFields: [], offset: items[0]!.offset })
    expect(boardSnapshot(reduceAll(empty, items.slice(1)).state)).toEqual(boardSnapshot(boardState(board)))
  })

  it('names every wrong line and field, and brings nothing in', async () => {
    const { manager, team } = company
    const before = await countOfProjects()
    const bytes = bytesOf({ title: 'Good' }, '{"title": ', { titel: 'x', title: 'x' }, { status: 'To do' }, { title: 'x', due: 'soon', priority: 'top', progress: 101 }, '[]',
      { title: 'x', labels: ['a', 7], estimatePoints: 0.3, customFields: { 'a/b': { c: 1 } } }, { title: 'x', comments: [{ text: '' }], attachments: [{ url: 'javascript:1' }], archived: 'no' })
    const { status, problem } = await manager.call(importNdjson, { query: { teamId: team.id }, bytes })
    expect([status, problem.code]).toEqual([422, 'invalid_import'])
    expect(problem.errors!.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/lines/2', 'invalid_json'], ['/lines/3/titel', 'unknown_field'], ['/lines/4/title', 'required'], ['/lines/5/progress', 'invalid_type'], ['/lines/5/due', 'invalid_format'],
      ['/lines/5/priority', 'invalid_value'], ['/lines/6', 'invalid_type'], ['/lines/7/labels/1', 'invalid_type'], ['/lines/7/estimatePoints', 'invalid_type'], ['/lines/7/customFields/a~1b', 'invalid_type'],
      ['/lines/8/archived', 'invalid_type'], ['/lines/8/comments/0/text', 'required'], ['/lines/8/attachments/0/url', 'invalid_format'],
    ])
    expect(await countOfProjects()).toBe(before)
  })

  it('stops reading at a line, a file or a number of lines that is too large, and at bytes that are no text', async () => {
    const { manager, team } = company
    const query = { teamId: team.id }
    const before = await countOfProjects()
    const first = async (bytes: Uint8Array<ArrayBuffer>) => {
      const { status, problem } = await manager.call(importNdjson, { query, bytes })
      return [status, problem.code, problem.errors?.[0]?.pointer]
    }
    expect(await first(bytesOf({ title: 'x' }, { title: 'x', description: 'y'.repeat(NDJSON_LIMITS.line) }))).toEqual([422, 'invalid_import', '/lines/2'])
    expect(await first(bytesOf(...Array.from({ length: 20_001 }, () => '{"title":"x"}')))).toEqual([422, 'invalid_import', '/lines/20001'])
    expect(await first(new Uint8Array([...bytesOf({ title: 'x' }), 10, 0xff, 0xfe]))).toEqual([422, 'invalid_import', '/lines/2'])
    expect(await first(new Uint8Array())).toEqual([422, 'invalid_import', '/lines/1'])
    expect(await first(new Uint8Array(NDJSON_LIMITS.bytes + 1).fill(10))).toEqual([413, 'payload_too_large', undefined])
    expect(await countOfProjects()).toBe(before)
  })

  it('comes in once under an Idempotency-Key, and refuses another file under the same', async () => {
    const { manager, team } = company
    const headers = { 'Idempotency-Key': randomUUID() }
    const send = (title: string) => manager.call(importNdjson, { query: { teamId: team.id }, bytes: bytesOf({ title }), headers })
    const [one, again, other] = [await send('Once'), await send('Once'), await send('Other')]
    expect([one.status, again.status, other.status]).toEqual([201, 201, 422])
    expect([again.data.projectId, other.problem.code]).toEqual([one.data.projectId, 'idempotency_mismatch'])
  })

  it('takes two at once of an organization, and refuses as a bad request what breaks off', async () => {
    const { manager, team } = company
    const { hostname, port } = new URL(world.url)
    const path = `/api/imports/ndjson/preview?teamId=${team.id}`
    const begun: Socket[] = []
    const begin = () => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${manager.token}\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{`)
      begun.push(socket)
    }
    begin()
    const send = () => manager.call(previewNdjson, { query: { teamId: team.id }, bytes: bytesOf({ title: 'x' }) })
    await expect.poll(() => {
      begin()
      return send().then(({ problem }) => problem?.code)
    }, { timeout: 10_000 }).toBe('rate_limited')
    for (const socket of begun) socket.destroy()
    await expect.poll(async () => (await send()).status, { timeout: 10_000 }).toBe(200)
    const broken = readNdjson({ announced: null, bytes: Readable.from((function* () { yield Buffer.from('{"title":'); throw new Error('ECONNRESET') })()) }, { now: new Date().toISOString(), zone: 'UTC' })
    await expect(broken).rejects.toMatchObject({ code: 'bad_request', status: 400 })
  })

  it('is for managers of the team, and gives tasks only to members of it', async () => {
    const { manager, employee, stranger, foreigner, team } = company
    const before = await countOfProjects()
    const send = async (person: Person, query: { teamId: string; assign?: string }) => (await person.call(importNdjson, { query, bytes: bytesOf({ title: 'x', assignees: ['Sten'] }) })).status
    const query = { teamId: team.id }
    expect([await send(employee, query), await send(stranger, query), await send(foreigner, query), await send(manager, { teamId: nobodysId() })]).toEqual([403, 404, 404, 404])
    expect(await send(manager, { ...query, assign: JSON.stringify({ Sten: stranger.membership.id }) })).toBe(422)
    expect((await employee.call(previewNdjson, { query, bytes: bytesOf({ title: 'x' }) })).status).toBe(403)
    expect(await countOfProjects()).toBe(before)
  })
})
