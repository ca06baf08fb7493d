// Values of custom fields on tasks: given, changed and taken out, one by one and in bulk; what each kind takes.
import { beforeAll, describe, expect, it } from 'vitest'
import { type CustomField, MOST_VALUE_BYTES } from '../../../shared/features/custom-fields.ts'
import { endpoints } from '../../../shared/index.ts'
import { MAX_EVENT_BYTES, teamStream } from '../../../shared/streams.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { createCustomField, updateCustomField, updateFieldOption, createTask, updateTask, bulkTasks, readTask, listTasks } = endpoints

describe.each(backends)('values of custom fields on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let fields: Record<CustomField['kind'], CustomField>
  let projectId: string
  let options: string[]
  beforeAll(async () => {
    company = await aWiderCompany(world)
    projectId = (await aProject(company.manager, company.team.id)).id
    const add = (name: string, kind: CustomField['kind'], names: string[] = []) =>
      company.manager.do(createCustomField, { params: { projectId }, body: { name, kind, options: names.map((option) => ({ name: option })) } })
    fields = {
      text: await add('Note', 'text'), number: await add('Cost', 'number'), date: await add('Launch', 'date'), select: await add('Stage', 'select', ['Alpha', 'Beta']),
      multi_select: await add('Platforms', 'multi_select', ['Web', 'App', 'Desk']), person: await add('Reviewer', 'person'), checkbox: await add('Public', 'checkbox'),
      url: await add('Design', 'url'),
    }
    options = fields.multi_select.options.map(({ id }) => id)
  })
  const of = (values: Partial<Record<CustomField['kind'], unknown>>) =>
    Object.fromEntries(Object.entries(values).map(([kind, value]) => [fields[kind as CustomField['kind']].id, value])) as never
  const screens = (taskId: string) => ({ viewers: [company.manager, company.employee], snapshots: [boardOf(projectId), detailOf(taskId)] })
  const put = (taskId: string, values: object) => company.manager.call(updateTask, { params: { taskId }, body: { customFields: of(values) } })
  const lastEvent = async () => (await eventsAfter(company.manager, teamStream(company.team.id), 0)).at(-1)!

  it('come with a new task, change and go, on every screen; events tell before and after of those that differ', async () => {
    const { manager, employee } = company
    const all = {
      text: 'A note', number: -12.5, date: '2026-12-01', select: fields.select.options[0]!.id, multi_select: [options[2]!, options[0]!, options[2]!],
      person: employee.membership.id, checkbox: true, url: 'https://example.com/a b',
    }
    const stored = { ...all, multi_select: [options[0]!, options[2]!].sort(), url: 'https://example.com/a%20b' }
    const task = await manager.do(createTask, { body: { projectId, title: 'Full', customFields: of(all) } })
    expect(task.customFields).toEqual(of(stored))
    const change = (values: object, silent = false) => verifyAction({ ...screens(task.id), silent }, () =>
      manager.do(updateTask, { params: { taskId: task.id }, body: { customFields: of(values) } }))
    expect((await change({ number: 0.1, text: null })).customFields).toEqual(of({ ...stored, number: 0.1, text: undefined }))
    expect((await lastEvent()).data.changes).toEqual({ customFields: [of({ number: -12.5, text: 'A note' }), of({ number: 0.1, text: null })] })
    await change({ number: 0.1, text: null, checkbox: true }, true)
    const bare = await change({ number: null, date: null, select: null, multi_select: [], person: null, checkbox: false, url: '' })
    expect(bare).toMatchObject({ customFields: {}, version: 3 })
    expect(await manager.do(readTask, { params: { taskId: task.id } })).toEqual(bare)
  })

  it('change in bulk, with later operations on what earlier ones did, and together with new tasks', async () => {
    const { manager } = company
    const [one, two] = [await aTask(manager, projectId), await aTask(manager, projectId)]
    const { results } = await verifyAction(screens(one.id), () => manager.do(bulkTasks, { body: { mode: 'atomic', operations: [
      { op: 'update', taskId: one.id, customFields: of({ number: 1, text: 'x' }) }, { op: 'update', taskId: one.id, customFields: of({ number: 2, text: null }) },
      { op: 'update', taskId: two.id, title: 'Two' }, { op: 'create', projectId, title: 'New', customFields: of({ person: company.employee.membership.id, number: 3 }) },
    ] } }))
    expect(results[1]!.changes).toEqual({ customFields: [of({ number: 1, text: 'x' }), of({ number: 2, text: null })] })
    const { items } = await manager.do(listTasks, { query: { projectId, sort: '-createdAt', limit: 3 } })
    expect(Object.fromEntries(items.map(({ title, customFields }) => [title, customFields]))).toMatchObject({
      New: of({ person: company.employee.membership.id, number: 3 }), Two: {}, [one.title]: of({ number: 2 }),
    })
  })

  it('in bulk are refused operation by operation, all or nothing where it is atomic', async () => {
    const { manager } = company
    const { id: taskId } = await aTask(manager, projectId)
    const elsewhere = await aTask(manager, company.project.id)
    const operations = [{ op: 'update' as const, taskId, customFields: of({ number: 5 }) }, { op: 'update' as const, taskId, customFields: of({ select: nobodysId() }) },
      { op: 'update' as const, taskId: elsewhere.id, customFields: of({ number: 5 }) }]
    const pointers = [`/operations/1/customFields/${fields.select.id}`, `/operations/2/customFields/${fields.number.id}`]
    const atomic = await manager.call(bulkTasks, { body: { mode: 'atomic', operations } })
    expect([atomic.status, atomic.problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, pointers])
    expect((await manager.do(readTask, { params: { taskId } })).customFields).toEqual({})
    const independent = await manager.do(bulkTasks, { body: { mode: 'independent', operations } })
    expect(independent.results.map(({ ok }) => ok)).toEqual([true, false, false])
    expect((await manager.do(readTask, { params: { taskId } })).customFields).toEqual(of({ number: 5 }))
  })

  it('must fit the kind of their field', async () => {
    const { manager, stranger } = company
    const { id: taskId } = await aTask(manager, projectId)
    const wrong: [CustomField['kind'], unknown, string?][] = [
      ['text', 5], ['text', false], ['text', [options[0]]], ['text', 'x'.repeat(1001)], ['number', '5'], ['number', 1e16], ['number', 0.000_000_1], ['number', ''],
      ['date', '2026-02-30'], ['date', '01.12.2026'], ['date', '0000-01-01'], ['select', nobodysId()], ['select', 'Alpha'], ['select', [options[0]]], ['multi_select', options[0]],
      ['multi_select', [options[0], fields.select.options[0]!.id], '/1'], ['person', nobodysId()], ['person', 'Ada'], ['person', stranger.membership.id], ['checkbox', 'yes'],
      ['checkbox', 1], ['url', 'javascript:alert(1)'], ['url', 'ftp://example.com'], ['url', 'example'], ['url', `https://example.com/${'ж'.repeat(300)}`],
    ]
    for (const [kind, value, more = ''] of wrong) {
      const { status, problem } = await put(taskId, { [kind]: value })
      expect([status, problem.errors?.[0]?.pointer], `${kind} ${JSON.stringify(value)}`).toEqual([422, `/customFields/${fields[kind].id}${more}`])
    }
    for (const [name, pointer] of [[nobodysId(), ''], ['Cost', '/Cost']] as const) {
      const { status, problem } = await manager.call(updateTask, { params: { taskId }, body: { customFields: { [name]: 5 } } })
      expect([status, problem.errors?.[0]?.pointer]).toEqual([422, pointer === '' ? `/customFields/${name}` : `/customFields${pointer}`])
    }
    expect((await manager.do(readTask, { params: { taskId } })).version).toBe(1)
  })

  it('X11 answer others\' fields, options and people as those that nobody has', async () => {
    const { manager, stranger, foreigner, otherProject, foreignProject } = company
    const { id: taskId } = await aTask(manager, projectId)
    const bare = ({ status, problem }: { status: number; problem: { code: string; detail: string } }) => [status, problem.code, problem.detail]
    const change = (customFields: object) => manager.call(updateTask, { params: { taskId }, body: { customFields } as never })
    for (const [person, place] of [[stranger, otherProject], [foreigner, foreignProject]] as const) {
      const theirs = await person.do(createCustomField, { params: { projectId: place.id }, body: { name: 'Theirs', kind: 'select', options: [{ name: 'Own' }] } })
      const option = theirs.options[0]!.id
      expect(bare(await change({ [theirs.id]: option }))).toEqual(bare(await change({ [nobodysId()]: nobodysId() })))
      expect(bare(await put(taskId, { select: option }))).toEqual(bare(await put(taskId, { select: nobodysId() })))
      expect(bare(await put(taskId, { person: person.membership.id }))).toEqual(bare(await put(taskId, { person: nobodysId() })))
    }
  })

  it('are bounded together, so that an event holds all of them before and after', async () => {
    const { manager } = company
    const own = (await aProject(manager, company.team.id)).id
    const made = await Promise.all(Array.from({ length: 12 }, (_, index) =>
      manager.do(createCustomField, { params: { projectId: own }, body: { name: `Text ${index}`, kind: 'text' } })))
    const texts = (count: number, letter: string) => Object.fromEntries(made.slice(0, count).map(({ id }) => [id, letter.repeat(1000)]))
    const { id: taskId } = await aTask(manager, own)
    const change = (customFields: object) => manager.call(updateTask, { params: { taskId }, body: { customFields } as never })
    const { status, problem } = await change(texts(12, 'x'))
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, '/customFields'])
    await change(texts(5, 'ж'))
    expect((await change(texts(5, 'я'))).status).toBe(200)
    const { data } = await lastEvent()
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(Math.min(MAX_EVENT_BYTES, 2 * MOST_VALUE_BYTES + 1000))
  })

  it('stay where a field, an option or a member is not for new ones any more, and can be taken out', async () => {
    const { manager } = company
    const { id: taskId } = await aTask(manager, projectId)
    await put(taskId, { text: 'Old', select: fields.select.options[1]!.id })
    await manager.do(updateCustomField, { params: { fieldId: fields.text.id }, body: { archived: true } })
    await manager.do(updateFieldOption, { params: { fieldId: fields.select.id, optionId: fields.select.options[1]!.id }, body: { archived: true } })
    expect((await put(taskId, { text: 'New' })).problem.code).toBe('invalid_reference')
    expect((await put(taskId, { text: 'Old', select: fields.select.options[1]!.id, number: 1 })).status).toBe(200)
    const { id: other } = await aTask(manager, projectId)
    expect((await put(other, { select: fields.select.options[1]!.id })).problem.errors?.[0]?.pointer).toBe(`/customFields/${fields.select.id}`)
    expect((await put(taskId, { text: null, select: null })).status).toBe(200)
  })

  it('are put by who may change the task', async () => {
    const { manager, employee, stranger } = company
    const task = await manager.do(createTask, { body: { projectId, title: 'Assigned', assigneeIds: [employee.membership.id] } })
    const other = await aTask(manager, projectId)
    const change = (person: typeof manager, taskId: string) => person.call(updateTask, { params: { taskId }, body: { customFields: of({ number: 7 }) } })
    expect([await change(employee, task.id), await change(employee, other.id), await change(stranger, task.id)].map(({ status }) => status)).toEqual([200, 403, 404])
  })
})
