// Importing Trello boards over the API: all of it or nothing, its events, its limits, who may.
import { randomUUID } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { boardSnapshot, boardState, reduceAll } from '../../../client/features/board/board.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import type { ImportCounts, ImportProgress } from '../../../shared/features/imports.ts'
import { MAX_EVENT_BYTES, teamStream } from '../../../shared/streams.ts'
import type { Person } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'

const { importTrello, previewTrello, readBoard, readTaskDetail, listTasks, listProjects } = endpoints
const REAL = '../shared/data/trello'
if (!existsSync(REAL)) console.warn('*** Real Trello boards are absent: their imports are skipped ***')

const sample = (name: string) => readFileSync(`tests/features/imports/samples/${name}`, 'utf8')
const samples = globSync('tests/features/imports/samples/*.json').map((path) => basename(path)).sort()

describe.each(backends)('importing from Trello on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const send = (by: Person, raw: string) => by.call(importTrello, { query: { teamId: company.team.id }, raw })

  async function countsOf(projectId: string): Promise<ImportCounts> {
    const { manager } = company
    const board = await manager.do(readBoard, { params: { projectId } })
    const archived = await pages((cursor) => manager.do(listTasks, { query: { projectId, archived: 'true', limit: 200, cursor } }))
    const tasks = [...board.tasks, ...archived]
    const sum = (of: (task: (typeof tasks)[number]) => number) => tasks.reduce((total, task) => total + of(task), 0)
    const details = await Promise.all(tasks.filter(({ checklistTotal, commentCount }) => checklistTotal + commentCount > 0)
      .map(({ id }) => manager.do(readTaskDetail, { params: { taskId: id } })))
    expect(details.reduce((total, { comments }) => total + comments.length, 0)).toBe(sum(({ commentCount }) => commentCount))
    return {
      statuses: { open: board.statuses.filter((status) => !status.archived).length, archived: board.statuses.filter((status) => status.archived).length },
      tasks: { open: board.tasks.length, archived: archived.length }, labels: board.labels.length,
      checklists: details.reduce((total, { checklists }) => total + checklists.length, 0),
      checklistItems: { done: sum((task) => task.checklistDone), open: sum((task) => task.checklistTotal - task.checklistDone) },
      comments: sum(({ commentCount }) => commentCount), attachments: sum(({ attachmentCount }) => attachmentCount),
    }
  }

  it.each(samples)('brings %s in as it was counted, and its events build the same board', async (name) => {
    const { manager, team } = company
    const answer = await send(manager, sample(name))
    expect(answer.status).toBe(201)
    const { projectId, counts } = answer.data
    expect(await countsOf(projectId)).toMatchObject({ tasks: counts.tasks, labels: counts.labels, comments: counts.comments, attachments: counts.attachments, checklistItems: counts.checklistItems })
    const events = await eventsAfter(manager, teamStream(team.id), 0)
    const created = events.find(({ type, data }) => type === 'project.created' && (data.project as { id: string }).id === projectId)!
    const board = await manager.do(readBoard, { params: { projectId } })
    const empty = boardState({ ...board, statuses: [], tasks: [], labels: [], offset: created.offset })
    const after = events.filter(({ offset }) => offset > created.offset && offset <= board.offset)
    expect(boardSnapshot(reduceAll(empty, after).state)).toEqual(boardSnapshot(boardState(board)))
    const parts = after.filter(({ type }) => type === 'batch.applied')
    expect(new Set(parts.map(({ correlationId }) => correlationId)).size).toBe(1)
    for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part.data))).toBeLessThanOrEqual(MAX_EVENT_BYTES)
  })

  it.skipIf(!existsSync(REAL))('brings every real board in', async () => {
    for (const path of globSync(`${REAL}/*.json`)) {
      const answer = await send(company.manager, readFileSync(path, 'utf8'))
      expect([basename(path), answer.status]).toEqual([basename(path), 201])
      expect([basename(path), await countsOf(answer.data.projectId)]).toEqual([basename(path), answer.data.counts])
    }
  }, 60_000)

  it('shows a preview that changes nothing', async () => {
    const { manager, team } = company
    const before = await manager.do(listProjects)
    const preview = await manager.do(previewTrello, { query: { teamId: team.id }, raw: sample(samples[0]!) })
    expect(preview.statuses.reduce((total, status) => total + status.tasks, 0)).toBe(preview.counts.tasks.open + preview.counts.tasks.archived)
    expect(await manager.do(listProjects)).toEqual(before)
  })

  it('is for the team\'s manager and admins; others see 403 or nothing', async () => {
    const { employee, stranger, foreigner } = company
    expect((await send(employee, sample(samples[0]!))).status).toBe(403)
    expect((await send(stranger, sample(samples[0]!))).status).toBe(404)
    expect((await send(foreigner, sample(samples[0]!))).status).toBe(404)
    expect((await foreigner.call(importTrello, { query: { teamId: nobodysId() }, raw: '{}' })).status).toBe(404)
  })

  it.each([
    ['broken JSON', '{"lists": [', 400, 'malformed_json'], ['an error page', '<!doctype html><p>Sign in', 400, 'malformed_json'],
    ['another tool\'s file', '{"issues": []}', 422, 'invalid_import'], ['a list', '[]', 422, 'invalid_import'],
  ])('refuses %s with a place and leaves nothing', async (_, raw, status, code) => {
    const { manager } = company
    const before = await manager.do(listProjects)
    const answer = await send(manager, raw)
    expect([answer.status, answer.problem.code]).toEqual([status, code])
    if (status === 422) expect(answer.problem.errors?.[0]).toHaveProperty('pointer')
    expect(await manager.do(listProjects)).toEqual(before)
  })

  it('refuses a file over 32 MiB with 413', async () => {
    expect((await send(company.manager, ' '.repeat(32 * 1024 * 1024 + 1))).status).toBe(413)
  })

  it('applies a repeated request once', async () => {
    const { manager, team } = company
    const again = () => manager.call(importTrello, { query: { teamId: team.id }, raw: sample(samples[0]!), headers: { 'Idempotency-Key': `import-${backend}` } })
    const [first, second] = [await again(), await again()]
    expect(second.data).toEqual(first.data)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
  })

  it('gives tasks to the members that the importer named; other names stay as text', async () => {
    const { manager, employee, team } = company
    const board = {
      name: 'People', lists: [{ id: 'l', name: 'To do', pos: 1 }], members: [{ id: 'a', fullName: 'Ann Lee' }, { id: 'b', fullName: 'Bo Ek' }],
      cards: [{ id: 'c1', name: 'Both', idList: 'l', pos: 1, idMembers: ['a', 'b'] }, { id: 'c2', name: 'Bo only', idList: 'l', pos: 2, idMembers: ['b'] }],
    }
    const send = (assign: string) => manager.call(importTrello, { query: { teamId: team.id, assign }, raw: JSON.stringify(board) })
    const answer = await send(JSON.stringify({ 'Ann Lee': employee.membership.id }))
    expect(answer.status).toBe(201)
    expect(answer.data.warnings.find(({ code }) => code === 'members_as_hints')).toMatchObject({ count: 2, message: expect.not.stringContaining('Ann') })
    const { tasks } = await manager.do(readBoard, { params: { projectId: answer.data.projectId } })
    expect(tasks.map(({ title, assigneeIds }) => [title, assigneeIds])).toEqual([['Both', [employee.membership.id]], ['Bo only', []]])
    const detail = await manager.do(readTaskDetail, { params: { taskId: tasks[0]!.id } })
    expect(detail.task.importedPeople).toEqual(['Bo Ek'])
  })

  it.each([
    ['somebody of another organization', () => JSON.stringify({ Ann: company.foreigner.membership.id })],
    ['somebody outside the team', () => JSON.stringify({ Ann: company.stranger.membership.id })],
    ['nobody', () => JSON.stringify({ Ann: nobodysId() })], ['no id', () => '{"Ann":"x"}'], ['no JSON', () => 'Ann'],
  ])('refuses to give tasks to %s, and leaves nothing', async (_, assign) => {
    const { manager, team } = company
    const before = await manager.do(listProjects)
    const answer = await manager.call(importTrello, { query: { teamId: team.id, assign: assign() }, raw: sample(samples[0]!) })
    expect([answer.status, answer.problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, ['?assign']])
    expect(await manager.do(listProjects)).toEqual(before)
  })

  it('tells the importer\'s own sockets how far it has come, and nobody else', async () => {
    const { manager, employee, team } = company
    const importId = randomUUID()
    const told: [string, ImportProgress][] = []
    const sockets = await Promise.all([manager, employee].map(async (person) => {
      const socket = io(world.url, { auth: { token: person.token }, transports: ['websocket'], forceNew: true })
      socket.on('import:progress', (progress: ImportProgress) => told.push([person.membership.id, progress]))
      await connected(socket)
      return socket
    }))
    await manager.do(importTrello, { query: { teamId: team.id, importId }, raw: sample('modern.json') })
    await vi.waitFor(() => expect(told.at(-1)?.[1].phase).toBe('done'))
    sockets.forEach((socket) => socket.disconnect())
    expect(new Set(told.map(([person]) => person))).toEqual(new Set([manager.membership.id]))
    expect([...new Set(told.map(([, { phase }]) => phase))]).toEqual(['reading', 'writing', 'finishing', 'done'])
    expect(told.every(([, progress]) => progress.importId === importId && progress.done <= progress.total)).toBe(true)
  })

  it('says of a refused import that it failed, not that it was called off', async () => {
    const { manager, team } = company
    const phases: string[] = []
    const socket = io(world.url, { auth: { token: manager.token }, transports: ['websocket'], forceNew: true })
    await connected(socket)
    socket.on('import:progress', ({ phase }: ImportProgress) => phases.push(phase))
    const answer = await manager.call(importTrello, { query: { teamId: team.id, importId: randomUUID() }, raw: '{"name": 1}' })
    expect(answer.status).toBe(422)
    await vi.waitFor(() => expect(phases).toEqual(['reading', 'failed']))
    socket.disconnect()
  })

  it('takes all of it back when the importer hangs up before the commit', async () => {
    const { manager, team } = company
    const before = await manager.do(listProjects)
    const importId = randomUUID()
    const phases: string[] = []
    const hangUp = new AbortController()
    const socket = io(world.url, { auth: { token: manager.token }, transports: ['websocket'], forceNew: true })
    await connected(socket)
    socket.on('import:progress', ({ phase, done }: ImportProgress) => {
      phases.push(phase)
      if (phase === 'writing' && done > 0) hangUp.abort()
    })
    const address = `${world.url}/api/imports/trello?teamId=${team.id}&importId=${importId}`
    const headers = { authorization: `Bearer ${manager.token}`, 'content-type': 'application/json' }
    const sent = fetch(address, { method: 'POST', headers, body: aLargeBoard(4000), signal: hangUp.signal })
    await expect(sent).rejects.toThrow()
    await vi.waitFor(() => expect(phases.at(-1)).toBe('cancelled'), { timeout: 15_000 })
    socket.disconnect()
    expect(await manager.do(listProjects)).toEqual(before)
  }, 30_000)

  it('brings 2,000 cards in', async () => {
    const started = performance.now()
    const answer = await send(company.manager, aLargeBoard(2000))
    console.log(`2,000 cards with 6,000 items and 1,000 comments on ${backend}: ${Math.round(performance.now() - started)} ms`)
    expect(answer.data.counts).toMatchObject({ tasks: { open: 2000, archived: 0 }, checklistItems: { open: 6000, done: 0 }, comments: 1000 })
  }, 60_000)
})

async function pages<T>(read: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>): Promise<T[]> {
  const found: T[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return found
}

function aLargeBoard(count: number): string {
  const lists = Array.from({ length: 8 }, (_, index) => ({ id: `l${index}`, name: `List ${index}`, pos: index, closed: false }))
  const cards = Array.from({ length: count }, (_, index) => ({
    id: `c${index}`, name: `Card ${index}`, desc: 'Some words. '.repeat(20), idList: `l${index % 8}`, pos: index, closed: false, labels: [], idChecklists: [`k${index}`],
  }))
  const checklists = cards.map(({ id }, index) => ({
    id: `k${index}`, idCard: id, name: 'Steps', pos: 1, checkItems: [1, 2, 3].map((item) => ({ id: `i${index}-${item}`, name: `Step ${item}`, pos: item, state: 'incomplete' })),
  }))
  const actions = cards.slice(0, 1000).map(({ id }, index) => ({
    id: `a${index}`, type: 'commentCard', date: '2020-01-01T00:00:00.000Z', data: { text: 'A comment', card: { id } }, memberCreator: { id: 'm', fullName: 'Ann' },
  }))
  return JSON.stringify({ id: 'b', name: 'Large', lists, cards, checklists, actions, labels: [], members: [] })
}

const connected = (socket: Socket) => new Promise<void>((resolve) => { socket.on('connect', resolve) })
