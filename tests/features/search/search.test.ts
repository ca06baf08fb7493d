// Search over HTTP: what is found where, and nothing of teams or organizations that one cannot see.
import { beforeAll, describe, expect, it } from 'vitest'
import type { QueryInputOf } from '../../../shared/endpoint.ts'
import type { Comment } from '../../../shared/features/comments.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { endpoints } from '../../../shared/index.ts'
import { query } from '../../../server/kernel/database.ts'
import { aTask } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'

const { search, createTask, createComment, updateTask, updateComment, deleteComment, bulkTasks } = endpoints
type Query = QueryInputOf<typeof search>
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
let tasks: Record<'battery' | 'menu' | 'plain' | 'cyrillic' | 'kana' | 'nagari', Task>
let comment: Comment

beforeAll(async () => {
  company = await aWiderCompany(world)
  const { manager, project } = company
  const make = (title: string, description = '') => manager.do(createTask, { body: { projectId: project.id, title, description } })
  tasks = {
    battery: await make('Replace the battery of the lantern', 'It lasts **two hours** only.'),
    menu: await make('Fix the café menu', `${'Long ago. '.repeat(40)}The Übersicht overlaps the board/list switch.`),
    plain: await make('Nothing of interest'),
    cyrillic: await make('Починить сервер'), kana: await make('データを守る'), nagari: await make('हिन्दी में लिखना'),
  }
  comment = await manager.do(createComment, { params: { taskId: tasks.plain.id }, body: { body: 'The supplier’s lantern arrives on Friday' } })
})

const ask = (given: Query, person = company.manager) => person.do(search, { query: given })
const keysOf = async (given: Query, person = company.manager) => (await ask(given, person)).tasks.map(({ task }) => task.key)

describe('S111 search', () => {
  it('finds words at their beginning, in titles first, then descriptions, then comments', async () => {
    expect(await keysOf({ q: 'lantern' })).toEqual([tasks.battery.key, tasks.plain.key])
    expect(await keysOf({ q: 'batt lant' })).toEqual([tasks.battery.key])
    expect(await keysOf({ q: '"attery"' })).toEqual([])
    expect(await keysOf({ q: 'two hours' })).toEqual([tasks.battery.key])
  })

  it('does not mind case, accents and punctuation, in any script', async () => {
    for (const q of ['CAFE', 'café', 'ubersicht', 'ÜBER', 'list switch', 'board/list']) expect(await keysOf({ q }), q).toEqual([tasks.menu.key])
    expect(await keysOf({ q: 'СЕРВЕР' })).toEqual([tasks.cyrillic.key])
    expect(await keysOf({ q: 'データ' })).toEqual([tasks.kana.key])
    for (const q of ['हिन्दी', 'हिन्', 'लिखना']) expect(await keysOf({ q }), q).toEqual([tasks.nagari.key])
  })

  it('takes words in quotes as they follow each other, and leaves unwanted ones out', async () => {
    expect(await keysOf({ q: '"the lantern"' })).toEqual([tasks.battery.key])
    expect(await keysOf({ q: '"lantern the"' })).toEqual([])
    expect(await keysOf({ q: 'lantern -supplier' })).toEqual([tasks.battery.key])
    for (const q of ['-lantern', '"', "'", '&|!():*', '<->', '%']) expect(await keysOf({ q }), q).toEqual([])
  })

  it('tells the kind of status of each task, so that a finished one is not taken for late', async () => {
    const { manager, project, statuses } = company
    const task = await manager.do(createTask, { body: { projectId: project.id, title: 'Varnish the oars', dueAt: '2020-01-01T00:00:00.000Z' } })
    const category = async () => (await ask({ q: 'varnish' })).tasks[0]!.category
    expect(await category()).toBe(statuses.find(({ id }) => id === task.statusId)!.category)
    for (const status of statuses) {
      await manager.do(updateTask, { params: { taskId: task.id }, body: { statusId: status.id } })
      expect(await category()).toBe(status.category)
    }
  })

  it('tells where the words stand, with the text around them', async () => {
    const [title, spoken] = (await ask({ q: 'lantern' })).tasks
    expect(title).toMatchObject({ place: 'title', commentId: null, excerpt: [] })
    expect(spoken).toMatchObject({ place: 'comment', commentId: comment.id })
    expect(spoken!.excerpt).toEqual([{ text: 'The supplier’s ', found: false }, { text: 'lantern', found: true }, { text: ' arrives on Friday', found: false }])
    const [hit] = (await ask({ q: 'ubersicht' })).tasks
    expect(hit!.place).toBe('description')
    expect(hit!.excerpt[0]).toEqual({ text: '…', found: false })
    expect(hit!.excerpt).toContainEqual({ text: 'Übersicht', found: true })
  })

  it('answers and keeps whatever may be typed and written', async () => {
    for (const q of ['㌖'.repeat(120), 'a'.repeat(200), 'a-'.repeat(100), '"a b c d e f g h i j k l m"', '\u0301\u0301', '٣٤٥']) {
      expect((await company.manager.call(search, { query: { q } })).status, q).toBe(200)
    }
    const long = Array.from({ length: 20_000 }, (_, index) => `㌖${String.fromCodePoint(0x4e00 + index)}`).join(' ')
    const task = await company.manager.do(createTask, { body: { projectId: company.project.id, title: 'A long text', description: long.slice(0, 99_000) } })
    expect(await keysOf({ q: 'long text' })).toEqual([task.key])
  })

  it('finds a task by its key and projects by their names', async () => {
    const answer = await ask({ q: tasks.menu.key.toLowerCase() })
    expect(answer.tasks.map(({ task, place }) => [task.id, place])).toContainEqual([tasks.menu.id, 'key'])
    const { project } = company
    expect((await ask({ q: project.name.slice(1) })).projects).toContainEqual({ id: project.id, key: project.key, name: project.name, teamId: project.teamId })
  })

  it('says whether there are more', async () => {
    expect(await ask({ q: 'the', limit: 1 })).toMatchObject({ tasks: [{}], more: true })
    expect(await ask({ q: 'the', limit: 50 })).toMatchObject({ more: false })
  })
})

it('S111 follows every way in which words change', async () => {
  const { manager, project } = company
  const task = await aTask(manager, project.id)
  await manager.do(updateTask, { params: { taskId: task.id }, body: { title: 'A heron' } })
  expect(await keysOf({ q: 'heron' })).toEqual([task.key])
  await manager.do(updateTask, { params: { taskId: task.id }, body: { description: 'and an otter' } })
  expect(await keysOf({ q: 'heron otter' })).toEqual([task.key])
  await manager.do(bulkTasks, { body: { mode: 'atomic', operations: [
    { op: 'update', taskId: task.id, title: 'A stork' }, { op: 'create', projectId: project.id, title: 'A stork too' },
  ] } })
  expect(await keysOf({ q: 'heron' })).toEqual([])
  expect(await keysOf({ q: 'stork' })).toHaveLength(2)
  const said = await manager.do(createComment, { params: { taskId: task.id }, body: { body: 'kingfisher' } })
  await manager.do(updateComment, { params: { commentId: said.id }, body: { body: 'bittern' } })
  expect(await keysOf({ q: 'kingfisher' })).toEqual([])
  expect(await keysOf({ q: 'bittern' })).toEqual([task.key])
  await manager.do(deleteComment, { params: { commentId: said.id } })
  expect(await keysOf({ q: 'bittern' })).toEqual([])
  await manager.do(endpoints.archiveTask, { params: { taskId: task.id }, body: { archived: true } })
  expect(await keysOf({ q: 'otter' })).toEqual([])
  expect(await keysOf({ q: 'otter', archived: 'true' })).toEqual([task.key])
  await manager.do(endpoints.deleteTask, { params: { taskId: task.id } })
  expect(await keysOf({ q: 'otter', archived: 'true' })).toEqual([])
})

it('S111 lets the words go with what is deleted for good', async () => {
  const { manager, project } = company
  const task = await aTask(manager, project.id)
  await manager.do(createComment, { params: { taskId: task.id }, body: { body: 'of no more use' } })
  const counts = () => world.server.kernel.read(callerOf(manager.organization.id), (work) => query<{ count: number }>(work.em,
    'select (select count(*) from task_words where task_id = $1::uuid)::int + (select count(*) from comment_words where task_id = $1::uuid)::int as count', [task.id]))
  expect(await counts()).toEqual([{ count: 2 }])
  await world.server.kernel.transact(callerOf(manager.organization.id), (work) => query(work.em, 'delete from tasks where id = $1::uuid', [task.id]))
  expect(await counts()).toEqual([{ count: 0 }])
})

describe('who finds what', () => {
  it('X13 only what the asker may read, whatever they ask to search in', async () => {
    const { admin, manager, stranger, foreigner, otherProject, foreignProject, project } = company
    const secret = await stranger.do(createTask, { body: { projectId: otherProject.id, title: 'Zeppelin of the others' } })
    await foreigner.do(createTask, { body: { projectId: foreignProject.id, title: 'Zeppelin of another company' } })
    expect(await keysOf({ q: 'zeppelin' }, admin)).toEqual([secret.key])
    expect(await keysOf({ q: 'zeppelin' }, stranger)).toEqual([secret.key])
    expect(await keysOf({ q: 'zeppelin' }, manager)).toEqual([])
    expect(await keysOf({ q: secret.key }, manager)).not.toContain(secret.key)
    const unknown = await ask({ q: 'zeppelin', projectId: nobodysId() })
    for (const given of [{ projectId: otherProject.id }, { projectId: foreignProject.id }, { teamId: otherProject.teamId }, { teamId: foreignProject.teamId }])
      expect(await ask({ q: 'zeppelin', ...given })).toEqual(unknown)
    expect((await ask({ q: otherProject.name }, manager)).projects.map(({ id }) => id)).not.toContain(otherProject.id)
    expect(await keysOf({ q: 'lantern', projectId: project.id }, admin)).toHaveLength(2)
    expect(await keysOf({ q: 'lantern', projectId: otherProject.id }, admin)).toEqual([])
  })

  it('X52 the function that reads as the owner answers for the transaction\'s organization alone', async () => {
    const { manager, foreigner } = company
    const found = (organization: string) => world.server.kernel.read(callerOf(manager.organization.id), (work) =>
      query(work.em, `select * from search_words($1::uuid, '''zeppelin'''::tsquery, null, 10)`, [organization]))
    expect(await found(manager.organization.id)).toHaveLength(1)
    expect(await found(foreigner.organization.id)).toEqual([])
    const direct = (table: string) => world.server.kernel.read(callerOf(manager.organization.id), (work) =>
      query<{ organization_id: string }>(work.em, `select distinct organization_id from ${table}`))
    for (const table of ['task_words', 'comment_words']) expect(await direct(table)).toEqual([{ organization_id: manager.organization.id }])
  })

  it('refuses nonsense with a pointer, and nobody at all', async () => {
    const bad = await company.manager.call(search, { query: { q: ' ' } })
    expect(bad).toMatchObject({ status: 422, problem: { errors: [{ pointer: '?q' }] } })
    expect((await company.manager.call(search, { query: { q: 'x', limit: 51 } })).status).toBe(422)
    expect((await fetch(`${world.url}/api/search?q=lantern`)).status).toBe(401)
  })
})

const callerOf = (organizationId: string) => ({ organizationId, credential: { kind: 'system' as const }, traceId: 'search' })
